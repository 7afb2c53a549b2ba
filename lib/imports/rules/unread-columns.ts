import { statsOf } from "@/lib/imports/rules/column-values";
import type { ColumnMap } from "@/lib/imports/rules/columns";
import type { ColumnProposal } from "@/lib/imports/rules/propose-columns";
import { TARGETS, type Target } from "@/lib/imports/rules/targets";

/** What each column is read as; columns that are not used are not in it. */
export function targetsRead(map: ColumnMap): Map<number, Target> {
  const targets = new Map<number, Target>();
  for (const [field, columns] of Object.entries(map.fields)) {
    const target = TARGETS.find((one) => one === field);
    for (const column of target ? columns : []) targets.set(column, target!);
  }
  for (const { value } of map.phones) targets.set(value, "phone");
  for (const { value } of map.emails) targets.set(value, "email");
  for (const { whole, parts } of map.addresses)
    for (const column of whole === undefined ? parts : [whole, ...parts]) targets.set(column, "address");
  return targets;
}

const NAME_HEADING = /name|na+m\b|guest|invitee|नाम|मेहमान|अतिथि|નામ|நாம|పేరు|নাম/iu;

/**
 * The columns that seem to hold the phones or the names of a list whose headings name none: dropping them would lose
 * everybody's number, or call everybody a guest without a name. Empty where the headings say enough.
 */
export function unreadColumns(map: ColumnMap, rows: string[][], homeCountry: string): number[] {
  const { full, given, family, household, nickname, organization } = map.fields;
  const unnamed = !(full ?? given ?? family);
  const unphoned = map.phones.length === 0;
  if (!unnamed && !unphoned) return [];
  const read = targetsRead(map);
  const known = new Set(Object.values(map.fields).flat());
  const columns = Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, i) => i);
  return columns.filter((column) => {
    const target = read.get(column);
    if (target !== "phone" && known.has(column) && target !== "full") return false;
    const { kind, matching, filled } = statsOf(
      rows.map((row) => row[column] ?? ""),
      homeCountry,
    );
    if (matching * 2 < filled) return false;
    if (kind === "phone") return unphoned;
    if (kind !== "name" || !unnamed || (target !== undefined && target !== "phone")) return false;
    return !(household ?? nickname ?? organization) || NAME_HEADING.test(map.header[column] ?? "");
  });
}

/** Proposals as the list was or would be read by its headings; what those say nothing of stays as it was guessed. */
export function asRead(
  proposal: ColumnProposal[],
  map: ColumnMap,
  { guessed, others }: { guessed: readonly number[]; others: "guessed" | "unused" },
): ColumnProposal[] {
  const read = targetsRead(map);
  return proposal.map((one) => {
    if (guessed.includes(one.column)) return one;
    const target = read.get(one.column);
    const heading = (map.header[one.column] ?? "").trim();
    if (target !== undefined)
      return one.target === target
        ? one
        : { ...one, target, confidence: 0.95, reason: `The heading is “${heading}”.` };
    return others === "guessed"
      ? one
      : { ...one, target: "ignore", confidence: 0.3, reason: "It was not used." };
  });
}

const SERIAL = /^\s*(?:(?:s|sr|sl)\W*no(?:s|\W|$)|serial|(?:sr|sl|s)\W*$|no\W*$|#|क्रमांक|क्र\.)/iu;
const SHOWN = 12;

/** What a family should know of headings nobody read, or undefined; the numbering of rows is no loss. */
export function unusedNote(headings: readonly string[]): string | undefined {
  const said = headings.map((text) => text.trim()).filter((text) => !SERIAL.test(text));
  if (said.length === 0) return undefined;
  const shown = said
    .slice(0, SHOWN)
    .map((text) => `“${text.length > 40 ? `${text.slice(0, 40).toWellFormed()}…` : text}”`)
    .join(", ");
  const more = said.length > SHOWN ? ` and ${said.length - SHOWN} more` : "";
  return said.length === 1
    ? `We did not know what the column ${shown} means and left it out. If your guests need it, choose “Read it with other columns” before you add the list.`
    : `We did not know what these columns mean and left them out: ${shown}${more}. If your guests need one of them, choose “Read it with other columns” before you add the list.`;
}
