import type { GuestLanguage, Words } from "@/lib/kernel/languages";
import type { SiteContent } from "@/lib/website/types";

const said = (en: string, hi: string, gu: string): Words => ({ en, hi, gu });

/** The website of the demo wedding, as a family would write it. The numbers and the UPI id are nobody's. */
export const DEMO_SITE: SiteContent = {
  look: "genda",
  languages: ["en", "hi", "gu"],
  hosts: { hi: "मीरा एवं राजेश शर्मा", gu: "મીરા અને રાજેશ શર્મા" },
  couple: { first: said("Anjali", "अंजलि", "અંજલિ"), second: said("Rohan", "रोहन", "રોહન") },
  cover: {
    line: said(
      "With the blessings of our elders, come and celebrate with us in Jaipur.",
      "बड़ों के आशीर्वाद के साथ, जयपुर में हमारी ख़ुशियों में शामिल होने ज़रूर पधारिए।",
      "વડીલોના આશીર્વાદ સાથે, જયપુરમાં અમારી ખુશીમાં સામેલ થવા જરૂર પધારજો.",
    ),
    photoId: null,
  },
  families: [
    {
      heading: said("The Sharma family of Jaipur", "जयपुर का शर्मा परिवार", "જયપુરનો શર્મા પરિવાર"),
      text: said(
        "Anjali is the daughter of Meera and Rajesh Sharma and the granddaughter of Smt. Kamla Devi and the late Shri Mohanlal Sharma. Our house has waited long for this day, and it is not full without you.",
        "अंजलि, श्रीमती मीरा और श्री राजेश शर्मा की सुपुत्री तथा श्रीमती कमला देवी और स्वर्गीय श्री मोहनलाल शर्मा की पौत्री हैं। हमारे घर को इस दिन का बरसों से इंतज़ार था, और आपके बिना यह घर भरा हुआ नहीं लगेगा।",
        "અંજલિ શ્રીમતી મીરા અને શ્રી રાજેશ શર્માની સુપુત્રી તથા શ્રીમતી કમલા દેવી અને સ્વ. શ્રી મોહનલાલ શર્માની પૌત્રી છે. અમારું ઘર વર્ષોથી આ દિવસની રાહ જુએ છે, અને આપના વિના એ ભરેલું નહીં લાગે.",
      ),
    },
    {
      heading: said("The Rao family of Ahmedabad", "अहमदाबाद का राव परिवार", "અમદાવાદનો રાવ પરિવાર"),
      text: said(
        "Rohan is the son of Nandini and Vikram Rao and the grandson of Smt. Sarla and Shri Harish Rao. We bring the baraat, the dhol and far too many cousins.",
        "रोहन, श्रीमती नंदिनी और श्री विक्रम राव के सुपुत्र तथा श्रीमती सरला और श्री हरीश राव के पौत्र हैं। बारात, ढोल और ढेर सारे भाई-बहन हम साथ ला रहे हैं।",
        "રોહન શ્રીમતી નંદિની અને શ્રી વિક્રમ રાવના સુપુત્ર તથા શ્રીમતી સરલા અને શ્રી હરીશ રાવના પૌત્ર છે. જાન, ઢોલ અને ઢગલાબંધ ભાઈ-બહેનો અમે સાથે લઈને આવીએ છીએ.",
      ),
    },
  ],
  travel: said(
    "Jaipur airport is twenty minutes from every venue, the railway station fifteen. Write your train or flight on your answer page: somebody of the family will stand there with a marigold in hand.\n\nBy car: guarded parking at Gate 2 of Rambagh and behind Jai Mahal, free for guests.",
    "जयपुर हवाई अड्डा हर जगह से बीस मिनट और रेलवे स्टेशन पंद्रह मिनट दूर है। अपने जवाब के पेज पर ट्रेन या फ़्लाइट लिख दीजिए: परिवार का कोई सदस्य हाथ में गेंदे का फूल लिए आपका इंतज़ार करेगा।\n\nकार से: रामबाग़ के गेट 2 पर और जय महल के पीछे पार्किंग है, मेहमानों के लिए निःशुल्क।",
    "જયપુર એરપોર્ટ દરેક સ્થળથી વીસ મિનિટ અને રેલવે સ્ટેશન પંદર મિનિટ દૂર છે. આપના જવાબના પેજ પર ટ્રેન કે ફ્લાઇટ લખી દેજો: પરિવારમાંથી કોઈ હાથમાં ગલગોટાનું ફૂલ લઈને આપની રાહ જોશે.\n\nકારથી: રામબાગના ગેટ 2 પર અને જય મહલની પાછળ પાર્કિંગ છે, મહેમાનો માટે મફત.",
  ),
  stay: said(
    "Rooms are kept at Hotel Clarks Amer and at Jai Mahal until three weeks before the first function. Ask for the Sharma Rao wedding. A bus leaves both hotels 45 minutes before every function.",
    "पहले समारोह से तीन हफ़्ते पहले तक होटल क्लार्क्स आमेर और जय महल में कमरे रखे गए हैं। “शर्मा राव विवाह” कहकर पूछिए। हर समारोह से 45 मिनट पहले दोनों होटलों से बस चलेगी।",
    "પહેલા પ્રસંગના ત્રણ અઠવાડિયાં પહેલાં સુધી હોટેલ ક્લાર્ક્સ આમેર અને જય મહલમાં રૂમ રાખ્યા છે. “શર્મા રાવ વિવાહ” કહીને પૂછજો. દરેક પ્રસંગની 45 મિનિટ પહેલાં બંને હોટેલથી બસ ઊપડશે.",
  ),
  gifts: {
    text: said(
      "Your blessings are all we wish for. Who wants to give something all the same finds our list for the new home here.",
      "आपका आशीर्वाद ही हमारे लिए सबसे बड़ा उपहार है। फिर भी कुछ देना चाहें, तो नए घर के लिए हमारी सूची यहाँ है।",
      "આપના આશીર્વાદ જ અમારે મન સૌથી મોટી ભેટ છે. છતાં કંઈક આપવાની ઇચ્છા હોય, તો નવા ઘર માટેની અમારી યાદી અહીં છે.",
    ),
    links: [{ label: "For the new home", url: "https://example.com/anjali-rohan" }],
    upi: "anjali.rohan@example",
  },
  contacts: [
    {
      name: "Kabir Sharma",
      relation: said("Bride’s brother", "दुल्हन के भाई", "કન્યાના ભાઈ"),
      phone: "+911234567801",
    },
    {
      name: "Sunita Sharma",
      relation: said("Bride’s aunt", "दुल्हन की बुआ", "કન્યાનાં ફોઈ"),
      phone: "+911234567802",
    },
    {
      name: "Vikram Rao",
      relation: said("Groom’s father", "दूल्हे के पिता", "વરના પિતા"),
      phone: "+911234567803",
    },
  ],
  sections: [
    { kind: "functions", hidden: false },
    { kind: "families", hidden: false },
    { kind: "travel", hidden: false },
    { kind: "stay", hidden: false },
    { kind: "contacts", hidden: false },
    { kind: "gifts", hidden: false },
  ],
};

/** What guests of a function should know, by its name. */
export const DEMO_DETAILS: Record<string, { dress?: string; note?: string }> = {
  Roka: { dress: "Indian, light colours", note: "Lunch follows, all vegetarian." },
  Tilak: { dress: "Indian, with a safa for the men" },
  Mehndi: {
    dress: "Green and gold, easy to sit in",
    note: "The mehndi artists begin at three. Come early, and wear sleeves that roll up.",
  },
  Haldi: { dress: "Yellow, nothing you would miss", note: "There will be colour and water on the lawn." },
  Sangeet: {
    dress: "Sequins, and shoes to dance in",
    note: "Families perform from eight. Bring a shawl: the evening turns cool.",
  },
  Baraat: { dress: "Festive, comfortable to walk in", note: "We walk the last 300 metres with the dhol." },
  Wedding: {
    dress: "Traditional, warm colours",
    note: "Pheras at the auspicious hour of 10:40 pm; dinner is open from eight.",
  },
  Reception: { dress: "Evening wear, Indian or western" },
};

/** The same in the wedding's other languages: as far as a family gets to it before the invitations go out. */
export const DEMO_WORDS: Partial<
  Record<GuestLanguage, Record<string, { name: string; dress?: string; note?: string }>>
> = {
  hi: {
    Roka: { name: "रोका", dress: "भारतीय, हल्के रंग", note: "इसके बाद दोपहर का भोजन, पूरा शाकाहारी।" },
    Tilak: { name: "तिलक", dress: "भारतीय, पुरुषों के लिए साफ़ा" },
    Mehndi: {
      name: "मेहंदी",
      dress: "हरा और सुनहरा, आराम से बैठने लायक",
      note: "मेहंदी लगाने वाली तीन बजे से आएँगी। जल्दी पधारिए, और बाँह ऐसी पहनिए जो ऊपर चढ़ जाए।",
    },
    Haldi: { name: "हल्दी", dress: "पीला, और ऐसा जिसका मोह न हो", note: "लॉन पर रंग और पानी होगा।" },
    Sangeet: {
      name: "संगीत",
      dress: "चमकीला, और नाचने लायक जूते",
      note: "परिवार आठ बजे से नाचेंगे। शॉल साथ लाइए, शाम ठंडी हो जाती है।",
    },
    Baraat: { name: "बारात", dress: "उत्सव का, पैदल चलने लायक", note: "आख़िरी 300 मीटर हम ढोल के साथ पैदल चलेंगे।" },
    Wedding: {
      name: "शुभ विवाह",
      dress: "पारंपरिक, गहरे रंग",
      note: "फेरे रात 10:40 के शुभ मुहूर्त में; भोजन आठ बजे से।",
    },
    Reception: { name: "स्वागत समारोह", dress: "शाम के कपड़े, भारतीय या पश्चिमी" },
  },
  gu: {
    Roka: { name: "રોકા" },
    Tilak: { name: "તિલક" },
    Mehndi: { name: "મહેંદી", dress: "લીલો અને સોનેરી, બેસવામાં સહેલું" },
    Haldi: { name: "પીઠી", dress: "પીળું, બગડે તો ચાલે એવું" },
    Sangeet: { name: "સંગીત સંધ્યા", dress: "ઝળહળતું, અને નાચવા જેવાં જૂતાં" },
    Baraat: { name: "જાન" },
    Wedding: { name: "શુભ લગ્ન", note: "હસ્તમેળાપ રાત્રે 10:40ના શુભ મુહૂર્તે; ભોજન આઠ વાગ્યાથી." },
    Reception: { name: "સ્વાગત સમારંભ" },
  },
};

const placeOn = (query: string) =>
  `https://www.google.com/maps/search/?${new URLSearchParams({ api: "1", query })}`;

export const DEMO_MAPS: Record<string, string> = {
  "Sharma Residence": placeOn("C-Scheme, Jaipur"),
  "Jai Mahal Lawns": placeOn("Jai Mahal Palace, Jacob Road, Jaipur"),
  "Rambagh Ballroom": placeOn("Rambagh Palace, Bhawani Singh Road, Jaipur"),
  "Rambagh Gate": placeOn("Rambagh Palace, Bhawani Singh Road, Jaipur"),
  "Rambagh Lawns": placeOn("Rambagh Palace, Bhawani Singh Road, Jaipur"),
  "Hotel Clarks Amer": placeOn("Hotel Clarks Amer, JLN Marg, Jaipur"),
};
