import type { ChatWords } from "./chat-words";

const typed = { undo: "ತಪ್ಪಾಯಿತು", all: "ಎಲ್ಲ", unsure: "ಇನ್ನೂ ಗೊತ್ತಿಲ್ಲ", stop: "ನಿಲ್ಲಿಸಿ" };
const people = (n: number) => (n === 1 ? "1 ವ್ಯಕ್ತಿ" : `${n} ಜನ`);
const adults = (n: number) => `${n} ದೊಡ್ಡವರು`;
const children = (n: number) => (n === 1 ? "1 ಮಗು" : `${n} ಮಕ್ಕಳು`);
const both = (a: number, c: number) => `${adults(a)} ಮತ್ತು ${children(c)}`;
const tapOr = (tap: boolean) => (tap ? "ಒಂದನ್ನು ಆರಿಸಿ, ಅಥವಾ" : "ದಯವಿಟ್ಟು");

function coming(a: number, c: number): string {
  if (a + c === 0) return "ಬರುತ್ತಾರೆ";
  if (a === 0 && c === 1) return "1 ಮಗು ಬರುತ್ತದೆ";
  return `${c === 0 ? adults(a) : a === 0 ? children(c) : both(a, c)} ಬರುತ್ತಾರೆ`;
}

export const KANNADA: ChatWords = {
  locale: "kn",
  rightToLeft: false,
  comma: ", ",
  lastComma: ", ",
  typed,

  menu: ["ಹೌದು, ನಾವೆಲ್ಲರೂ, ಎಲ್ಲ ಕಾರ್ಯಕ್ರಮಗಳಿಗೂ", "ನಮ್ಮಲ್ಲಿ ಕೆಲವರು, ಅಥವಾ ಕೆಲವು ಕಾರ್ಯಕ್ರಮಗಳಿಗೆ ಮಾತ್ರ", "ನಮಗೆ ಬರಲು ಆಗುವುದಿಲ್ಲ"],
  unsure: `ಇನ್ನೂ ತೀರ್ಮಾನವಾಗಿಲ್ಲವೇ? “${typed.unsure}” ಎಂದು ಬರೆದರೆ ಸಾಕು.`,
  choose: "ಆಯ್ಕೆ ಮಾಡಿ",
  buttons: { all: "ಇವೆಲ್ಲವೂ", change: "ಬದಲಿಸಬೇಕು", undo: typed.undo },

  people,
  adults,
  children,
  both,
  bothShort: (a, c) => `${adults(a)}, ${children(c)}`,
  more: (n) => `ಇನ್ನೂ ${n}`,

  noted: (household) => `ಧನ್ಯವಾದಗಳು, ${household}. ಹೀಗೆ ಬರೆದುಕೊಂಡಿದ್ದೇವೆ:`,
  asked: (household) => `${household}, ಸದ್ಯ ನಿಮ್ಮ ಉತ್ತರ ಹೀಗಿದೆ:`,
  takenBack: "ಸರಿ, ಆ ಉತ್ತರವನ್ನು ತೆಗೆದಿದ್ದೇವೆ. ಈಗ ನಿಮ್ಮ ಉತ್ತರ ಹೀಗಿದೆ:",
  nothingToTakeBack: "ಹಿಂದಕ್ಕೆ ಪಡೆಯಲು ಏನೂ ಇಲ್ಲ. ಸದ್ಯ ನಿಮ್ಮ ಉತ್ತರ ಹೀಗಿದೆ:",
  missed: "ನೀವಿಲ್ಲದ ಕೊರತೆ ನಮ್ಮನ್ನು ಕಾಡುತ್ತದೆ.",
  allFunctions: (n) => (n === 2 ? "ಎರಡೂ ಕಾರ್ಯಕ್ರಮಗಳಿಗೆ" : `ಎಲ್ಲ ${n} ಕಾರ್ಯಕ್ರಮಗಳಿಗೆ`),
  coming,
  waiting: (n) => `ಇವರಲ್ಲಿ ${people(n)} ಕಾಯುತ್ತಿದ್ದಾರೆ`,
  full: "ಕಾಯಬೇಕಾದ ಕಾರ್ಯಕ್ರಮಗಳಲ್ಲಿ ಸದ್ಯಕ್ಕೆ ಜಾಗ ಭರ್ತಿಯಾಗಿದೆ.",
  notComing: "ಬರುವುದಿಲ್ಲ",
  notSure: "ಇನ್ನೂ ಗೊತ್ತಿಲ್ಲ",
  noAnswer: "ಇನ್ನೂ ಉತ್ತರ ಬಂದಿಲ್ಲ",
  assumed: (who, example) =>
    `ನಾವು ${who} ಎಂದುಕೊಂಡಿದ್ದೇವೆ. ಹಾಗಲ್ಲದಿದ್ದರೆ ದೊಡ್ಡವರು+ಮಕ್ಕಳು ಎಂದು ಬರೆಯಿರಿ, ಉದಾಹರಣೆಗೆ “${example}”.`,
  askAgain: (day, month) => `${month} ${day}ರಂದು ಕುಟುಂಬದವರು ನಿಮ್ಮನ್ನು ಮತ್ತೆ ಕೇಳುತ್ತಾರೆ.`,
  change: "ಬದಲಿಸಲು 2 ಎಂದು ಬರೆಯಿರಿ.",
  undo: `ತಪ್ಪಾಗಿ ಕಳುಹಿಸಿದ್ದರೆ “${typed.undo}” ಎಂದು ಬರೆಯಿರಿ.`,

  whichFunctions: "ನೀವು ಯಾವ ಯಾವ ಕಾರ್ಯಕ್ರಮಗಳಿಗೆ ಬರುತ್ತೀರಿ?",
  severalNumbers: (example, tap) => `${tapOr(tap)} ಸಂಖ್ಯೆಗಳನ್ನು ಬರೆಯಿರಿ, ಉದಾಹರಣೆಗೆ “${example}”.`,
  zeroForAll: `ಎಲ್ಲದಕ್ಕೂ ಬರುವುದಾದರೆ 0 ಅಥವಾ “${typed.all}” ಎಂದು ಬರೆಯಿರಿ.`,
  onPage: (link) => `ನಿಮ್ಮ ಪುಟದಲ್ಲೂ ಉತ್ತರಿಸಬಹುದು: ${link}`,

  howMany: (names) => `${names}: ನೀವು ಎಷ್ಟು ಜನ ಬರುತ್ತೀರಿ?`,
  places: (n) => `ನಿಮಗಾಗಿ ${n === 1 ? "1 ವ್ಯಕ್ತಿಗೆ" : `${n} ಜನರಿಗೆ`} ಜಾಗ ಇಟ್ಟಿದ್ದೇವೆ.`,
  placesFor: (who) => `ನಿಮಗಾಗಿ ಜಾಗ ಇಟ್ಟಿದ್ದೇವೆ: ${who}.`,
  oneNumber: (range, tap) => `${tapOr(tap)} ಒಂದು ಸಂಖ್ಯೆ ಬರೆಯಿರಿ (${range}).`,
  twoCounts: (example, tap) => `${tapOr(tap)} ದೊಡ್ಡವರು+ಮಕ್ಕಳು ಎಂದು ಬರೆಯಿರಿ, ಉದಾಹರಣೆಗೆ “${example}”.`,
  inOrder: (example) => `ಪ್ರತಿ ಕಾರ್ಯಕ್ರಮಕ್ಕೂ ಸಂಖ್ಯೆ ಬೇರೆಯಾಗಿದ್ದರೆ, ಇದೇ ಕ್ರಮದಲ್ಲಿ ಬರೆಯಿರಿ, ಉದಾಹರಣೆಗೆ “${example}”.`,
  wrongNumber: (range) =>
    `ಕ್ಷಮಿಸಿ, ಆ ಸಂಖ್ಯೆಯನ್ನು ಬರೆದುಕೊಳ್ಳಲು ಆಗಲಿಲ್ಲ. ದಯವಿಟ್ಟು ಒಂದು ಸಂಖ್ಯೆ (${range}) ಬರೆಯಿರಿ; ಯಾರೂ ಬರದಿದ್ದರೆ 0 ಎಂದು ಬರೆಯಿರಿ.`,
  wished: (n) =>
    `ಧನ್ಯವಾದಗಳು. ನೀವು ${people(n)} ಬರಲು ಬಯಸುತ್ತೀರಿ ಎಂದು ಮನೆಯವರಿಗೆ ತಿಳಿಸಿದ್ದೇವೆ. ಅವರು ಉತ್ತರಿಸುವವರೆಗೆ, ದಯವಿಟ್ಟು ಇಟ್ಟಿರುವ ಜಾಗಕ್ಕೆ ಉತ್ತರಿಸಿ.`,
  placesNow: (n, names) => `${names}: ಈಗ ನಿಮಗಾಗಿ ${n} ಜನರಿಗೆ ಜಾಗ ಇಟ್ಟಿದ್ದೇವೆ.`,
  noMorePlaces: (n, names) =>
    `${names}: ಕ್ಷಮಿಸಿ, ನಿಮಗಾಗಿ ${n === 1 ? "1 ವ್ಯಕ್ತಿಗಿಂತ" : `${n} ಜನರಿಗಿಂತ`} ಹೆಚ್ಚು ಜಾಗ ಇಡಲು ಆಗುವುದಿಲ್ಲ. ನಿಮ್ಮ ಬರುವಿಕೆಯನ್ನು ಎದುರುನೋಡುತ್ತೇವೆ.`,

  whenAgain: (household) => `ಧನ್ಯವಾದಗಳು, ${household}. ಇನ್ನೂ ಗೊತ್ತಿಲ್ಲ ಎಂದು ಬರೆದುಕೊಂಡಿದ್ದೇವೆ. ನಿಮ್ಮನ್ನು ಮತ್ತೆ ಯಾವಾಗ ಕೇಳೋಣ?`,
  inDays: (n) =>
    n === 1 ? "ನಾಳೆ" : n === 7 ? "ಒಂದು ವಾರದ ನಂತರ" : n === 14 ? "ಎರಡು ವಾರದ ನಂತರ" : `${n} ದಿನಗಳ ನಂತರ`,
  numberOrDate: (tap) => `${tapOr(tap)} ಸಂಖ್ಯೆ ಇಲ್ಲವೇ ದಿನಾಂಕ ಬರೆಯಿರಿ.`,

  whichFamily: (n) => `ಈ ಫೋನ್ ನಂಬರ್ ನಮ್ಮಲ್ಲಿ ${n} ಕುಟುಂಬಗಳ ಹೆಸರಿನಲ್ಲಿದೆ. ನೀವು ಯಾವ ಕುಟುಂಬದಿಂದ ಬರೆಯುತ್ತಿದ್ದೀರಿ?`,

  backIn: `ಧನ್ಯವಾದಗಳು. ನಮ್ಮ ಸಂದೇಶಗಳು ನಿಮಗೆ ಮತ್ತೆ ಬರುತ್ತವೆ. ನಿಲ್ಲಿಸಲು “${typed.stop}” ಎಂದು ಬರೆಯಿರಿ.`,
  menuAgain: (household) => `${household}, ದಯವಿಟ್ಟು ಇವುಗಳಲ್ಲಿ ಒಂದು ಸಂಖ್ಯೆ ಬರೆಯಿರಿ:`,
  toFamily: (household) => `ಧನ್ಯವಾದಗಳು, ${household}. ಮನೆಯವರು ನಿಮ್ಮ ಸಂದೇಶವನ್ನು ಓದುತ್ತಾರೆ.`,
  toAnswer: "ಆಹ್ವಾನಕ್ಕೆ ಉತ್ತರಿಸಲು ಹೀಗೆ ಬರೆಯಿರಿ:",
  tooLate: (names) => `ಇವುಗಳಿಗೆ ಉತ್ತರಿಸುವ ಸಮಯ ಮುಗಿದಿದೆ: ${names}. ಮನೆಯವರು ನಿಮ್ಮ ಸಂದೇಶವನ್ನು ಓದುತ್ತಾರೆ.`,
};
