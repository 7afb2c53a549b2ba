import { sideWords } from "@/components/guests/words";
import { counted, type Noun } from "@/components/shared/fill-words";

/** A field as the family says it. */
export const fieldWords: Record<string, string> = {
  name: "Name",
  home: "Family",
  side: "Side",
  ageBand: "Adult or child",
  address: "Address",
  adults: "Number of adults",
  children: "Number of children",
  language: "Language",
  diet: "Food",
  people: "Whose row it is",
};

const nouns: Record<string, Noun> = {
  name: { one: "name", many: "names" },
  home: { one: "family", many: "families" },
  side: { one: "side", many: "sides" },
  ageBand: { one: "age", many: "ages" },
  address: { one: "address", many: "addresses" },
  adults: { one: "number of adults", many: "numbers of adults" },
  children: { one: "number of children", many: "numbers of children" },
  language: { one: "language", many: "languages" },
  diet: { one: "food", many: "foods" },
};

/** "40 names" */
export const fieldCount = (field: string, n: number): string =>
  counted(n, nouns[field] ?? { one: "difference", many: "differences" });

const ages: Record<string, string> = { adult: "Adult", child: "Child", infant: "Infant" };

const names = new Intl.DisplayNames("en", { type: "language" });

function languageWords(code: string): string {
  try {
    return names.of(code.replace("_", "-")) ?? code;
  } catch {
    return code;
  }
}

/** One value of a field, as it stands on a button. */
export function valueWords(field: string, shown: string): string {
  if (field === "side") return sideWords[shown] ?? shown;
  if (field === "ageBand") return ages[shown] ?? shown;
  if (field === "language") return languageWords(shown);
  if (field === "home" && shown.startsWith("unit:")) return "the family you put them in";
  return shown;
}

export type Place = { batchId: string; list: string; kind: string; line: number };

/** "row 12 of mama.csv" */
export function placeWords({ kind, list, line }: Place): string {
  if (kind === "typed") return "typed by hand";
  if (kind === "google") return `the contacts of ${list}`;
  return `row ${line.toLocaleString("en-IN")} of ${list}`;
}
