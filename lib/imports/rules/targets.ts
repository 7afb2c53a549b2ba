/** What a person may say a column is. */
export const TARGETS = [
  "full",
  "given",
  "family",
  "household",
  "phone",
  "dialCode",
  "email",
  "side",
  "adults",
  "children",
  "tags",
  "address",
  "notes",
  "language",
  "diet",
  "ageBand",
  "ignore",
] as const;
export type Target = (typeof TARGETS)[number];

/** A person's answer, by column index from 0 (a JSON object's keys are texts); columns left out are ignored. */
export type MappingChoice = { hasHeader: boolean; columns: Record<string, Target> };
