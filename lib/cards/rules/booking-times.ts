import { apart, EDGE, END, type Found, NUMBER, numberOf, pattern } from "./booking-numbers";

/** Minutes after midnight; two of them where only the half of the day is missing. */
export type SaidTime = { kind: "time"; minutes: number } | { kind: "either"; minutes: [number, number] };
type Half = "am" | "pm";

const CLOCK = `(\\d{1,2})(?:\\s?[:.]\\s?(\\d{2}))?`;
const MERIDIEM = `(a\\.?\\s?m\\.?|p\\.?\\s?m\\.?)`;
const BAJE = `(?:baje|bje|baja|bajey|बजे|बजकर|o'?clock|o’clock)`;
const EXTRA = `(sadhe|saadhe|sade|साढ़े|साढे|sava|sawa|सवा|paune|pone|पौने|half past|quarter past|quarter to)`;

const at = (hour: number, minute: number, half: Half | null): SaidTime | null => {
  if (hour > 24 || minute > 59) return null;
  if (half !== null) {
    if (hour < 1 || hour > 12)
      return hour > 12 && hour < 24 && half === "pm" ? { kind: "time", minutes: hour * 60 + minute } : null;
    return { kind: "time", minutes: ((hour % 12) + (half === "pm" ? 12 : 0)) * 60 + minute };
  }
  if (hour >= 13 || hour === 0) return hour === 24 ? null : { kind: "time", minutes: hour * 60 + minute };
  return { kind: "either", minutes: [(hour % 12) * 60 + minute, ((hour % 12) + 12) * 60 + minute] };
};

const halfOf = (text: string | undefined): Half | null => (text ? (/^a/i.test(text) ? "am" : "pm") : null);

function shifted(extra: string, hour: number): [number, number] {
  if (/^(sadhe|saadhe|sade|साढ|half)/i.test(extra)) return [hour, 30];
  if (/^(sava|sawa|सवा|quarter past)/i.test(extra)) return [hour, 15];
  return [hour === 1 ? 12 : hour - 1, 45];
}

type Match = RegExpMatchArray & { index: number };
type Rule = [source: string, read: (match: Match) => SaidTime | null];

/** The plainest first: what an earlier rule has read, a later one leaves alone. */
const RULES: readonly Rule[] = [
  // "7:30 - 9:30 pm", "7 to 9 pm": when it begins.
  [
    `${EDGE}${CLOCK}\\s?${MERIDIEM}?\\s?(?:-|–|—|to|till|until|se)\\s?${CLOCK}\\s?${MERIDIEM}${END}`,
    ([, h, m, own, h2, m2, end]) => {
      if (own) return at(Number(h), Number(m ?? 0), halfOf(own));
      const [start, stop] = [
        at(Number(h), Number(m ?? 0), halfOf(end)),
        at(Number(h2), Number(m2 ?? 0), halfOf(end)),
      ];
      // "11 to 2 pm" begins before noon.
      return start?.kind === "time" && stop?.kind === "time" && start.minutes > stop.minutes
        ? at(Number(h), Number(m ?? 0), "am")
        : start;
    },
  ],
  [`${EDGE}${CLOCK}\\s?${MERIDIEM}${END}`, ([, h, m, half]) => at(Number(h), Number(m ?? 0), halfOf(half))],
  [
    `${EDGE}(\\d{1,2})\\s?[:.]?\\s?(\\d{2})\\s?(?:hrs?|hours|h)\\.?${END}`,
    ([, h, m]) =>
      Number(h) < 24 && Number(m) < 60 ? { kind: "time", minutes: Number(h) * 60 + Number(m) } : null,
  ],
  [
    `${EDGE}${EXTRA}\\s+${NUMBER.replace("(?:", "(")}(?:\\s*${BAJE})?${END}`,
    ([, extra, word]) => {
      const hour = numberOf(word!);
      return hour === null || hour < 1 || hour > 12 ? null : at(...shifted(extra!, hour), null);
    },
  ],
  [
    `${EDGE}${NUMBER.replace("(?:", "(")}(?:\\s?[:.]\\s?(\\d{2}))?\\s*${BAJE}${END}`,
    ([, word, m]) => {
      const hour = numberOf(word!);
      return hour === null ? null : at(hour, Number(m ?? 0), null);
    },
  ],
  [`${EDGE}(?:12\\s)?noon${END}`, () => ({ kind: "time", minutes: 720 })],
  [`${EDGE}(\\d{1,2}):(\\d{2})(?::00)?${END}(?!\\s?[:.]\\d)`, ([, h, m]) => at(Number(h), Number(m), null)],
  [
    `${EDGE}(?:time|slot|samay|समय)\\s*[:\\-–]\\s*(\\d{1,2})\\.(\\d{2})${END}`,
    ([, h, m]) => at(Number(h), Number(m), null),
  ],
  // "at 8", "by 8.30", but not "at 8 people" or "at 12 MG Road".
  [
    `${EDGE}(?:at|by|from|around|@)\\s?(\\d{1,2})(?:[.](\\d{2}))?(?=\\s*(?:$|[\\n,;!)]|[.](?!\\d)|(?:on|at|over|with|tonight|today|tomorrow|for|in|sharp|this|kal|aaj|tmrw|pe|and)${END}))`,
    ([, h, m]) => at(Number(h), Number(m ?? 0), null),
  ],
];

/** Every time of day a text names. */
export function timesIn(text: string): Found<SaidTime>[] {
  const found: Found<SaidTime>[] = [];
  for (const [source, read] of RULES) {
    for (const match of text.matchAll(pattern(source))) {
      const value = read(match as Match);
      if (value) found.push({ from: match.index, to: match.index + match[0].length, value });
    }
  }
  return apart(found);
}

const DAY_PARTS = pattern(
  `${EDGE}(?:tonight|night|dinner|evening|supper|drinks|cocktails?|sundowner|raat|rat|shaam|sham|sandhya|रात|शाम|डिनर|रात्रि|lunch|afternoon|high tea|dopahar|dopeher|dupahar|दोपहर|लंच|breakfast|morning|brunch|subah|subeh|savere|सुबह|सवेरे|नाश्ता|नाश्ते)${END}`,
);

/** The words of a text that name a part of the day. */
export const halvesIn = (text: string): string[] =>
  [...text.matchAll(DAY_PARTS)].map(([word]) => word.toLowerCase());

/** Lunch at 11 and a night's 12 are not what the words alone say; breakfast at 1 is nonsense. */
export function settle(time: SaidTime, words: readonly string[]): number | null {
  if (time.kind === "time") return time.minutes;
  const [am, pm] = time.minutes;
  const says = (of: RegExp) => words.some((word) => of.test(word));
  const night = says(
    /night|dinner|evening|supper|drinks|cocktail|sundowner|^ra+t|sha+m|sandhya|रात|शाम|डिनर/i,
  );
  const noon = says(/lunch|afternoon|tea|dopahar|dopeher|dupahar|दोपहर|लंच/i);
  const morning = says(/breakfast|morning|brunch|subah|subeh|savere|सुबह|सवेरे|नाश्त/i);
  if (Number(night) + Number(noon) + Number(morning) !== 1) return null;
  const hour = Math.floor(am / 60);
  if (night) return hour >= 4 && hour <= 11 ? pm : null;
  if (noon) return hour === 0 || hour <= 5 ? pm : null;
  return hour >= 4 && hour <= 11 ? am : null;
}

export const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
