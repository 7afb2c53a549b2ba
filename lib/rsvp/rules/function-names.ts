import { latinKey } from "@/lib/kernel/scripts";
import { folded } from "@/lib/kernel/spelling";
import { phrases, spellings } from "./reading-senses";
import { pieces } from "./reading-text";

/** Indian functions by kind, as they are written in Latin letters and in each script. */
const KINDS: Record<string, string> = {
  ganesh: `gan(e|)sh (puja|pooja|pujan|poojan|sthapana|sthapna), ganpati (puja|pooja|pujan|sthapana), ganapathi (puja|pooja), vinayak (puja|pooja|sthapana), गणेश (पूजा|पूजन|स्थापना), गणपति पूजा, ગણેશ (પૂજા|સ્થાપના), गणपती पूजन`,
  haldi: `h(a|)ldi, haldhi, haladi, pithi, peethi, pithee, halud, gaye holud, gaaye holud, holud, mayian, maiyan, mayiaan, vatna, nalangu, ubtan, हल्दी, हलदी, हळद, हळदी, पीठी, હલ્દી, પીઠી, પીઠી, હળદી, ਹਲਦੀ, ਮਾਈਆਂ, ਵਟਣਾ, ஹல்தி, நலங்கு, హల్దీ, హల్ది, গায়ে হলুদ, হলুদ, ಹಳದಿ, ಅರಿಶಿನ, ഹൽദി, ہلدی, مایوں`,
  mehndi: `m(e|a)h(e|a|)nd(i|hi|y|ee), menhdi, mendhi, mehndhi, mehandhi, mhendi, henna, mendi, mailanchi, mylanchi, मेहंदी, मेहन्दी, मेंहदी, मेंदी, महंदी, મહેંદી, મેંદી, મેહેંદી, ਮਹਿੰਦੀ, ਮੇਹੰਦੀ, மெஹந்தி, மருதாணி, మెహందీ, మెహంది, মেহেন্দি, মেহেদি, ಮೆಹಂದಿ, മെഹന്ദി, മൈലാഞ്ചി, مہندی`,
  sangeet: `sang(ee|i)t(h|), sangeeth, ladies sang(ee|i)t, sangeet sandhya, mahila sangeet, mahila sangit, geet sangeet, संगीत, लेडीज संगीत, महिला संगीत, સંગીત, લેડીઝ સંગીત, ਸੰਗੀਤ, சங்கீத், சங்கீதம், సంగీత్, సంగీతం, সঙ্গীত, সংগীত, ಸಂಗೀತ, ಸಂಗೀತ್, സംഗീത്, سنگیت`,
  garba: `garba, raas garba, garbo, dandiya, dandia, daandiya, raas, गरबा, डांडिया, ગરબા, ગરબો, દાંડિયા, گربا`,
  engagement: `engagement, enagagement, engagment, engagement ceremony, sagai, sagaai, sagpan, roka, rokka, ring ceremony, ring, nischitartham, nischitardham, nischitartha, nischithartha, nichayathartham, nichayadartham, nichayam ceremony, nischayam, nischayathinu, sakharpuda, sakharpudya, mangni, mangani, kurmai, ashirbad, aashirbad, betrothal, सगाई, रोका, साखरपुडा, मंगनी, अंगूठी, સગાઈ, ਮੰਗਣੀ, ਰੋਕਾ, ਕੁੜਮਾਈ, நிச்சயதார்த்தம், నిశ్చితార్థం, আশীর্বাদ, ನಿಶ್ಚಿತಾರ್ಥ, നിശ്ചയം, منگنی`,
  tilak: `tilak, teeka, tika, lagan patrika, तिलक, તિલક, टीका`,
  wedding: `wedding, weding, weeding ceremony, marriage, marrige, marraige, shaadi, shadi, saadi, shaddi, vivah, vivaah, vivaha, vivaham, phere, phera, pheras, fere, feras, lagna, lagan, lagn, nikah, nikaah, nikkah, nikha, muhurtham, muhurtam, muhurtha, muhurat, anand karaj, anand karaaj, anandkaraj, kalyanam, kalyana, kalyaanam, thirumanam, tirumanam, pelli, pelly, pendli, maduve, madhuve, biye, biya, viah, vyah, viyah, byah, shubh vivah, saat phere, mangalya, thalikettu, kanyadan, kanyadaan, lagnala, lagnma, lagnama, laganma, kalyanathukku, kalyanathuku, kalyanathinu, kalyanathinnu, thirumanathukku, vivahathinu, pelliki, pelli ki, maduvege, maduve ge, biyete, biye te,
    शादी, विवाह, फेरे, लग्न, लग्नाला, लग्नात, निकाह, ब्याह, शुभ विवाह, आनंद कारज, લગ્ન, લગ્નમાં, લગન, વિવાહ, શાદી, ફેરા, ਵਿਆਹ, ਸ਼ਾਦੀ, ਅਨੰਦ ਕਾਰਜ, ਆਨੰਦ ਕਾਰਜ, ਫੇਰੇ, திருமணம், திருமணத்திற்கு, திருமணத்துக்கு, கல்யாணம், கல்யாணத்துக்கு, கல்யாணத்திற்கு, முகூர்த்தம், முகூர்த்தத்திற்கு, పెళ్లి, పెళ్ళి, వివాహం, వివాహానికి, కళ్యాణం, ముహూర్తం, ముహూర్తానికి, বিয়ে, বিয়েতে, বিবাহ, ಮದುವೆ, ವಿವಾಹ, ಮುಹೂರ್ತ, കല്യാണം, കല്യാണത്തിന്, വിവാഹം, വിവാഹത്തിന്, മുഹൂർത്തം, നിക്കാഹ്, شادی, نکاح, بیاہ`,
  reception: `reception, recption, receptions, recepshun, reseption, resepshan, recieption, riception, riseption, walima, valima, waleema, valeema, bou bhat, boubhat, bou bhaat, swagat samaroh, रिसेप्शन, रिसेप्शन, स्वागत समारोह, वलीमा, રિસેપ્શન, ਰਿਸੈਪਸ਼ਨ, ரிசெப்ஷன், வரவேற்பு, రిసెప్షన్, রিসেপশন, বৌভাত, ರಿಸೆಪ್ಷನ್, ಆರತಕ್ಷತೆ, റിസപ്ഷൻ, ریسپشن, ولیمہ`,
  cocktail: `cocktail, cocktails, coktail, कॉकटेल, કોકટેલ`,
  baraat: `b(a|)ra(a|)t, baaraat, barat, bharat barat, janivasam, बारात, बरात, वरात, જાન, ਬਰਾਤ, ਬਾਰਾਤ, বরযাত্রী, بارات`,
  mayra: `mayra, mamera, mameru, maayra, bhaat, bhat, bhaat ceremony, mayera, मायरा, भात, મામેરું, મોસાળું, mosalu, nanki shak, ਨਾਨਕੀ ਸ਼ੱਕ`,
  home: `griha pravesh, grihapravesh, gruhapravesh, gruh pravesh, grah pravesh, grihapravesam, gruhapravesam, गृह प्रवेश, गृहप्रवेश, ગૃહપ્રવેશ, housewarming`,
  farewell: `vidaai, vidai, bidaai, bidai, rukhsati, rukhsat, doli, विदाई, વિદાય, ਡੋਲੀ, رخصتی`,
  jaggo: `jaago, jaggo, ਜਾਗੋ`,
  chooda: `chooda, chura, chuda, chooda ceremony, ਚੂੜਾ`,
  lunch: `lunch, दोपहर का खाना, bhojan, luncheon`,
  dinner: `dinner, diner, डिनर, rehearsal dinner`,
  brunch: `brunch, farewell brunch, ब्रंच`,
  breakfast: `breakfast, nashta, नाश्ता`,
  tea: `high tea`,
  pool: `pool party`,
};
/** Meals and parties often are a part of another function's name ("Reception Dinner"). */
const SMALL = new Set(["lunch", "dinner", "brunch", "breakfast", "tea", "cocktail", "pool"]);
const PLAIN = new Set(
  "the a an of and or ki ka ke di da de no nu ni cha chi e la ceremony function functions night day party event evening morning celebration celebrations program programme rasam rasm samaroh samarambh side family groom bride grooms brides puja pooja with by our farewell welcome grand ladies mahila shubh for at to in".split(
    " ",
  ),
);
const ENDINGS =
  `la maa ma kku ukku ku ki ke ge ige yinu inu nu nnu ykku te e me mein il ile lo alli um am la ला त ના માં ને નું માં ਤੇ க்கு க்கும் உக்கு ுக்கு த்துக்கு కి కు లో তে ে এ য় ಗೆ ಕ್ಕೆ ക്ക് ന് യ്ക്ക് ിന്`.split(
    " ",
  );

const keyed = (phrase: string): string => pieces(folded(phrase)).join(" ");

const KIND_OF = new Map<string, string>();
for (const [kind, list] of Object.entries(KINDS))
  for (const phrase of phrases(list))
    for (const spelling of spellings(phrase)) KIND_OF.set(keyed(spelling), kind);
/** No name of a function and no event's name that is read has more words. */
export const LONGEST_NAME = 6;

/** The kind of function these words name, with or without a case ending. */
export function kindOf(words: string): string | undefined {
  const kind = KIND_OF.get(words);
  if (kind !== undefined || words.includes(" ")) return kind;
  for (const ending of ENDINGS) {
    if (!words.endsWith(ending) || words.length < ending.length + 4) continue;
    const stem = KIND_OF.get(words.slice(0, -ending.length));
    if (stem !== undefined) return stem;
  }
  return undefined;
}

interface Named {
  eventId: string;
  /** The sounds of its names. */
  keys: ReadonlySet<string>;
  kinds: ReadonlySet<string>;
  own: ReadonlySet<string>;
}
export type Names = readonly Named[];

/** What the names of a household's functions can be called by: in its language, and as they were written first. */
export function namesOf(
  events: readonly { eventId: string; name: string; written?: string | null }[],
): Names {
  return events.map(({ eventId, name, written }) => {
    const [keys, kinds, own] = [new Set<string>(), new Set<string>(), new Set<string>()];
    for (const one of written ? [name, written] : [name]) learn(one, { keys, kinds, own });
    return { eventId, keys, kinds, own };
  });
}

function learn(name: string, { keys, kinds, own }: Record<"keys" | "kinds" | "own", Set<string>>): void {
  const words = pieces(folded(name)).filter((word) => /[\p{L}\p{N}]/u.test(word));
  for (let at = 0; at < words.length; ) {
    const length = [3, 2, 1].find((n) => at + n <= words.length && kindOf(words.slice(at, at + n).join(" ")));
    if (length === undefined) {
      const word = words[at] ?? "";
      if (!PLAIN.has(word) && latinKey(word).length >= 3) own.add(latinKey(word));
    } else kinds.add(kindOf(words.slice(at, at + length).join(" ")) ?? "");
    at += length ?? 1;
  }
  keys.add(words.map(latinKey).join(" "));
}

const only = (found: readonly Named[]): readonly string[] | null =>
  found.length === 0 ? null : found.length === 1 ? [found[0]?.eventId ?? ""] : [];

/**
 * The function these words name: null where they name none at all, empty where they name one the household is not asked
 * about, or fit two of its functions equally. `keys` are the sounds of the words.
 */
export function functionNamed(
  words: readonly string[],
  keys: readonly string[],
  names: Names,
): readonly string[] | null {
  const key = keys.join(" ");
  const whole = key === "" ? null : only(names.filter((one) => one.keys.has(key)));
  const kind = kindOf(words.join(" "));
  if (kind === undefined) {
    if (whole !== null && (words.length > 1 || key.length >= 4)) return whole;
    return words.length > 1 || key.length < 4 ? null : only(names.filter((one) => one.own.has(key)));
  }
  return whole?.length === 1 ? whole : ofKind(kind, names);
}

/** The household's one function of a kind; a meal may be a part of one, "mehndi" of "Mehendi & Sangeet" is not certain. */
function ofKind(kind: string, names: Names): readonly string[] {
  const exact = only(names.filter((one) => one.kinds.size === 1 && one.kinds.has(kind)));
  if (exact !== null) return exact;
  const partly = names.filter(
    ({ kinds }) =>
      kinds.has(kind) && (SMALL.has(kind) || [...kinds].every((other) => other === kind || SMALL.has(other))),
  );
  return only(partly) ?? [];
}
