import { oneLine, remembered } from "@/lib/imports/rules/cells";
import { type ColumnMap, filledOf, isTotal, textOf } from "@/lib/imports/rules/columns";
import { type CountCell, MAX_COUNT, readCountCell } from "@/lib/imports/rules/count-cell";
import { isUrl, problem, type RowProblem, splitLabels } from "@/lib/imports/rules/row-contacts";
import { toAsciiDigits } from "@/lib/kernel/text";

export type DraftSide = "bride" | "groom" | "both";
export type DraftAgeBand = "adult" | "child" | "infant";

/** The part of a row's draft that these readers fill in. */
export type DraftDetails = {
  side?: DraftSide;
  adults?: number;
  children?: number;
  ageBand?: DraftAgeBand;
  tags: string[];
  problems: RowProblem[];
};

const CHILD_AGE = 12;
const SYSTEM_LABELS = new Set(["mycontacts", "my contacts", "starred", "starred in android"]);
const INFANT_AGE = 2;
const CHILD_WORDS = new Set("child children kid kids बच्चा बच्ची बच्चे".split(" "));
const INFANT_WORDS = new Set("infant infants baby babies toddler newborn शिशु नवजात".split(" "));
const MAX_TAG = 200;

const BOTH = /both|common|shared|mutual|दोनों/u;
const GROOM = /groom|\b(?:boys?|la[dr]k[ae](?:[wv][ao]*l\w*)?|dulh[ae]|var)\b|वर|लडके|लडका|दूल्हा/u;
const BRIDE =
  /bride(?!groom)|\b(?:girls?|la[dr]k(?:i|ee)(?:[wv][ao]*l\w*)?|dulhan|vadhu|kanya)\b|वधू|लडकी|दुल्हन|कन्या/u;
/** Asked only where no word speaks: `B/G` is both, but the G of `Bride, block G` is no side. */
const GROOM_LETTER = /\bg\b/;
const BRIDE_LETTER = /\bb\b/;

/** Sets the side the row names, or a problem when its word names none. */
export function readSide(text: string, draft: DraftDetails): void {
  if (text === "") return;
  const side = sideOf(text);
  if (side) draft.side = side;
  else
    draft.problems.push(
      problem(
        "side",
        "side_unknown",
        "We could not tell which side this is; write Bride, Groom or Both.",
        text,
      ),
    );
}

/** The side that words name, if any. */
export const sideOf = remembered((text): DraftSide | undefined => {
  // Without the nukta, for people type लड़की and लडकी alike.
  const wanted = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\u093c/g, "");
  if (BOTH.test(wanted)) return "both";
  return (
    oneOrBoth(BRIDE.test(wanted), GROOM.test(wanted)) ??
    oneOrBoth(BRIDE_LETTER.test(wanted), GROOM_LETTER.test(wanted))
  );
});

function oneOrBoth(bride: boolean, groom: boolean): DraftSide | undefined {
  if (bride) return groom ? "both" : "bride";
  return groom ? "groom" : undefined;
}

/** Adds the row's labels without the address book's own ones; a label such as "child" becomes the age band. */
export function readTags(cells: string[], map: ColumnMap, draft: DraftDetails): void {
  const seen = new Set<string>();
  for (const column of map.fields.tags ?? []) {
    const cell = cells[column] ?? "";
    if (cell === "") continue;
    const labels =
      cell.includes(":::") || map.source.startsWith("google")
        ? splitLabels(cell)
        : cell.split(/[,;\n]/).map(oneLine);
    for (const label of labels) {
      const key = label.toLowerCase();
      if (label === "" || SYSTEM_LABELS.has(key) || seen.has(key)) continue;
      seen.add(key);
      if (INFANT_WORDS.has(key)) draft.ageBand = "infant";
      else if (CHILD_WORDS.has(key)) draft.ageBand = "child";
      else if (isUrl(label))
        draft.problems.push(problem("tags", "leaked", "This is a link, not a label.", label));
      else draft.tags.push(label.slice(0, MAX_TAG).toWellFormed());
    }
  }
}

/** Sets the age band from a word or an age in years. */
export function readAgeBand(text: string, draft: DraftDetails): void {
  if (text === "") return;
  const word = toAsciiDigits(oneLine(text).toLowerCase());
  const age = ageInYears(word);
  if (INFANT_WORDS.has(word) || (age !== undefined && age < INFANT_AGE)) draft.ageBand = "infant";
  else if (CHILD_WORDS.has(word) || (age !== undefined && age < CHILD_AGE)) draft.ageBand = "child";
  else if (age !== undefined || /^(?:adult|adults|senior|elder|वयस्क)$/u.test(word)) draft.ageBand = "adult";
}

function ageInYears(word: string): number | undefined {
  const years = /^(\d{1,3}(?:\.\d+)?)\s*(?:y|yrs?|years?(?: old)?|साल|वर्ष)?\.?$/u.exec(word)?.[1];
  if (years !== undefined) return Number(years);
  const months = /^(\d{1,2})\s*(?:m|mo|mths?|months?(?: old)?|महीने|माह)\.?$/u.exec(word)?.[1];
  return months === undefined ? undefined : Number(months) / 12;
}

/** Sets the counts of a sheet that counts people instead of naming them. */
export function readCounts(cells: string[], map: ColumnMap, draft: DraftDetails): void {
  const people = textOf(cells, map, "adults");
  const kids = textOf(cells, map, "children");
  const named = map.source === "outlook" && /\p{L}/u.test(kids) && readCountCell(kids) === null;
  const young = named
    ? { children: kids.split(/[,;\n&]/).filter((name) => name.trim() !== "").length }
    : readCount(kids, childrenOf);
  // A column of their own says more about the children than a second number among the adults.
  const grown = readCount(people, (read) =>
    young?.children === undefined || read.adults === undefined ? read : { ...read, children: undefined },
  );
  tellCount(people, "adults", grown, draft.problems);
  if (!named) tellCount(kids, "children", young, draft.problems);
  const children = young?.children ?? grown?.children;
  if (grown?.adults !== undefined) draft.adults = grown.adults;
  const counted = filledOf(cells, map, "adults");
  const among = young?.children ?? 0;
  // `Total 4, kids 1` are four people, not five.
  if (counted !== undefined && isTotal(map, counted) && among < (draft.adults ?? 0)) draft.adults! -= among;
  if (children !== undefined) draft.children = Math.min(children, MAX_COUNT);
  if (textOf(cells, map, "spouse") !== "" && draft.adults === undefined) draft.adults = 2;
}

/** Undefined where nothing is said, null where it is not understood. */
function readCount(
  text: string,
  mean: (read: CountCell, text: string) => CountCell | null,
): CountCell | null | undefined {
  if (text === "" || /^[-–—]$/.test(text)) return undefined;
  const read = readCountCell(text);
  return read && mean(read, text);
}

/** What was guessed or not understood is told. */
function tellCount(
  text: string,
  field: "adults" | "children",
  counted: CountCell | null | undefined,
  problems: RowProblem[],
): void {
  if (counted === null) {
    const message = `We could not read how many ${field} this is; write a number such as 2.`;
    problems.push(problem(field, "count_unreadable", message, text));
  } else if (counted?.guessed) {
    const message = `We read this as ${countWords(counted)}; please correct it if it is not.`;
    problems.push(problem(field, "count_guessed", message, text));
  }
}

/** Two numbers in a column of children are all of children; adults are not looked for there. */
function childrenOf({ adults = 0, children = 0, guessed }: CountCell, text: string): CountCell | null {
  if (/^\s*\+/.test(text) && !children) return { children: Math.max(0, adults - 1) };
  return adults + children > MAX_COUNT
    ? null
    : { children: adults + children, ...(guessed ? { guessed } : {}) };
}

function countWords({ adults, children }: CountCell): string {
  const words = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
  return [
    adults === undefined ? "" : words(adults, "adult", "adults"),
    children === undefined ? "" : words(children, "child", "children"),
  ]
    .filter((part) => part !== "")
    .join(" and ");
}
