/** The words people and programs put over their columns. Keys are written as `headerKey` returns them. */

export type LogicalField =
  | "full"
  | "given"
  | "middle"
  | "family"
  | "prefix"
  | "suffix"
  | "nickname"
  | "organization"
  | "household"
  | "side"
  | "adults"
  | "children"
  | "spouse"
  | "ageBand"
  | "tags"
  | "notes"
  | "language"
  | "diet"
  | "dialCode"
  | "sourceKey";

const WORDS: Record<LogicalField, string> = {
  full: "name fullname guest guestname nameofguest guestfullname displayname contactname contactperson invitee inviteename inviteesname names guestsname guestnames nameofguests namesofguests nameoftheguest nameofinvitee yourname yourfullname firstandlastname nombre nombrecompleto nome nomecompleto nom nomcomplet familyheadname headoffamily headofthefamily naam guestkanaam guestskanaam mehmankanaam mehmaankanaam mehmanonkenaam atithikanaam नाम पूरानाम अतिथि मेहमान नाव નામ பெயர் নাম ਨਾਮ",
  given: "firstname first givenname forename prénom prenom पहलानाम",
  middle: "middlename additionalname fathername",
  family: "lastname last surname apellido apellidos sobrenome उपनाम कुलनाम आडनाव અટક",
  prefix: "nameprefix prefix title salutation",
  suffix: "namesuffix suffix",
  nickname: "nickname",
  organization: "organizationname organization1name organization organisation company",
  household:
    "household householdname householdfamily familyhousehold familygroup familyid householdid party partyname invitationname परिवार परिवारकानाम कुटुंब कुटुम्ब કુટુંબ પરિવાર குடும்பம் পরিবার ਪਰਿਵਾਰ",
  side: "side brideorgroom bridegroom bridegroomside groombride brideside whichside fromwhichside guestside guestof sidebg sidegb bridesidegroomside bridesideorgroomside groomsidebrideside पक्ष तरफ वरवधू वधूवर",
  adults:
    "adults adult totaladults noofadults numberofadults adultcount pax noofpax noofguests numberofguests guestcount totalguests guestscount totalcount totalpax totalpersons totalpeople noofpersons numberofpersons noofpeople numberofpeople noofmembers numberofmembers totalmembers memberscount membercount familymembers totalfamilymembers numberoffamilymembers nooffamilymembers noofguestscoming numberofguestscoming noofpeoplecoming noofpersonscoming noofguestsattending numberofguestsattending guestscoming howmany howmanyofyou howmanyguests howmanypeople howmanypersons howmanycoming howmanyarecoming howmanyofyouarecoming howmanyofyouwillcome howmanyofyouwillattend howmanyofyouwillbeattending persons people members headcount kitnelog personas pessoas personnes वयस्क बड़े सदस्य सदस्यसंख्या कुलसदस्य कुलसंख्या लोग संख्या",
  children:
    "children child kids kid noofchildren numberofchildren noofkids numberofkids childrencount kidscount totalchildren totalkids niños ninos crianças criancas enfants बच्चे",
  spouse: "spouse",
  ageBand: "ageband agegroup age adultchild adultorchild आयु उम्र",
  tags: "labels label groupmembership tags tag categories category group groups relation relationship समूह रिश्ता",
  notes: "notes note remarks remark comments comment टिप्पणी",
  language:
    "language languages lang preferredlanguage languagepreference languagepreferred invitationlanguage invitelanguage cardlanguage mothertongue भाषा पसंदीदाभाषा ભાષા மொழி భాష ভাষা ਭਾਸ਼ਾ",
  diet: "diet diets dietary dietarypreference dietarypreferences dietaryrequirement dietaryrequirements dietaryrestrictions anydietaryrequirement anydietaryrequirements anydietaryrestrictions food foodpreference foodpreferences foodpref foodtype foodchoice foodhabit meal mealpreference mealtype mealchoice vegnonveg vegornonveg vegnonvegjain खाना भोजन आहार खानपान જમણ ભોજન உணவு খাবার",
  dialCode:
    "countrycode isdcode dialcode diallingcode dialingcode phonecode phonecountrycode mobilecountrycode whatsappcountrycode countrydialcode isd",
  sourceKey: "uid vcarduid resourcename contactid parinayaid",
};

const PHONE_WORDS =
  "phone phoneno phonenumber phonenumbers mobile mobileno mobilenumber mobilephone mob mobno cell cellno cellphone contactno contactnos contactnum contactnumber contactnumbers number whatsapp whatsappno whatsappnumber whatsappmobile whatsappphone tel telephone telephoneno landline alternatenumber alternateno alternatephone alternatemobile primaryphone homephone businessphone otherphone carphone companymainphone workphone teléfono telefono celular móvil movil telefone téléphone portable मोबाइल मोबाइलनंबर मोबाइलनं मोबाईल फोन फोननंबर नंबर दूरभाष व्हाट्सएप व्हाट्सऐप मोबाईलनंबर મોબાઇલ ફોન கைபேசி মোবাইল ਮੋਬਾਈਲ";
const EMAIL_WORDS = "email emailaddress emailid mail mailid correo correoelectrónico correoelectronico ईमेल";
const ADDRESS_WORDS =
  "address fulladdress postaladdress homeaddress residence residentialaddress पता पत्ता સરનામું";
const ADDRESS_PARTS =
  "street streetaddress address1 address2 addressline1 addressline2 addressline area locality location city town village district state region ciudad cidade ville pin pincode zip zipcode postalcode postcode country शहर गांव गाँव राज्य पिनकोड";

const set = (words: string) => new Set(words.split(" ").map(headerKey));

const FIELD_OF = new Map<string, LogicalField>(
  (Object.entries(WORDS) as [LogicalField, string][]).flatMap(([field, words]) =>
    words.split(" ").map((word): [string, LogicalField] => [headerKey(word), field]),
  ),
);
const PHONES = set(PHONE_WORDS);
const EMAILS = set(EMAIL_WORDS);
const ADDRESSES = set(ADDRESS_WORDS);
const PARTS = set(ADDRESS_PARTS);

/** A heading without case, spaces, punctuation, byte-order mark and nukta, so that फ़ोन and फोन are one word. */
export function headerKey(header: string): string {
  return header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\u093c/g, "")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
}

/** What may stand in a heading of numbers people make up, as in `Phone/Mobile` and `Mobile No. with country code`. */
const PHONE_TOKENS = new Set("phone phones mobile mobiles mob cell ph tel telephone whatsapp".split(" "));
const BESIDE_PHONE = new Set(
  "no nos number numbers num self own primary secondary alternate alternative alt other main personal home office work with incl including without country code isd std and or of for the guest guests contact calling whats app digit digits 10".split(
    " ",
  ),
);
/** Brackets that make a column something else than the word before them: somebody else's, or only a yes or no. */
const OTHERWISE =
  /name|naam|नाम|wife|husband|spouse|father|mother|\bson\b|daughter|\by(?:es)?\s*[/|,]\s*n|sent|status|code/iu;
const MAX_HEADING = 100;

/**
 * The heading's key as a word we know, where it is one: as written, or without what stands in brackets
 * (`Side (B/G)`), or put together from words for numbers (`Ph. No.`); else the key of the whole.
 */
export function wordOf(heading: string): string {
  const key = headerKey(heading);
  if (isKnown(key) || heading.length > MAX_HEADING) return key;
  const brackets = heading.match(/[([][^)\]]*/g)?.join(" ");
  if (brackets !== undefined && !OTHERWISE.test(brackets)) {
    const bare = headerKey(heading.replace(/[([][^)\]]*[)\]]?/g, " "));
    // `No. of guests (kids)` counts the kids.
    if (fieldOf(bare) === "adults" && fieldOf(headerKey(brackets)) === "children") return "children";
    if (isKnown(bare)) return bare;
  }
  return saysPhone(heading) ? "phone" : key;
}

const isKnown = (key: string): boolean => fieldOf(key) !== undefined || contactKind(key) !== undefined;

function saysPhone(heading: string): boolean {
  const words = heading
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "" && !/^\d$/.test(word));
  // `Phone country code` is not a number; `Phone with country code` is one.
  if (words.includes("code") && !words.some((word) => /^(?:with|incl|including)$/.test(word))) return false;
  return (
    words.some((word) => PHONE_TOKENS.has(word)) &&
    words.every((word) => PHONE_TOKENS.has(word) || BESIDE_PHONE.has(word))
  );
}

/** The logical field a heading names, or undefined; `family` words that may also mean household are not here. */
export function fieldOf(key: string): LogicalField | undefined {
  return FIELD_OF.get(key) ?? (/^tags?\d+$/.test(key) ? "tags" : undefined);
}

/** Whether the heading is a phone, e-mail, whole-address or part-of-address column (`Phone 2` counts as `Phone`). */
export function contactKind(key: string): "phone" | "email" | "address" | "part" | undefined {
  const bare = key.replace(/\d+$/, "");
  if (PHONES.has(key) || PHONES.has(bare)) return "phone";
  if (EMAILS.has(key) || EMAILS.has(bare) || /^email\d+address$/.test(key)) return "email";
  if (ADDRESSES.has(key)) return "address";
  return PARTS.has(key) ? "part" : undefined;
}
