import type { ChatWords } from "./chat-words";

const typed = { undo: "ભૂલ થઈ ગઈ", all: "બધા", unsure: "નક્કી નથી", stop: "બંધ કરો" };
const people = (n: number) => `${n} જણ`;
const adults = (n: number) => (n === 1 ? "1 મોટી વ્યક્તિ" : `${n} મોટા`);
const children = (n: number) => (n === 1 ? "1 બાળક" : `${n} બાળકો`);
const both = (a: number, c: number) => `${adults(a)} અને ${children(c)}`;
const tapOr = (tap: boolean) => (tap ? "આમાંથી એક પસંદ કરો, અથવા" : "મહેરબાની કરીને");

function coming(a: number, c: number): string {
  if (a + c === 0) return "આવશે";
  if (a === 1 && c === 0) return "1 જણ આવશે";
  return `${c === 0 ? adults(a) : a === 0 ? children(c) : both(a, c)} આવશે`;
}

export const GUJARATI: ChatWords = {
  locale: "gu",
  rightToLeft: false,
  comma: ", ",
  lastComma: " અને ",
  typed,

  menu: ["હા, અમે બધા, બધા પ્રસંગમાં", "અમારામાંથી થોડા જણ, અથવા થોડા જ પ્રસંગમાં", "અમે નહીં આવી શકીએ"],
  unsure: `હજી નક્કી નથી? તો બસ “${typed.unsure}” લખી દો.`,
  choose: "પસંદ કરો",
  buttons: { all: "આ બધા", change: "બદલવું છે", undo: typed.undo },

  people,
  adults,
  children,
  both,
  bothShort: (a, c) => `${adults(a)}, ${children(c)}`,
  more: (n) => `બીજા ${n}`,

  noted: (household) => `આભાર, ${household}. અમે નોંધી લીધું છે:`,
  asked: (household) => `${household}, અમારી પાસે અત્યારે આ નોંધ છે:`,
  takenBack: "ભલે, એ જવાબ કાઢી નાખ્યો છે. હવે આ નોંધ છે:",
  nothingToTakeBack: "પાછું લેવા જેવું કંઈ નથી. અત્યારે આ નોંધ છે:",
  missed: "તમારી ખોટ સાલશે.",
  allFunctions: (n) => (n === 2 ? "બંને પ્રસંગ" : `બધા ${n} પ્રસંગ`),
  coming,
  waiting: (n) => `એમાંથી ${n} જણ જગ્યાની રાહમાં છે`,
  full: "જ્યાં રાહ જોવાની છે ત્યાં અત્યારે જગ્યા ભરાઈ ગઈ છે.",
  notComing: "નહીં આવી શકાય",
  notSure: "હજી નક્કી નથી",
  noAnswer: "હજી જવાબ મળ્યો નથી",
  assumed: (who, example) => `અમે ${who} ગણ્યા છે. એમ ન હોય તો મોટા+બાળકો લખો, જેમ કે “${example}”.`,
  askAgain: (day, month) => `પરિવાર ${day} ${month}ના રોજ તમને ફરી પૂછશે.`,
  change: "બદલવા માટે 2 લખો.",
  undo: `ભૂલથી મોકલાઈ ગયું હોય તો “${typed.undo}” લખો.`,

  whichFunctions: "તમે કયા કયા પ્રસંગમાં આવશો?",
  severalNumbers: (example, tap) => `${tapOr(tap)} નંબર લખો, જેમ કે “${example}”.`,
  zeroForAll: `બધા માટે 0 અથવા “${typed.all}” લખો.`,
  onPage: (link) => `તમે તમારા પેજ પર પણ જવાબ આપી શકો છો: ${link}`,

  howMany: (names) => `${names}: તમે કેટલા જણ આવશો?`,
  places: (n) => `અમે તમારા માટે ${n} જગ્યા રાખી છે.`,
  placesFor: (who) => `અમે તમારા માટે જગ્યા રાખી છે: ${who}.`,
  oneNumber: (range, tap) => `${tapOr(tap)} નંબર લખો (${range}).`,
  twoCounts: (example, tap) => `${tapOr(tap)} મોટા+બાળકો લખો, જેમ કે “${example}”.`,
  inOrder: (example) => `દરેક પ્રસંગની સંખ્યા અલગ હોય તો આ જ ક્રમમાં લખો, જેમ કે “${example}”.`,
  wrongNumber: (range) =>
    `માફ કરશો, આ સંખ્યા અમે નોંધી શક્યા નથી. મહેરબાની કરીને કોઈ સંખ્યા (${range}) લખો, અથવા કોઈ આવવાનું ન હોય તો 0.`,
  wished: (n) =>
    `આભાર. અમે ઘરના સભ્યોને જણાવ્યું છે કે તમે ${people(n)} આવવા માગો છો. તેમનો જવાબ આવે ત્યાં સુધી, મહેરબાની કરીને રાખેલી જગ્યા માટે જવાબ આપો.`,
  placesNow: (n, names) => `${names}: હવે તમારા માટે ${n} જગ્યા રાખી છે.`,
  noMorePlaces: (n, names) =>
    `${names}: માફ કરશો, અમે તમારા માટે ${n} થી વધુ જગ્યા રાખી શકીશું નહીં. તમારી રાહ જોઈશું.`,

  whenAgain: (household) => `આભાર, ${household}. હજી નક્કી નથી એમ નોંધ્યું છે. અમે તમને ફરી ક્યારે પૂછીએ?`,
  inDays: (n) =>
    n === 1 ? "આવતીકાલે" : n === 7 ? "એક અઠવાડિયા પછી" : n === 14 ? "બે અઠવાડિયા પછી" : `${n} દિવસ પછી`,
  numberOrDate: (tap) => `${tapOr(tap)} નંબર કે તારીખ લખો.`,

  whichFamily: (n) => `આ ફોન નંબર અમારી પાસે ${n} પરિવારના નામે છે. તમે કયા પરિવારમાંથી લખો છો?`,

  backIn: `આભાર. હવે તમને અમારા સંદેશા ફરી મળશે. બંધ કરવા માટે “${typed.stop}” લખો.`,
  menuAgain: (household) => `${household}, મહેરબાની કરીને આમાંથી એક નંબર લખો:`,
  toFamily: (household) => `આભાર, ${household}. ઘરના સભ્યો તમારો સંદેશો વાંચશે.`,
  toAnswer: "આમંત્રણનો જવાબ આપવા માટે લખો:",
  tooLate: (names) => `આનો જવાબ આપવાનો સમય વીતી ગયો છે: ${names}. ઘરના સભ્યો તમારો સંદેશો વાંચશે.`,
};
