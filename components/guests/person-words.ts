import { FIELD_WORDS } from "@/lib/imports/rules/row-outcome";
export const bandWords: Record<string, string> = { adult: "Adult", child: "Child", infant: "Infant" };

export const dietWords: Record<string, string> = {
  veg: "Vegetarian",
  nonveg: "Non-vegetarian",
  egg: "Vegetarian with egg",
  jain: "Jain",
  vegan: "Vegan",
  "no-onion-garlic": "No onion, no garlic",
  halal: "Halal",
  other: "Something else (see the notes)",
};

export const languageWords: Record<string, string> = {
  en: "English",
  hi: "Hindi",
  gu: "Gujarati",
  mr: "Marathi",
  ta: "Tamil",
  te: "Telugu",
  kn: "Kannada",
  ml: "Malayalam",
  pa: "Punjabi",
  bn: "Bengali",
  ur: "Urdu",
};

const WORDS: Record<string, string> = {
  ...FIELD_WORDS,
  notes: "notes",
  contact: "who speaks for the family",
  proxyPersonId: "who is written to",
  unnamedAdults: "adults without a name",
  unnamedChildren: "children without a name",
  tagged: "tags",
  untagged: "tags taken off",
};

/** "name and food", for what a human set. */
export const fieldsWords = (fields: readonly string[]): string =>
  new Intl.ListFormat("en-IN").format(fields.map((field) => WORDS[field] ?? field));

const SOURCE_KIND: Record<string, string> = {
  pasted: "A pasted list",
  google: "Google contacts",
};

/** "Mausi's Excel, row 41". */
export function sourceWords({ file, kind, row }: { file: string; kind: string; row: number }): string {
  if (kind === "typed") return "what was typed in here";
  return `${file || SOURCE_KIND[kind] || "A list"}, row ${row}`;
}
