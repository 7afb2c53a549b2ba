import { latinKey } from "@/lib/kernel/scripts";

const SHORTENED = new Map(
  "road:rd street:st apartment:apt apartments:apt society:soc near:nr opposite:opp building:bldg sector:sec nagar:ngr flat: house: no:"
    .split(" ")
    .map((entry) => entry.split(":"))
    .map(([word = "", short = ""]) => [latinKey(word), latinKey(short)]),
);

/** The words of an address as keys, usual abbreviations alike, sorted, each once. */
export function addressWords(address: string): string[] {
  const joined = address.replace(/\b(\p{L})\.(?=\p{L}\b)/gu, "$1");
  const words = latinKey(joined.replace(/(\p{L})(?=\p{Nd})|(\p{Nd})(?=\p{L})/gu, "$& ")).split(" ");
  return [...new Set(words.map((word) => SHORTENED.get(word) ?? word))].filter((word) => word !== "").sort();
}

/** "" for what names a town and not a home (shorter than eight letters, or one word without a number). */
export function addressKey(address: string): string {
  const words = addressWords(address);
  const key = words.join(" ");
  return key.length >= 8 && /\d|\s/.test(key) ? key : "";
}

/** Whether two addresses are one home; null when one of them is missing or they neither meet nor differ clearly. */
export function likeAddresses(a: string, b: string): "same" | "near" | "other" | null {
  const [one, other] = [addressKey(a), addressKey(b)];
  if (one === "" || other === "") return null;
  if (one === other) return "same";
  const [wordsA, wordsB] = [addressWords(a), addressWords(b)];
  const common = wordsA.filter((word) => wordsB.includes(word));
  const ownNumber = (words: string[]) => words.some((word) => /\d/.test(word) && !common.includes(word));
  // Each has a number the other lacks: two doors of one street.
  if (ownNumber(wordsA) && ownNumber(wordsB)) return "other";
  const share = common.length / (wordsA.length + wordsB.length - common.length);
  if (share < 0.2) return "other";
  return share >= 0.6 ? "near" : null;
}
