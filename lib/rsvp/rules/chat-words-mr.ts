import type { ChatWords } from "./chat-words";

const typed = { undo: "चूक झाली", all: "सर्व", unsure: "नक्की नाही", stop: "बंद करा" };
const people = (n: number) => `${n} जण`;
const adults = (n: number) => (n === 1 ? "1 मोठी व्यक्ती" : `${n} मोठे`);
const children = (n: number) => (n === 1 ? "1 मूल" : `${n} मुले`);
const both = (a: number, c: number) => `${adults(a)} आणि ${children(c)}`;
const tapOr = (tap: boolean) => (tap ? "यातून एक निवडा, किंवा" : "कृपया");

function coming(a: number, c: number): string {
  if (a + c === 0) return "येणार आहेत";
  if (a === 1 && c === 0) return "1 व्यक्ती येणार आहे";
  if (a === 0) return c === 1 ? "1 मूल येणार आहे" : `${children(c)} येणार आहेत`;
  return `${c === 0 ? adults(a) : both(a, c)} येणार आहेत`;
}

export const MARATHI: ChatWords = {
  locale: "mr",
  rightToLeft: false,
  comma: ", ",
  lastComma: " आणि ",
  typed,

  menu: [
    "हो, आम्ही सर्व, सर्व कार्यक्रमांना",
    "आमच्यापैकी काही जण, किंवा फक्त काही कार्यक्रमांना",
    "आम्हाला येता येणार नाही",
  ],
  unsure: `अजून ठरले नाही? मग फक्त “${typed.unsure}” असे लिहा.`,
  choose: "निवडा",
  buttons: { all: "हे सर्व", change: "बदलायचे आहे", undo: typed.undo },

  people,
  adults,
  children,
  both,
  bothShort: (a, c) => `${adults(a)}, ${children(c)}`,
  more: (n) => `आणखी ${n}`,

  noted: (household) => `धन्यवाद, ${household}. आम्ही नोंद केली आहे:`,
  asked: (household) => `${household}, आमच्याकडे सध्या ही नोंद आहे:`,
  takenBack: "ठीक आहे, ते उत्तर काढून टाकले आहे. आता ही नोंद आहे:",
  nothingToTakeBack: "मागे घेण्यासारखे काही नाही. सध्या ही नोंद आहे:",
  missed: "तुमची उणीव जाणवेल.",
  allFunctions: (n) => (n === 2 ? "दोन्ही कार्यक्रम" : `सर्व ${n} कार्यक्रम`),
  coming,
  waiting: (n) => `त्यापैकी ${n} जण प्रतीक्षेत`,
  full: "जिथे प्रतीक्षा आहे तिथे सध्या जागा भरल्या आहेत.",
  notComing: "येता येणार नाही",
  notSure: "अजून नक्की नाही",
  noAnswer: "अजून उत्तर आलेले नाही",
  assumed: (who, example) => `आम्ही ${who} असे धरले आहे. तसे नसेल तर मोठे+मुले असे लिहा, जसे “${example}”.`,
  askAgain: (day, month) => `कुटुंब ${day} ${month} रोजी तुम्हाला पुन्हा विचारेल.`,
  change: "बदलण्यासाठी 2 लिहा.",
  undo: `चुकून पाठवले गेले असेल तर “${typed.undo}” असे लिहा.`,

  whichFunctions: "तुम्ही कोणकोणत्या कार्यक्रमांना याल?",
  severalNumbers: (example, tap) => `${tapOr(tap)} क्रमांक लिहा, जसे “${example}”.`,
  zeroForAll: `सर्वांसाठी 0 किंवा “${typed.all}” लिहा.`,
  onPage: (link) => `तुम्ही तुमच्या पेजवरही उत्तर देऊ शकता: ${link}`,

  howMany: (names) => `${names}: तुम्ही किती जण याल?`,
  places: (n) => `आम्ही तुमच्यासाठी ${n === 1 ? "1 जागा ठेवली आहे" : `${n} जागा ठेवल्या आहेत`}.`,
  placesFor: (who) => `आम्ही तुमच्यासाठी जागा ठेवल्या आहेत: ${who}.`,
  oneNumber: (range, tap) => `${tapOr(tap)} एक आकडा लिहा (${range}).`,
  twoCounts: (example, tap) => `${tapOr(tap)} मोठे+मुले असे लिहा, जसे “${example}”.`,
  inOrder: (example) => `प्रत्येक कार्यक्रमाची संख्या वेगळी असेल तर याच क्रमाने लिहा, जसे “${example}”.`,
  wrongNumber: (range) =>
    `माफ करा, हा आकडा आम्हाला नोंदवता आला नाही. कृपया एक आकडा (${range}) लिहा, किंवा कोणीच येणार नसेल तर 0.`,
  wished: (n) =>
    `धन्यवाद. तुम्ही ${people(n)} येऊ इच्छिता, असे आम्ही घरच्या मंडळींना कळवले आहे. त्यांचे उत्तर येईपर्यंत, कृपया ठेवलेल्या जागांसाठी उत्तर द्या.`,
  placesNow: (n, names) => `${names}: आता तुमच्यासाठी ${n} जागा ठेवल्या आहेत.`,
  noMorePlaces: (n, names) =>
    `${names}: माफ करा, आम्हाला तुमच्यासाठी ${n} पेक्षा जास्त जागा ठेवता येणार नाहीत. तुमची वाट पाहू.`,

  whenAgain: (household) =>
    `धन्यवाद, ${household}. अजून नक्की नाही, अशी नोंद केली आहे. आम्ही तुम्हाला पुन्हा कधी विचारू?`,
  inDays: (n) => (n === 1 ? "उद्या" : n === 7 ? "एका आठवड्याने" : n === 14 ? "दोन आठवड्यांनी" : `${n} दिवसांनी`),
  numberOrDate: (tap) => `${tapOr(tap)} क्रमांक वा तारीख लिहा.`,

  whichFamily: (n) => `हा फोन नंबर आमच्याकडे ${n} कुटुंबांच्या नावावर आहे. तुम्ही कोणत्या कुटुंबातून लिहीत आहात?`,

  backIn: `धन्यवाद. आता तुम्हाला आमचे निरोप पुन्हा मिळतील. थांबवण्यासाठी “${typed.stop}” लिहा.`,
  menuAgain: (household) => `${household}, कृपया यापैकी एक क्रमांक लिहा:`,
  toFamily: (household) => `धन्यवाद, ${household}. घरची मंडळी तुमचा निरोप वाचतील.`,
  toAnswer: "निमंत्रणाला उत्तर देण्यासाठी लिहा:",
  tooLate: (names) => `यांना उत्तर देण्याची मुदत संपली आहे: ${names}. घरची मंडळी तुमचा निरोप वाचतील.`,
};
