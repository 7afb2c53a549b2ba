import type { ChatWords } from "./chat-words";

const typed = { undo: "ভুল হয়েছে", all: "সব", unsure: "এখনও ঠিক হয়নি", stop: "বন্ধ করুন" };
const people = (n: number) => `${n} জন`;
const adults = (n: number) => `${n} জন বড়`;
const children = (n: number) => `${n} জন বাচ্চা`;
const both = (a: number, c: number) => `${adults(a)} ও ${children(c)}`;
const tapOr = (tap: boolean) => (tap ? "একটি বেছে নিন, অথবা" : "অনুগ্রহ করে");

function coming(a: number, c: number): string {
  if (a + c === 0) return "আসছেন";
  if (a === 0) return `${children(c)} আসছে`;
  return `${c === 0 ? adults(a) : both(a, c)} আসছেন`;
}

export const BENGALI: ChatWords = {
  locale: "bn",
  rightToLeft: false,
  comma: ", ",
  lastComma: " ও ",
  typed,

  menu: ["হ্যাঁ, আমরা সবাই, সব অনুষ্ঠানে", "আমাদের মধ্যে কয়েকজন, অথবা শুধু কয়েকটি অনুষ্ঠানে", "আমরা আসতে পারব না"],
  unsure: `এখনও ঠিক করেননি? শুধু “${typed.unsure}” লিখলেই হবে।`,
  choose: "বেছে নিন",
  buttons: { all: "এই সবগুলো", change: "বদলাতে চাই", undo: typed.undo },

  people,
  adults,
  children,
  both,
  bothShort: (a, c) => `${adults(a)}, ${children(c)}`,
  more: (n) => `আরও ${n}টি`,

  noted: (household) => `ধন্যবাদ, ${household}। আমরা লিখে রেখেছি:`,
  asked: (household) => `${household}, আমাদের কাছে এখন এই লেখা আছে:`,
  takenBack: "ঠিক আছে, ওই উত্তরটা সরিয়ে দিয়েছি। এখন এই লেখা আছে:",
  nothingToTakeBack: "ফিরিয়ে নেওয়ার মতো কিছু নেই। এখন এই লেখা আছে:",
  missed: "আপনাদের কথা খুব মনে পড়বে।",
  allFunctions: (n) => (n === 2 ? "দুটি অনুষ্ঠানেই" : `${n}টি অনুষ্ঠানেই`),
  coming,
  waiting: (n) => `এঁদের মধ্যে ${n} জন জায়গার অপেক্ষায়`,
  full: "যেখানে অপেক্ষা, সেখানে এখন সব জায়গা ভর্তি।",
  notComing: "আসছেন না",
  notSure: "এখনও ঠিক হয়নি",
  noAnswer: "এখনও উত্তর পাইনি",
  assumed: (who, example) => `আমরা ${who} ধরেছি। তা না হলে বড়+বাচ্চা লিখুন, যেমন “${example}”।`,
  askAgain: (day, month) => `পরিবার ${day} ${month} আপনাদের আবার জিজ্ঞেস করবে।`,
  change: "বদলাতে চাইলে 2 লিখুন।",
  undo: `ভুল করে পাঠিয়ে থাকলে “${typed.undo}” লিখুন।`,

  whichFunctions: "আপনারা কোন কোন অনুষ্ঠানে আসবেন?",
  severalNumbers: (example, tap) => `${tapOr(tap)} নম্বরগুলো লিখুন, যেমন “${example}”।`,
  zeroForAll: `সবগুলোর জন্য 0 বা “${typed.all}” লিখুন।`,
  onPage: (link) => `আপনাদের নিজের পাতাতেও উত্তর দিতে পারেন: ${link}`,

  howMany: (names) => `${names}: আপনারা কতজন আসবেন?`,
  places: (n) => `আপনাদের জন্য ${n}টি জায়গা রেখেছি।`,
  placesFor: (who) => `আপনাদের জন্য জায়গা রেখেছি: ${who}।`,
  oneNumber: (range, tap) => `${tapOr(tap)} একটি সংখ্যা লিখুন (${range})।`,
  twoCounts: (example, tap) => `${tapOr(tap)} বড়+বাচ্চা লিখুন, যেমন “${example}”।`,
  inOrder: (example) => `সব অনুষ্ঠানে সংখ্যা এক না হলে, এই ক্রমেই লিখুন, যেমন “${example}”।`,
  wrongNumber: (range) =>
    `মাফ করবেন, এই সংখ্যাটা লিখে রাখতে পারলাম না। অনুগ্রহ করে একটি সংখ্যা (${range}) লিখুন; কেউ না এলে 0 লিখুন।`,
  wished: (n) =>
    `ধন্যবাদ। আপনারা ${people(n)} আসতে চান, তা বাড়ির লোকদের জানিয়ে দিয়েছি। তাঁদের উত্তর না আসা পর্যন্ত, অনুগ্রহ করে রাখা জায়গার জন্য উত্তর দিন।`,
  placesNow: (n, names) => `${names}: এখন আপনাদের জন্য ${n}টি জায়গা রেখেছি।`,
  noMorePlaces: (n, names) =>
    `${names}: মাফ করবেন, আপনাদের জন্য ${n}টির বেশি জায়গা রাখতে পারছি না। আপনাদের অপেক্ষায় থাকব।`,

  whenAgain: (household) => `ধন্যবাদ, ${household}। এখনও ঠিক হয়নি, সেটা লিখে রেখেছি। আপনাদের আবার কবে জিজ্ঞেস করব?`,
  inDays: (n) => (n === 1 ? "আগামীকাল" : n === 7 ? "এক সপ্তাহ পরে" : n === 14 ? "দুই সপ্তাহ পরে" : `${n} দিন পরে`),
  numberOrDate: (tap) => `${tapOr(tap)} নম্বর বা তারিখ লিখুন।`,

  whichFamily: (n) => `এই ফোন নম্বরটি আমাদের কাছে ${n}টি পরিবারের নামে আছে। আপনি কোন পরিবার থেকে লিখছেন?`,

  backIn: `ধন্যবাদ। আমাদের বার্তা আপনারা আবার পাবেন। বন্ধ করতে “${typed.stop}” লিখুন।`,
  menuAgain: (household) => `${household}, অনুগ্রহ করে এর মধ্যে একটি নম্বর লিখুন:`,
  toFamily: (household) => `ধন্যবাদ, ${household}। বাড়ির লোকেরা আপনাদের বার্তা পড়বেন।`,
  toAnswer: "নিমন্ত্রণের উত্তর দিতে লিখুন:",
  tooLate: (names) => `এগুলোর উত্তর দেওয়ার সময় পেরিয়ে গেছে: ${names}। বাড়ির লোকেরা আপনাদের বার্তা পড়বেন।`,
};
