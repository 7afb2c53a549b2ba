import { apart, EDGE, END, type Found, NUMBER, numberOf, pattern } from "./booking-numbers";

const MOST = 1000;
const N = NUMBER.replace("(?:", "(");
const PEOPLE =
  "(?:people|persons?|pax|guests?|adults?|diners?|covers?|seats?|heads?|members?|friends|ppl|log|logo|logon|jan|jane|jano|bande|लोग|लोगों|लोगो|जन|व्यक्ति|मेहमान)";
const KIDS = "(?:child(?:ren)?|kids?|infants?|bachche|bachhe|bacche|बच्चे|बच्चों)";

/** How many come; two numbers where the text leaves it open. */
export type SaidParty = { kind: "size"; size: number } | { kind: "either"; sizes: number[] };

const size = (text: string | undefined, more = 0): SaidParty | null => {
  const value = text === undefined ? null : numberOf(text);
  const all = value === null ? null : value + more;
  return all !== null && all >= 1 && all <= MOST ? { kind: "size", size: all } : null;
};

type Rule = [source: string, read: (match: RegExpMatchArray) => SaidParty | null];

const RULES: readonly Rule[] = [
  [
    `${EDGE}${N}\\s*(?:-|–|to|or|ya|se)\\s*${N}\\s+${PEOPLE}${END}`,
    ([, a, b]) => {
      const [low, high] = [numberOf(a!), numberOf(b!)];
      return low && high && low < high && high <= MOST ? { kind: "either", sizes: [low, high] } : null;
    },
  ],
  [
    `${EDGE}${N}\\s+adults?\\s*(?:,|&|\\+|and|aur)?\\s*${N}\\s+${KIDS}${END}`,
    ([, a, b]) => size(a, numberOf(b!) ?? 0),
  ],
  [
    `${EDGE}(?:no\\.?\\s*of\\s*|number of\\s*|total\\s*)?(?:guests?|people|persons?|pax|diners?|covers?|seats|party size|party|group size|लोग|मेहमान|व्यक्ति)(?:\\s+count)?\\s*[:\\-–=]\\s*${N}${END}`,
    ([, n]) => size(n),
  ],
  [`${EDGE}(?:party|group|table)\\s+(?:of|for)\\s+${N}${END}`, ([, n]) => size(n)],
  [`${EDGE}${N}\\s*(?:x\\s*)?${PEOPLE}${END}`, ([, n]) => size(n)],
  [`${EDGE}${N}[\\s-]*(?:seater|top)${END}`, ([, n]) => size(n)],
  [`${EDGE}(?:we are|we're|hum|ham|हम)\\s+${N}${END}`, ([, n]) => size(n)],
  [
    `${EDGE}for\\s+${N}(?=\\s*(?:$|[,.;\\n!|]|(?:at|on|in|tonight|today|tomorrow|tmrw|kal|by)${END}))`,
    ([, n]) => size(n),
  ],
];

/** Every number of people a text names. */
export function partiesIn(text: string): Found<SaidParty>[] {
  const found: Found<SaidParty>[] = [];
  for (const [source, read] of RULES) {
    for (const match of text.matchAll(pattern(source))) {
      const value = read(match);
      if (value) found.push({ from: match.index, to: match.index + match[0].length, value });
    }
  }
  return apart(found);
}
