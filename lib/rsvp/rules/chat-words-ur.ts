import type { ChatWords } from "./chat-words";

const typed = { undo: "غلطی ہو گئی", all: "سب", unsure: "پکا نہیں", stop: "بند کریں" };
const people = (n: number) => (n === 1 ? "1 فرد" : `${n} افراد`);
const adults = (n: number) => (n === 1 ? "1 بڑا" : `${n} بڑے`);
const children = (n: number) => (n === 1 ? "1 بچہ" : `${n} بچے`);
const both = (a: number, c: number) => `${adults(a)} اور ${children(c)}`;
const tapOr = (tap: boolean) => (tap ? "ان میں سے ایک چنیے، یا" : "براہِ کرم");
/** Digits in a row are shown in the order in which they are typed: left to right. */
const asTyped = (digits: string) => `“\u2066${digits}\u2069”`;

function coming(a: number, c: number): string {
  if (a + c === 0) return "آ رہے ہیں";
  if (a === 1 && c === 0) return "1 فرد آ رہے ہیں";
  if (a === 0) return c === 1 ? "1 بچہ آ رہا ہے" : `${children(c)} آ رہے ہیں`;
  return `${c === 0 ? adults(a) : both(a, c)} آ رہے ہیں`;
}

/** Which of the two numbers is which, in words: right to left, "adults+children" would stand the other way round. */
function pairExample(example: string): string {
  const [a = 0, c = 0] = example.split("+").map(Number);
  return `${both(a, c)} ہوں تو ${asTyped(example)}`;
}

export const URDU: ChatWords = {
  locale: "ur",
  rightToLeft: true,
  comma: "، ",
  lastComma: " اور ",
  typed,

  menu: ["جی ہاں، ہم سب، سب تقریبات میں", "ہم میں سے کچھ لوگ، یا کچھ ہی تقریبات میں", "ہم نہیں آ سکیں گے"],
  unsure: `ابھی طے نہیں؟ تو بس “${typed.unsure}” لکھ دیجیے۔`,
  choose: "چنیے",
  buttons: { all: "یہ سب", change: "بدلنا ہے", undo: typed.undo },

  people,
  adults,
  children,
  both,
  bothShort: (a, c) => `${adults(a)}، ${children(c)}`,
  more: (n) => `${n} مزید`,

  noted: (household) => `شکریہ، ${household}۔ ہم نے نوٹ کر لیا ہے:`,
  asked: (household) => `${household}، ہمارے پاس ابھی یہ نوٹ ہے:`,
  takenBack: "ٹھیک ہے، وہ جواب ہٹا دیا ہے۔ اب یہ نوٹ ہے:",
  nothingToTakeBack: "واپس لینے کے لیے کچھ نہیں ہے۔ ہمارے پاس یہ نوٹ ہے:",
  missed: "آپ کی کمی محسوس ہوگی۔",
  allFunctions: (n) => (n === 2 ? "دونوں تقریبات" : `تمام ${n} تقریبات`),
  coming,
  waiting: (n) => `ان میں سے ${n} کو جگہ کا انتظار ہے`,
  full: "جہاں انتظار ہے، وہاں ابھی جگہ بھر گئی ہے۔",
  notComing: "نہیں آ رہے ہیں",
  notSure: "ابھی پکا نہیں",
  noAnswer: "ابھی جواب نہیں ملا",
  assumed: (who, example) =>
    `ہم نے اسے ${who} سمجھا ہے۔ اگر ایسا نہیں، تو اس طرح لکھیے: ${pairExample(example)}۔`,
  askAgain: (day, month) => `خاندان ${day} ${month} کو آپ سے پھر پوچھے گا۔`,
  change: "بدلنے کے لیے 2 لکھیے۔",
  undo: `اگر غلطی سے چلا گیا، تو “${typed.undo}” لکھیے۔`,

  whichFunctions: "آپ کن کن تقریبات میں آئیں گے؟",
  severalNumbers: (example, tap) => `${tapOr(tap)} نمبر لکھیے، جیسے ${asTyped(example)}۔`,
  zeroForAll: `سب کے لیے 0 یا “${typed.all}” لکھیے۔`,
  onPage: (link) => `آپ اپنے صفحے پر بھی جواب دے سکتے ہیں: ${link}`,

  howMany: (names) => `${names}: آپ میں سے کتنے لوگ آئیں گے؟`,
  places: (n) => `ہم نے آپ کے لیے ${n === 1 ? "1 جگہ رکھی ہے" : `${n} جگہیں رکھی ہیں`}۔`,
  placesFor: (who) => `ہم نے آپ کے لیے جگہ رکھی ہے: ${who}۔`,
  oneNumber: (range, tap) => `${tapOr(tap)} نمبر لکھیے (${range})۔`,
  twoCounts: (example, tap) => `${tapOr(tap)} اس طرح لکھیے: ${pairExample(example)}۔`,
  inOrder: (example) => `ہر تقریب کی تعداد الگ ہو تو اسی ترتیب سے لکھیے، جیسے ${asTyped(example)}۔`,
  wrongNumber: (range) =>
    `معاف کیجیے، یہ تعداد ہم نوٹ نہیں کر سکے۔ براہِ کرم کوئی نمبر (${range}) لکھیے، یا کوئی نہ آ رہا ہو تو 0۔`,
  wished: (n) =>
    `شکریہ۔ ہم نے گھر والوں کو بتا دیا ہے کہ آپ ${people(n)} آنا چاہتے ہیں۔ ان کا جواب آنے تک، براہِ کرم رکھی ہوئی جگہوں کے لیے جواب دے دیجیے۔`,
  placesNow: (n, names) => `${names}: اب آپ کے لیے ${n} جگہیں رکھی ہیں۔`,
  noMorePlaces: (n, names) =>
    `${names}: معاف کیجیے، ہم آپ کے لیے ${n === 1 ? "1 جگہ" : `${n} جگہوں`} سے زیادہ نہیں رکھ سکیں گے۔ آپ کی راہ دیکھیں گے۔`,

  whenAgain: (household) =>
    `شکریہ، ${household}۔ ہم نے نوٹ کر لیا ہے کہ ابھی پکا نہیں ہے۔ ہم آپ سے پھر کب پوچھیں؟`,
  inDays: (n) => (n === 1 ? "کل" : n === 7 ? "ایک ہفتے بعد" : n === 14 ? "دو ہفتے بعد" : `${n} دن بعد`),
  numberOrDate: (tap) => `${tapOr(tap)} نمبر یا تاریخ لکھیے۔`,

  whichFamily: (n) => `یہ فون نمبر ہمارے پاس ${n} خاندانوں کے نام پر ہے۔ آپ کس خاندان سے لکھ رہے ہیں؟`,

  backIn: `شکریہ۔ اب آپ کو ہمارے پیغام پھر ملیں گے۔ بند کرنے کے لیے “${typed.stop}” لکھیے۔`,
  menuAgain: (household) => `${household}، براہِ کرم ان میں سے ایک نمبر لکھیے:`,
  toFamily: (household) => `شکریہ، ${household}۔ گھر والے آپ کا پیغام پڑھیں گے۔`,
  toAnswer: "دعوت کا جواب دینے کے لیے لکھیے:",
  tooLate: (names) => `ان کے لیے جواب دینے کا وقت گزر چکا ہے: ${names}۔ گھر والے آپ کا پیغام پڑھیں گے۔`,
};
