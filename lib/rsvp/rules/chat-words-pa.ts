import type { ChatWords } from "./chat-words";

const typed = { undo: "ਗਲਤੀ ਹੋ ਗਈ", all: "ਸਾਰੇ", unsure: "ਪੱਕਾ ਨਹੀਂ", stop: "ਬੰਦ ਕਰੋ" };
const people = (n: number) => `${n} ਜੀਅ`;
const adults = (n: number) => (n === 1 ? "1 ਵੱਡਾ" : `${n} ਵੱਡੇ`);
const children = (n: number) => (n === 1 ? "1 ਬੱਚਾ" : `${n} ਬੱਚੇ`);
const both = (a: number, c: number) => `${adults(a)} ਅਤੇ ${children(c)}`;
const tapOr = (tap: boolean) => (tap ? "ਇਨ੍ਹਾਂ ਵਿੱਚੋਂ ਇੱਕ ਚੁਣੋ, ਜਾਂ" : "ਕਿਰਪਾ ਕਰਕੇ");

function coming(a: number, c: number): string {
  if (a + c === 0) return "ਆ ਰਹੇ ਹਨ";
  // Of one grown-up we speak with respect, and the verb must not ask whether it is a man.
  if (a === 1 && c === 0) return "1 ਜੀਅ ਆ ਰਹੇ ਹਨ";
  if (a === 0) return c === 1 ? "1 ਬੱਚਾ ਆ ਰਿਹਾ ਹੈ" : `${children(c)} ਆ ਰਹੇ ਹਨ`;
  return `${c === 0 ? adults(a) : both(a, c)} ਆ ਰਹੇ ਹਨ`;
}

export const PUNJABI: ChatWords = {
  locale: "pa",
  rightToLeft: false,
  comma: ", ",
  lastComma: " ਅਤੇ ",
  typed,

  menu: ["ਹਾਂ ਜੀ, ਅਸੀਂ ਸਾਰੇ, ਸਾਰੇ ਸਮਾਗਮਾਂ ਵਿੱਚ", "ਸਾਡੇ ਵਿੱਚੋਂ ਕੁਝ ਜੀਅ, ਜਾਂ ਕੁਝ ਹੀ ਸਮਾਗਮਾਂ ਵਿੱਚ", "ਅਸੀਂ ਨਹੀਂ ਆ ਸਕਾਂਗੇ"],
  unsure: `ਅਜੇ ਤੈਅ ਨਹੀਂ? ਤਾਂ ਬੱਸ “${typed.unsure}” ਲਿਖ ਦਿਓ।`,
  choose: "ਚੁਣੋ",
  buttons: { all: "ਇਹ ਸਾਰੇ", change: "ਬਦਲਣਾ ਹੈ", undo: typed.undo },

  people,
  adults,
  children,
  both,
  bothShort: (a, c) => `${adults(a)}, ${children(c)}`,
  more: (n) => `${n} ਹੋਰ`,

  noted: (household) => `ਧੰਨਵਾਦ, ${household}। ਅਸੀਂ ਨੋਟ ਕਰ ਲਿਆ ਹੈ:`,
  asked: (household) => `${household}, ਸਾਡੇ ਕੋਲ ਹੁਣ ਇਹ ਨੋਟ ਹੈ:`,
  takenBack: "ਠੀਕ ਹੈ ਜੀ, ਉਹ ਜਵਾਬ ਹਟਾ ਦਿੱਤਾ ਹੈ। ਹੁਣ ਇਹ ਨੋਟ ਹੈ:",
  nothingToTakeBack: "ਵਾਪਸ ਲੈਣ ਲਈ ਕੁਝ ਨਹੀਂ ਹੈ। ਸਾਡੇ ਕੋਲ ਹੁਣ ਇਹ ਨੋਟ ਹੈ:",
  missed: "ਤੁਹਾਡੀ ਕਮੀ ਮਹਿਸੂਸ ਹੋਵੇਗੀ।",
  allFunctions: (n) => (n === 2 ? "ਦੋਵੇਂ ਸਮਾਗਮ" : `ਸਾਰੇ ${n} ਸਮਾਗਮ`),
  coming,
  waiting: (n) => `ਇਨ੍ਹਾਂ ਵਿੱਚੋਂ ${n} ਨੂੰ ਥਾਂ ਦੀ ਉਡੀਕ ਹੈ`,
  full: "ਜਿੱਥੇ ਉਡੀਕ ਹੈ, ਉੱਥੇ ਹਾਲੇ ਥਾਂ ਭਰ ਗਈ ਹੈ।",
  notComing: "ਨਹੀਂ ਆ ਰਹੇ",
  notSure: "ਅਜੇ ਪੱਕਾ ਨਹੀਂ",
  noAnswer: "ਅਜੇ ਜਵਾਬ ਨਹੀਂ ਮਿਲਿਆ",
  assumed: (who, example) => `ਅਸੀਂ ਇਸ ਨੂੰ ${who} ਸਮਝਿਆ ਹੈ। ਜੇ ਇੰਝ ਨਹੀਂ, ਤਾਂ ਵੱਡੇ+ਬੱਚੇ ਲਿਖੋ, ਜਿਵੇਂ “${example}”।`,
  askAgain: (day, month) => `ਪਰਿਵਾਰ ${day} ${month} ਨੂੰ ਤੁਹਾਨੂੰ ਫਿਰ ਪੁੱਛੇਗਾ।`,
  change: "ਬਦਲਣ ਲਈ 2 ਲਿਖੋ।",
  undo: `ਜੇ ਗਲਤੀ ਨਾਲ ਚਲਾ ਗਿਆ, ਤਾਂ “${typed.undo}” ਲਿਖੋ।`,

  whichFunctions: "ਤੁਸੀਂ ਕਿਹੜੇ-ਕਿਹੜੇ ਸਮਾਗਮਾਂ ਵਿੱਚ ਆਓਗੇ?",
  severalNumbers: (example, tap) => `${tapOr(tap)} ਨੰਬਰ ਲਿਖੋ, ਜਿਵੇਂ “${example}”।`,
  zeroForAll: `ਸਾਰਿਆਂ ਲਈ 0 ਜਾਂ “${typed.all}” ਲਿਖੋ।`,
  onPage: (link) => `ਤੁਸੀਂ ਆਪਣੇ ਪੰਨੇ ਉੱਤੇ ਵੀ ਜਵਾਬ ਦੇ ਸਕਦੇ ਹੋ: ${link}`,

  howMany: (names) => `${names}: ਤੁਸੀਂ ਕਿੰਨੇ ਜੀਅ ਆਓਗੇ?`,
  places: (n) => `ਅਸੀਂ ਤੁਹਾਡੇ ਲਈ ${n === 1 ? "1 ਥਾਂ ਰੱਖੀ ਹੈ" : `${n} ਥਾਵਾਂ ਰੱਖੀਆਂ ਹਨ`}।`,
  placesFor: (who) => `ਅਸੀਂ ਤੁਹਾਡੇ ਲਈ ਥਾਂ ਰੱਖੀ ਹੈ: ${who}।`,
  oneNumber: (range, tap) => `${tapOr(tap)} ਨੰਬਰ ਲਿਖੋ (${range})।`,
  twoCounts: (example, tap) => `${tapOr(tap)} ਵੱਡੇ+ਬੱਚੇ ਲਿਖੋ, ਜਿਵੇਂ “${example}”।`,
  inOrder: (example) => `ਜੇ ਹਰ ਸਮਾਗਮ ਦੀ ਗਿਣਤੀ ਵੱਖਰੀ ਹੈ, ਤਾਂ ਇਸੇ ਤਰਤੀਬ ਵਿੱਚ ਲਿਖੋ, ਜਿਵੇਂ “${example}”।`,
  wrongNumber: (range) =>
    `ਮਾਫ਼ ਕਰਨਾ ਜੀ, ਇਹ ਗਿਣਤੀ ਅਸੀਂ ਨੋਟ ਨਹੀਂ ਕਰ ਸਕੇ। ਕਿਰਪਾ ਕਰਕੇ ਕੋਈ ਨੰਬਰ (${range}) ਲਿਖੋ, ਜਾਂ ਕੋਈ ਨਾ ਆ ਰਿਹਾ ਹੋਵੇ ਤਾਂ 0।`,
  wished: (n) =>
    `ਧੰਨਵਾਦ ਜੀ। ਅਸੀਂ ਪਰਿਵਾਰ ਨੂੰ ਦੱਸ ਦਿੱਤਾ ਹੈ ਕਿ ਤੁਸੀਂ ${people(n)} ਆਉਣਾ ਚਾਹੁੰਦੇ ਹੋ। ਉਨ੍ਹਾਂ ਦਾ ਜਵਾਬ ਆਉਣ ਤੱਕ, ਕਿਰਪਾ ਕਰਕੇ ਰੱਖੀਆਂ ਥਾਵਾਂ ਲਈ ਜਵਾਬ ਦੇ ਦਿਓ।`,
  placesNow: (n, names) => `${names}: ਹੁਣ ਤੁਹਾਡੇ ਲਈ ${n} ਥਾਵਾਂ ਰੱਖੀਆਂ ਹਨ।`,
  noMorePlaces: (n, names) =>
    `${names}: ਮਾਫ਼ ਕਰਨਾ ਜੀ, ਅਸੀਂ ਤੁਹਾਡੇ ਲਈ ${n === 1 ? "1 ਥਾਂ" : `${n} ਥਾਵਾਂ`} ਤੋਂ ਵੱਧ ਨਹੀਂ ਰੱਖ ਸਕਾਂਗੇ। ਤੁਹਾਡੀ ਉਡੀਕ ਰਹੇਗੀ।`,

  whenAgain: (household) => `ਧੰਨਵਾਦ, ${household}। ਅਸੀਂ ਨੋਟ ਕਰ ਲਿਆ ਹੈ ਕਿ ਅਜੇ ਪੱਕਾ ਨਹੀਂ। ਤੁਹਾਨੂੰ ਫਿਰ ਕਦੋਂ ਪੁੱਛੀਏ?`,
  inDays: (n) => (n === 1 ? "ਕੱਲ੍ਹ" : n === 7 ? "ਇੱਕ ਹਫ਼ਤੇ ਬਾਅਦ" : n === 14 ? "ਦੋ ਹਫ਼ਤੇ ਬਾਅਦ" : `${n} ਦਿਨ ਬਾਅਦ`),
  numberOrDate: (tap) => `${tapOr(tap)} ਨੰਬਰ ਜਾਂ ਤਾਰੀਖ਼ ਲਿਖੋ।`,

  whichFamily: (n) => `ਇਹ ਫ਼ੋਨ ਨੰਬਰ ਸਾਡੇ ਕੋਲ ${n} ਪਰਿਵਾਰਾਂ ਦੇ ਨਾਂ ਉੱਤੇ ਹੈ। ਤੁਸੀਂ ਕਿਸ ਪਰਿਵਾਰ ਵੱਲੋਂ ਲਿਖ ਰਹੇ ਹੋ?`,

  backIn: `ਧੰਨਵਾਦ ਜੀ। ਹੁਣ ਤੁਹਾਨੂੰ ਸਾਡੇ ਸੁਨੇਹੇ ਫਿਰ ਮਿਲਣਗੇ। ਬੰਦ ਕਰਨ ਲਈ “${typed.stop}” ਲਿਖੋ।`,
  menuAgain: (household) => `${household}, ਕਿਰਪਾ ਕਰਕੇ ਇਨ੍ਹਾਂ ਵਿੱਚੋਂ ਇੱਕ ਨੰਬਰ ਲਿਖੋ:`,
  toFamily: (household) => `ਧੰਨਵਾਦ, ${household}। ਪਰਿਵਾਰ ਵਾਲੇ ਤੁਹਾਡਾ ਸੁਨੇਹਾ ਪੜ੍ਹਨਗੇ।`,
  toAnswer: "ਸੱਦੇ ਦਾ ਜਵਾਬ ਦੇਣ ਲਈ ਲਿਖੋ:",
  tooLate: (names) => `ਇਨ੍ਹਾਂ ਲਈ ਜਵਾਬ ਦੇਣ ਦਾ ਸਮਾਂ ਲੰਘ ਗਿਆ ਹੈ: ${names}। ਪਰਿਵਾਰ ਵਾਲੇ ਤੁਹਾਡਾ ਸੁਨੇਹਾ ਪੜ੍ਹਨਗੇ।`,
};
