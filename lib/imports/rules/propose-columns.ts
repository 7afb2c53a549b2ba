import { kindOfValue, statsOf, type ValueKind, type ValueStats } from "@/lib/imports/rules/column-values";
import { contactKind, fieldOf, wordOf } from "@/lib/imports/rules/header-words";
import { TARGETS, type Target } from "@/lib/imports/rules/targets";

export type ColumnProposal = { column: number; target: Target; confidence: number; reason: string };

/** What columns of an unknown sheet may be. `hasHeader` is false where the first row looks like data itself. */
export type Proposal = { hasHeader: boolean; columns: ColumnProposal[] };

/** Words that stand somewhere in a heading people make up (`Guest ka naam`, `Mob (whatsapp)`); the first match counts. */
const HINTS: [RegExp, Target][] = [
  [/^\s*(?:s|sr|sl)\.?\s*no|serial|^\s*#|क्रमांक|क्र\./u, "ignore"],
  [/(?:country|dial\w*|isd)\s*code/u, "dialCode"],
  [/e-?mail|ई-?मेल/u, "email"],
  [/mob|phone|whats\s*app|cell|\btel\b|contact n|फोन|मोबा|संपर्क/u, "phone"],
  [/sur\s*name|last name|उपनाम/u, "family"],
  [/first name|given/u, "given"],
  [/family|house\s*hold|pari?v[aā]r|परिवार|कुटु/u, "household"],
  [/child|kids|bach?che|बच्च/u, "children"],
  [/adult|pax|persons?|people|head\s*count|no\.? of guest|kitne|\blog\b|लोग|सदस्य/u, "adults"],
  [/\bside\b|paksh|पक्ष|तरफ/u, "side"],
  [/lang|bhasha|भाषा/u, "language"],
  [/diet|food|meal|\bveg\b|khana|खाना|भोजन/u, "diet"],
  [/\bage\b|umar|umra|उम्र|आयु/u, "ageBand"],
  [/addr|city|town|village|gaon|place|shahar|location|पता|शहर|गांव/u, "address"],
  [/note|remark|comment|टिप्प/u, "notes"],
  [/relat|group|\btag|categor|label|rishta|रिश्ता|संबंध/u, "tags"],
  [/name|na+m\b|guest|invitee|नाम|मेहमान|अतिथि/u, "full"],
];
const NAMED: Record<Exclude<Target, "ignore">, string> = {
  full: "names",
  given: "first names",
  family: "surnames",
  household: "households",
  phone: "phone numbers",
  dialCode: "country codes",
  email: "e-mail addresses",
  side: "sides",
  adults: "counts of adults",
  children: "counts of children",
  tags: "labels",
  address: "addresses",
  notes: "notes",
  language: "languages",
  diet: "wishes for food",
  ageBand: "ages",
};
const TARGET_OF_KIND: Partial<Record<ValueKind, Target>> = {
  phone: "phone",
  email: "email",
  side: "side",
  language: "language",
  diet: "diet",
  ageBand: "ageBand",
  count: "adults",
  address: "address",
  name: "full",
};
/** Kinds of value that a heading cannot make into something else. */
const CERTAIN: ReadonlySet<ValueKind | undefined> = new Set(["phone", "email", "link", "serial"]);
const MANY: ReadonlySet<Target> = new Set(["phone", "email", "tags", "address", "ignore"]);

/**
 * Proposes what each column is, from its heading and from the rows below, with a confidence (0 to 1) and the reason
 * in words. Never throws; every column gets one proposal, `ignore` where nothing speaks for anything.
 */
export function proposeColumns(header: string[], sample: string[][], homeCountry: string): Proposal {
  const hasHeader = !looksLikeData(header, sample, homeCountry);
  const rows = hasHeader ? sample : [header, ...sample];
  const width = Math.max(header.length, ...sample.map((row) => row.length));
  const stats = Array.from({ length: width }, (_, column) =>
    statsOf(
      rows.map((row) => row[column] ?? ""),
      homeCountry,
    ),
  );
  const columns = stats.map((values, column) =>
    proposal(column, hasHeader ? (header[column] ?? "") : "", values),
  );
  splitNames(columns, stats);
  secondCount(columns, stats);
  return { hasHeader, columns: once(columns) };
}

/**
 * The first row is data when a phone or an e-mail stands in it, or a name where the next rows have names too; but not
 * where the next rows have numbers and it has a word.
 */
function looksLikeData(header: string[], sample: string[][], homeCountry: string): boolean {
  if (header.some((cell) => targetOfHeading(cell) !== undefined && !/\p{Nd}{5}|@/u.test(cell))) return false;
  const kinds = header.map((cell) => (cell.trim() === "" ? undefined : kindOfValue(cell, homeCountry)));
  if (kinds.some((kind) => kind === "phone" || kind === "email")) return true;
  const below = header.map((_, column) =>
    statsOf(
      sample.map((row) => row[column] ?? ""),
      homeCountry,
    ),
  );
  const isHeading = (kind: ValueKind | undefined, column: number) =>
    kind === "name" && NUMBERS.has(below[column]?.kind);
  if (kinds.some(isHeading)) return false;
  return kinds.some(
    (kind, column) =>
      kind === "name" &&
      below[column]?.kind === "name" &&
      !below[column].singleWords &&
      /\S\s\S/.test(header[column] ?? ""),
  );
}

const NUMBERS: ReadonlySet<ValueKind | undefined> = new Set(["phone", "email", "count", "serial"]);

function targetOfHeading(heading: string): { target: Target; exact: boolean } | undefined {
  const key = wordOf(heading);
  if (key === "") return undefined;
  const kind = contactKind(key);
  if (kind) return { target: kind === "part" ? "address" : kind, exact: true };
  const field = fieldOf(key);
  if (field) {
    const target = TARGETS.find((one) => one === field);
    return { target: target ?? "ignore", exact: true };
  }
  const words = heading
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\u093c/g, "");
  const hint = HINTS.find(([pattern]) => pattern.test(words))?.[1];
  return hint && { target: hint, exact: false };
}

function proposal(column: number, heading: string, stats: ValueStats): ColumnProposal {
  const said = targetOfHeading(heading);
  const seen = stats.kind && TARGET_OF_KIND[stats.kind];
  const share = stats.filled === 0 ? 0 : stats.matching / stats.filled;
  const counted =
    seen && seen !== "ignore" ? `${stats.matching} of ${stats.filled} values look like ${NAMED[seen]}` : "";
  if (stats.kind === "serial") return ignored(column, 0.8, "The values only count the rows.");
  if (stats.kind === "link") return ignored(column, 0.8, "The values are links.");
  if (said && said.target !== "ignore" && agrees(said.target, stats)) {
    const confidence = stats.filled === 0 ? 0.6 : said.exact ? 0.95 : 0.8;
    const because = seen === said.target && counted ? ` and ${counted}` : "";
    return {
      column,
      target: said.target,
      confidence,
      reason: `The heading is “${heading.trim()}”${because}.`,
    };
  }
  if (said?.target === "ignore")
    return ignored(column, 0.7, `“${heading.trim()}” is nothing an invitation needs.`);
  if (seen && share >= 0.5 && stats.kind !== "address") {
    const certainty = CERTAIN.has(stats.kind) ? 0.9 : stats.kind === "count" ? 0.4 : 0.6;
    return { column, target: seen, confidence: round(certainty * share), reason: `${counted}.` };
  }
  if (seen === "address" && share >= 0.5)
    return { column, target: "address", confidence: 0.5, reason: `${counted}.` };
  return ignored(column, 0.3, stats.filled === 0 ? "The column is empty." : "Nothing says what this is.");
}

const ignored = (column: number, confidence: number, reason: string): ColumnProposal => ({
  column,
  target: "ignore",
  confidence,
  reason,
});

const round = (value: number): number => Math.round(value * 100) / 100;

/** A heading stands unless the values are certainly something else. */
function agrees(target: Target, { kind, filled, matching }: ValueStats): boolean {
  if (filled === 0 || kind === undefined) return true;
  if (CERTAIN.has(kind)) return TARGET_OF_KIND[kind] === target || matching / filled < 0.5;
  if (target === "phone") return kind !== "name" && kind !== "side" && kind !== "diet";
  if (target === "email") return kind !== "name";
  if (target === "full" || target === "given" || target === "family") return kind !== "count";
  return true;
}

/** Two unnamed columns of single words beside each other are a first name and a surname. */
function splitNames(columns: ColumnProposal[], stats: ValueStats[]): void {
  const guessed = columns.filter(
    ({ target, column, confidence }) => target === "full" && confidence <= 0.6 && stats[column]!.singleWords,
  );
  const [first, second] = guessed;
  if (!first || !second || second.column !== first.column + 1) return;
  if (columns.some(({ target, confidence }) => target === "full" && confidence > 0.6)) return;
  Object.assign(first, { target: "given", reason: "Single words, with others beside them: first names." });
  Object.assign(second, {
    target: "family",
    reason: "Single words after what look like first names: surnames.",
  });
}

/** Of two unnamed columns of small numbers the second is more often the children. */
function secondCount(columns: ColumnProposal[], stats: ValueStats[]): void {
  const counts = columns.filter(
    ({ target, column }) => target === "adults" && stats[column]!.kind === "count",
  );
  const second = counts.find(({ confidence }, index) => index > 0 && confidence <= 0.4);
  if (!second || columns.some(({ target }) => target === "children")) return;
  Object.assign(second, {
    target: "children",
    confidence: 0.3,
    reason: "A second column of small numbers: perhaps the children.",
  });
}

/** Each target but phones, e-mails, labels and addresses goes to one column: the likeliest, the first among equals. */
function once(columns: ColumnProposal[]): ColumnProposal[] {
  const best = new Map<Target, ColumnProposal>();
  for (const one of columns) {
    const before = best.get(one.target);
    if (!before || one.confidence > before.confidence) best.set(one.target, one);
  }
  return columns.map((one) => {
    if (MANY.has(one.target) || best.get(one.target) === one) return one;
    return ignored(
      one.column,
      0.4,
      `Another column fits ${NAMED[one.target as Exclude<Target, "ignore">]} better.`,
    );
  });
}
