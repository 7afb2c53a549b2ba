import { apart, EDGE, END, type Found, pattern } from "./booking-numbers";
import { wallClock } from "./wall-clock";

/** A day without a clock or a zone. */
export interface Day {
  year: number;
  month: number;
  day: number;
}

/** The one day it is, or the days it might be. */
export type SaidDay = { kind: "day"; day: Day } | { kind: "either"; days: Day[] };

const DAY_MS = 86_400_000;
const utc = ({ year, month, day }: Day): number => Date.UTC(year, month - 1, day);
export const plus = (from: Day, days: number): Day => dayOf(new Date(utc(from) + days * DAY_MS));
const dayOf = (date: Date): Day => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth() + 1,
  day: date.getUTCDate(),
});
const weekday = (day: Day): number => new Date(utc(day)).getUTCDay();
const exists = (day: Day): boolean => {
  const back = dayOf(new Date(utc(day)));
  return back.month === day.month && back.day === day.day && day.year >= 2000 && day.year <= 2100;
};
export const isoDay = ({ year, month, day }: Day): string =>
  `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

/** What the calendar of a zone shows at an instant. */
export function dayIn(zone: string, now: Date): Day {
  const [year, month, day] = wallClock(now, zone).date.split("-").map(Number);
  return { year: year!, month: month!, day: day! };
}

const MONTHS: readonly string[] = [
  "jan(?:uary)?|जनवरी",
  "feb(?:ruary)?|फ़?रवरी|फरवरी",
  "mar(?:ch)?|मार्च",
  "apr(?:il)?|अप्रैल",
  "may|मई",
  "june?|जून",
  "july?|जुलाई",
  "aug(?:ust)?|अगस्त",
  "sept?(?:ember)?|सितंबर|सितम्बर",
  "oct(?:ober)?|अक्टूबर|अक्तूबर",
  "nov(?:ember)?|नवंबर|नवम्बर",
  "dec(?:ember)?|दिसंबर|दिसम्बर",
];
const WEEKDAYS: readonly string[] = [
  "sun(?:day)?|ravivar|raviwar|itwar|itvar|रविवार|इतवार",
  "mon(?:day)?|somvar|somwar|सोमवार",
  "tue(?:s(?:day)?)?|mangalvar|mangalwar|मंगलवार",
  "wed(?:nesday)?|budhvar|budhwar|बुधवार",
  "thu(?:rs?(?:day)?)?|guruvar|guruwar|veervar|गुरुवार|गुरूवार|वीरवार",
  "fri(?:day)?|shukravar|shukrawar|shukrvar|शुक्रवार",
  "sat(?:urday)?|shanivar|shaniwar|shanichar|शनिवार",
];
const MONTH = `(${MONTHS.join("|")})`;
const WEEKDAY = `(${WEEKDAYS.join("|")})`;
const indexIn = (list: readonly string[], word: string): number =>
  list.findIndex((words) => new RegExp(`^(?:${words})$`, "iu").test(word));

const YEAR = `(?:,?\\s*(20\\d{2}|['’]\\d{2}))?`;
const year = (text: string | undefined): number | null =>
  text === undefined ? null : text.length === 4 ? Number(text) : 2000 + Number(text.slice(-2));
const FIRST_WEEKDAY = `(?:${WEEKDAY}\\.?,?\\s+)?`;
const LAST_WEEKDAY = `(?:,?\\s*\\(?${WEEKDAY}${END}\\)?)?`;

/** The day a date without a year means: the next one, which a named weekday must agree with. */
function nextOne(
  today: Day,
  month: number,
  day: number,
  given: number | null,
  named: string | undefined,
): SaidDay | null {
  const want = named === undefined ? null : indexIn(WEEKDAYS, named);
  const years = given === null ? [today.year, today.year + 1, today.year + 2] : [given];
  const days = years
    .map((one): Day => ({ year: one, month, day }))
    .filter((one) => exists(one) && (given !== null || utc(one) >= utc(today)));
  const next = days[0];
  if (!next) return null;
  if (want !== null && weekday(next) !== want) return { kind: "either", days: [next, nearest(next, want)] };
  return { kind: "day", day: next };
}

const nearest = (day: Day, want: number): Day => {
  const ahead = (want - weekday(day) + 7) % 7;
  return plus(day, ahead <= 3 ? ahead : ahead - 7);
};

type Rule = [
  source: string,
  read: (match: RegExpMatchArray, today: Day, monthFirst: boolean) => SaidDay | null,
];

const day = (value: Day): SaidDay => ({ kind: "day", day: value });

function numeric([, a, b, y]: RegExpMatchArray, today: Day, monthFirst: boolean): SaidDay | null {
  const [first, second] = [Number(a), Number(b)];
  const full = y === undefined ? null : y.length === 2 ? 2000 + Number(y) : Number(y);
  const [d, m] = monthFirst ? [second, first] : [first, second];
  const read = m >= 1 && m <= 12 ? nextOne(today, m, d, full, undefined) : null;
  // 11/25 is nobody's day and month; the other way round it is plain.
  return read ?? (d >= 1 && d <= 12 ? nextOne(today, d, m, full, undefined) : null);
}

function soon([, how, named]: RegExpMatchArray, today: Day): SaidDay | null {
  const want = indexIn(WEEKDAYS, named!);
  const ahead = (want - weekday(today) + 7) % 7;
  const word = (how ?? "").toLowerCase();
  // "Next Friday", and the weekday that it is today: people mean either.
  if (/^(next|agle|agla|अगले)/.test(word))
    return {
      kind: "either",
      days: ahead === 0 ? [plus(today, 7)] : [plus(today, ahead), plus(today, ahead + 7)],
    };
  return ahead === 0 ? { kind: "either", days: [today, plus(today, 7)] } : day(plus(today, ahead));
}

const RULES: readonly Rule[] = [
  [`${EDGE}(20\\d{2})-(\\d{2})-(\\d{2})(?!\\d)`, ([, y, m, d]) => whole(Number(y), Number(m), Number(d))],
  [
    `${EDGE}${FIRST_WEEKDAY}(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?[\\s-]*${MONTH}${END}\\.?${YEAR.replace(",?\\s*", "[,\\s-]*")}${LAST_WEEKDAY}`,
    ([, first, d, month, y, last], today) =>
      nextOne(today, indexIn(MONTHS, month!) + 1, Number(d), year(y), first ?? last),
  ],
  [
    `${EDGE}${FIRST_WEEKDAY}${MONTH}${END}\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?${END}(?!\\s?[:.]\\d)${YEAR}${LAST_WEEKDAY}`,
    ([, first, month, d, y, last], today) =>
      nextOne(today, indexIn(MONTHS, month!) + 1, Number(d), year(y), first ?? last),
  ],
  [`(?<![\\d/.-])(\\d{1,2})[/.-](\\d{1,2})[/.-](20\\d{2}|\\d{2})(?![\\d/.-])`, numeric],
  [`(?<![\\d/])(\\d{1,2})/(\\d{1,2})(?![\\d/])`, numeric],
  [`${EDGE}(?:day after tomorrow|parso|parson|परसों)${END}`, (_match, today) => day(plus(today, 2))],
  [
    `${EDGE}(?:tomorrow|tomorow|tommorow|tmrw|tmw|tmr|2moro|kal|कल)${END}`,
    (_match, today) => day(plus(today, 1)),
  ],
  [`${EDGE}(?:today|tonight|tonite|aaj|आज)${END}`, (_match, today) => day(today)],
  [
    `${EDGE}(?:(this coming|coming|this|next|agle|agla|अगले|is|iss|इस)\\s+)?${WEEKDAY}${END}`,
    (match, today) => soon(match, today),
  ],
];

const whole = (y: number, month: number, d: number): SaidDay | null => {
  const value = { year: y, month, day: d };
  return exists(value) ? day(value) : null;
};

/** Every day a text names, seen from today. `monthFirst`: 12/5 is December there. */
export function daysIn(text: string, today: Day, monthFirst: boolean): Found<SaidDay>[] {
  // A date that does not exist still stands where it stands: "31 November 8" is not the 8th.
  const found: Found<SaidDay | null>[] = [];
  for (const [source, read] of RULES) {
    for (const match of text.matchAll(pattern(source))) {
      const value = read(match, today, monthFirst);
      found.push({ from: match.index, to: match.index + match[0].length, value });
    }
  }
  return apart(found).flatMap(({ value, ...where }) => (value ? [{ ...where, value }] : []));
}
