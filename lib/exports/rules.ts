/**
 * The SQL expression for a text cell that no spreadsheet can take for a formula: a leading apostrophe before
 * = + - @, tab and carriage return, also behind spaces and as full-width signs. Our own import strips it again.
 */
export const guardedCell = (expression: string): string =>
  `case when ${expression} ~ '^[[:space:]]*[=+@\\-\\t\\r＝＋－＠]' then '''' || ${expression} else ${expression} end`;

/** Invisible, and not one of the signs a spreadsheet calculates with. */
const TEXT_GUARD = "\u200e";

/**
 * A phone as `+91…` behind an invisible mark: Excel keeps it as text, shows no apostrophe and rounds nothing; our
 * import drops the mark.
 */
export const phoneCell = (expression: string): string => `'${TEXT_GUARD}' || ${expression}`;

export const CSV_BOM = "\uFEFF";

/** A file name every system takes: letters, digits, dashes. */
export function exportFileName(eventName: string, asOf: Date): string {
  const safe = eventName
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${safe || "guests"}-${asOf.toISOString().slice(0, 10)}.csv`;
}
