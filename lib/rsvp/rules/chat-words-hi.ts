import type { ChatWords } from "./chat-words";

const typed = { undo: "गलत हो गया", all: "सभी", unsure: "पक्का नहीं", stop: "बंद कीजिए" };
const people = (n: number) => (n === 1 ? "1 जन" : `${n} लोग`);
const adults = (n: number) => (n === 1 ? "1 बड़ा" : `${n} बड़े`);
const children = (n: number) => (n === 1 ? "1 बच्चा" : `${n} बच्चे`);
const both = (a: number, c: number) => `${adults(a)} और ${children(c)}`;
const tapOr = (tap: boolean) => (tap ? "इनमें से एक चुनिए, या" : "कृपया");

function coming(a: number, c: number): string {
  if (a + c === 0) return "आ रहे हैं";
  // Of one grown-up we speak with respect, and the verb must not ask whether it is a man.
  if (a === 1 && c === 0) return "1 जन आ रहे हैं";
  if (a === 0) return c === 1 ? "1 बच्चा आ रहा है" : `${children(c)} आ रहे हैं`;
  return `${c === 0 ? adults(a) : both(a, c)} आ रहे हैं`;
}

export const HINDI: ChatWords = {
  locale: "hi",
  rightToLeft: false,
  comma: ", ",
  lastComma: " और ",
  typed,

  menu: ["हाँ, हम सब, सभी समारोहों में", "हम में से कुछ लोग, या कुछ ही समारोहों में", "हम नहीं आ पाएँगे"],
  unsure: `अभी तय नहीं है? तो बस “${typed.unsure}” लिख दीजिए।`,
  choose: "चुनिए",
  buttons: { all: "इन सभी में", change: "बदलना है", undo: typed.undo },

  people,
  adults,
  children,
  both,
  bothShort: (a, c) => `${adults(a)}, ${children(c)}`,
  more: (n) => `${n} और`,

  noted: (household) => `धन्यवाद, ${household}। हमने नोट कर लिया है:`,
  asked: (household) => `${household}, हमारे पास अभी यह नोट है:`,
  takenBack: "ठीक है, वह जवाब हटा दिया है। अब यह नोट है:",
  nothingToTakeBack: "वापस लेने के लिए कुछ नहीं है। हमारे पास यह नोट है:",
  missed: "आपकी कमी खलेगी।",
  allFunctions: (n) => (n === 2 ? "दोनों समारोह" : `सभी ${n} समारोह`),
  coming,
  waiting: (n) => `इनमें से ${n} को जगह का इंतज़ार है`,
  full: "जहाँ इंतज़ार है, वहाँ अभी जगह भर गई है।",
  notComing: "नहीं आ रहे हैं",
  notSure: "अभी पक्का नहीं",
  noAnswer: "अभी जवाब नहीं मिला",
  assumed: (who, example) => `हमने इसे ${who} माना है। अगर ऐसा नहीं है, तो बड़े+बच्चे लिखिए, जैसे “${example}”।`,
  askAgain: (day, month) => `परिवार ${day} ${month} को आपसे फिर पूछेगा।`,
  change: "बदलने के लिए 2 लिखिए।",
  undo: `अगर गलती से चला गया, तो “${typed.undo}” लिखिए।`,

  whichFunctions: "आप किन समारोहों में आएँगे?",
  severalNumbers: (example, tap) => `${tapOr(tap)} नंबर लिखिए, जैसे “${example}”।`,
  zeroForAll: `सभी के लिए 0 या “${typed.all}” लिखिए।`,
  onPage: (link) => `आप अपने पेज पर भी जवाब दे सकते हैं: ${link}`,

  howMany: (names) => `${names}: आप में से कितने लोग आएँगे?`,
  places: (n) => `हमने आपके लिए ${n === 1 ? "1 जगह रखी है" : `${n} जगहें रखी हैं`}।`,
  placesFor: (who) => `हमने आपके लिए जगह रखी है: ${who}।`,
  oneNumber: (range, tap) => `${tapOr(tap)} नंबर लिखिए (${range})।`,
  twoCounts: (example, tap) => `${tapOr(tap)} बड़े+बच्चे लिखिए, जैसे “${example}”।`,
  inOrder: (example) => `हर समारोह की गिनती अलग हो, तो इसी क्रम में लिखिए, जैसे “${example}”।`,
  wrongNumber: (range) =>
    `माफ़ कीजिए, यह संख्या हम नोट नहीं कर पाए। कृपया कोई संख्या (${range}) लिखिए, या कोई न आ रहा हो तो 0।`,
  wished: (n) =>
    `धन्यवाद। हमने परिवार को बता दिया है कि आप ${people(n)} आना चाहते हैं। उनका जवाब आने तक, कृपया रखी हुई जगहों के लिए जवाब दे दीजिए।`,
  placesNow: (n, names) => `${names}: अब आपके लिए ${n} जगहें रखी हैं।`,
  noMorePlaces: (n, names) =>
    `${names}: माफ़ कीजिए, हम आपके लिए ${n === 1 ? "1 जगह" : `${n} जगहों`} से ज़्यादा नहीं रख पाएँगे। आपके आने की राह देखेंगे।`,

  whenAgain: (household) => `धन्यवाद, ${household}। हमने नोट कर लिया है कि अभी पक्का नहीं है। हम आपसे फिर कब पूछें?`,
  inDays: (n) => (n === 1 ? "कल" : n === 7 ? "एक हफ़्ते बाद" : n === 14 ? "दो हफ़्ते बाद" : `${n} दिन बाद`),
  numberOrDate: (tap) => `${tapOr(tap)} नंबर या तारीख लिखिए।`,

  whichFamily: (n) => `यह फ़ोन नंबर हमारे पास ${n} परिवारों के नाम पर है। आप किस परिवार से लिख रहे हैं?`,

  backIn: `धन्यवाद। अब आपको हमारे संदेश फिर मिलेंगे। बंद करने के लिए “${typed.stop}” लिखिए।`,
  menuAgain: (household) => `${household}, कृपया इनमें से एक नंबर लिखिए:`,
  toFamily: (household) => `धन्यवाद, ${household}। परिवार के लोग आपका संदेश पढ़ेंगे।`,
  toAnswer: "निमंत्रण का जवाब देने के लिए लिखिए:",
  tooLate: (names) => `इनके लिए जवाब देने का समय निकल चुका है: ${names}। परिवार के लोग आपका संदेश पढ़ेंगे।`,
};
