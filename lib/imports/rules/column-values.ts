import { readCountCell } from "@/lib/imports/rules/count-cell";
import { isUrl } from "@/lib/imports/rules/row-contacts";
import { readAgeBand, readSide } from "@/lib/imports/rules/row-details";
import { dietOf, languageOf } from "@/lib/imports/rules/row-preferences";
import { normalisePhone, splitPhones } from "@/lib/kernel/phone";
import { squash, toAsciiDigits } from "@/lib/kernel/text";

export type ValueKind =
  | "phone"
  | "email"
  | "side"
  | "language"
  | "diet"
  | "ageBand"
  | "serial"
  | "count"
  | "address"
  | "name"
  | "text"
  | "link";

/** What a column's values look like: the commonest kind, in how many of the filled cells, and how many those are. */
export type ValueStats = {
  kind?: ValueKind;
  matching: number;
  filled: number;
  distinct: number;
  /** Whether each value is one word, as given names and surnames are. */
  singleWords: boolean;
};

const MAX_PEOPLE = 60;

/** The kind of one value, judged from itself alone. */
export function kindOfValue(text: string, homeCountry: string): ValueKind {
  const value = squash(text);
  if (isUrl(value)) return "link";
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return "email";
  if (isPhone(value, homeCountry)) return "phone";
  const digits = toAsciiDigits(value);
  if (/^\d{1,3}(?:\.0+)?$/.test(digits)) return Number(digits) <= MAX_PEOPLE ? "count" : "text";
  if (value.includes("+") && readCountCell(value)) return "count";
  return /\p{L}/u.test(value) ? kindOfWords(value, digits) : "text";
}

function isPhone(value: string, homeCountry: string): boolean {
  const [first] = splitPhones(value, homeCountry);
  return (
    first !== undefined && first.replace(/\P{Nd}/gu, "").length >= 8 && normalisePhone(first, homeCountry).ok
  );
}

function kindOfWords(value: string, digits: string): ValueKind {
  const words = value.split(" ");
  if (words.length <= 3) {
    const details = { tags: [], problems: [] } as Parameters<typeof readSide>[1];
    if (SIDE_WORDS.test(value)) readSide(value, details);
    if (details.side) return "side";
    readAgeBand(value, details);
    if (details.ageBand) return "ageBand";
    const { diet } = dietOf(value);
    if (diet && diet !== "other") return "diet";
    if (words.length === 1 && value.length > 2 && languageOf(value)) return "language";
  }
  if (/\d/.test(digits)) return /,|\b\d{6}\b|\d.*\p{L}{3}/u.test(digits) ? "address" : "text";
  if (words.length <= 6 && value.length <= 60 && !/[?!:;_=]/.test(value)) return "name";
  return value.includes(",") && value.length <= 120 ? "address" : "text";
}

/** The words a side is written with; a side's test alone would take "Varun" for the groom's. */
const SIDE_WORDS =
  /^(?:b|g|[bg]\s?[/&]\s?[bg]|both|common|mutual|दोनों)$|\b(?:bride|groom|bridegroom|la[dr]k[aei](?:[wv][ao]*l\w*)?|boys?|girls?)\b|वर|वधू|लड|दुल्हन|दूल्हा|कन्या/iu;

/** Judges a column by its values, empty ones aside. */
export function statsOf(values: string[], homeCountry: string): ValueStats {
  const filled = values.map(squash).filter((value) => value !== "");
  const counts = new Map<ValueKind, number>();
  for (const value of filled) {
    const kind = kindOfValue(value, homeCountry);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const [kind, matching = 0] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return {
    ...(kind ? { kind: kind === "count" && isSerial(filled) ? ("serial" as const) : kind } : {}),
    matching,
    filled: filled.length,
    distinct: new Set(filled.map((value) => value.toLowerCase())).size,
    singleWords: filled.every((value) => !value.includes(" ")),
  };
}

/** Whether the values count up by one, as a sheet's own numbering does. */
function isSerial(values: string[]): boolean {
  const numbers = values.map((value) => Number(toAsciiDigits(value)));
  return numbers.length > 2 && numbers.every((n, i) => i === 0 || n === numbers[i - 1]! + 1);
}
