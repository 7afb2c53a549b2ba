import { type ColumnMap, mapHeader } from "@/lib/imports/rules/columns";
import type { RowDraft } from "@/lib/imports/rules/row";
import { problem, type RowProblem } from "@/lib/imports/rules/row-contacts";
import { isSection, sectionWords } from "@/lib/imports/rules/section-words";

/** `Total`, `Grand Total: 120`, `No. of guests - total`, कुल योग: words for a sum and for what is summed, nothing else. */
const SUM = /^(?:grand|sub|over\s?all|net)?[\s-]*totals?(?![\p{L}\p{M}])|^(?:कुल|योग|कुलयोग)(?![\p{L}\p{M}])/iu;
const SUMMED =
  /^(?:no|nos|number|of|count|guests?|people|persons?|pax|heads?|headcount|members?|famil(?:y|ies)|adults?|kids|children|invitees|invited|rows?|entries|sum|total|योग|संख्या|मेहमान|लोग|सदस्य|अतिथि)?$/iu;

/** Whether a name is a sheet's word for the sum of the rows above. */
export function isSum(name: string): boolean {
  const found = name.length > 60 ? null : SUM.exec(name);
  if (!found) return false;
  return name
    .slice(found[0].length)
    .split(/[^\p{L}\p{M}]+/u)
    .every((word) => SUMMED.test(word));
}

const NOTE = /^\W*(?:notes?|remarks?|instructions?|नोट|टिप्पणी)\s*[:：\-–—]/iu;
const MOST_WORDS = 12;
/** What heads the members of a family, or is the family itself: only a human can tell. */
const FAMILY = /\bfamil(?:y|ies)\b|\bpari?v[aā]r\b|परिवार|कुटु[मं]/iu;

/**
 * Sets aside, in words, rows of a sheet that are no guests: a sum, the headings once more, the head of a section.
 * Whoever has a number or an e-mail is a guest, whatever the name.
 */
export function asideOf(map: ColumnMap): (cells: string[], draft: RowDraft, title?: boolean) => RowDraft {
  const headings = map.header.map((text) => text.trim().toLowerCase());
  return (cells, draft, title = false) => {
    if (draft.phones.length > 0 || draft.emails.length > 0) return draft;
    const why = reasonOf(cells, draft, headings, title);
    if (why) return { ...draft, outcome: "refused", problems: [why] };
    const maybe = map.phones.length > 0 ? perhapsHeading(cells, draft) : undefined;
    return maybe ? { ...draft, problems: [...draft.problems, maybe] } : draft;
  };
}

/** A row with nothing but the words for a family may head the guests below it. */
function perhapsHeading(cells: string[], draft: RowDraft): RowProblem | undefined {
  if (cells.filter((cell) => cell.trim() !== "").length > 1 || !FAMILY.test(draft.name.full))
    return undefined;
  const message =
    "Nothing but this stands in the row, so it is added as a guest. If it only heads the guests below, delete the row and bring the list again, or take it off the list later.";
  return problem("name", "perhaps_heading", message, draft.name.full);
}

function reasonOf(
  cells: string[],
  draft: RowDraft,
  headings: string[],
  title: boolean,
): RowProblem | undefined {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  const said = (message: string) => problem("row", "not_a_guest", message, filled.join(" | "));
  if (isHeading(cells, draft, headings)) return said(AGAIN);
  const words = filled.filter((cell) => /\p{L}/u.test(cell));
  if (isSum(draft.name.full) || (words.length === 1 && isSum(words[0]!)))
    return said(
      "This row adds up the others; it is not a guest. For somebody who is really called this, write a number or an e-mail beside the name.",
    );
  if (words.length === 1 && isSection(words[0]!)) return said(sectionWords(words[0]!));
  if (title && filled.length === 1)
    return said(
      "This row is one cell across the sheet, so it heads the rows below; it is not a guest. To keep who lives together, put the family's name into a column of its own beside each guest.",
    );
  if (words.length === 1 && (NOTE.test(words[0]!) || words[0]!.split(/\s+/).length > MOST_WORDS))
    return said("This looks like a note about the list; it is not a guest.");
  return undefined;
}

/** The headings word for word, or others that name the same: a list put together of several has both. */
function isHeading(cells: string[], draft: RowDraft, headings: string[]): boolean {
  let same = 0;
  for (const [column, cell] of cells.entries()) {
    const text = cell.trim();
    if (text === "") continue;
    if (text.toLowerCase() !== headings[column]) {
      same = -1;
      break;
    }
    same++;
  }
  if (same > 1 || (same === 1 && headings.filter((text) => text !== "").length === 1)) return true;
  // Words under a heading for numbers: only then is it worth asking what they would mean as headings.
  if (!draft.problems.some(({ code }) => code === "phone_letters")) return false;
  const map = mapHeader(cells);
  return map.ok && map.phones.length > 0 && Object.keys(map.fields).length > 0;
}

const AGAIN = "This row is the headings once more, not a guest.";

/** A row of one cell right above the headings once more is the title of the next part, whatever it says. */
export function titlesAside<T extends { raw: string[]; draft: RowDraft }>(rows: T[]): T[] {
  return rows.map((row, at) => {
    const below = rows[at + 1]?.draft.problems[0];
    const filled = row.raw.map((cell) => cell.trim()).filter((cell) => cell !== "");
    if (row.draft.outcome !== "ready" || below?.message !== AGAIN || filled.length !== 1) return row;
    if (row.draft.phones.length > 0 || row.draft.emails.length > 0) return row;
    const message = "This row is the title of the rows below it, not a guest.";
    const problems = [problem("row", "not_a_guest", message, filled[0]!)];
    return { ...row, draft: { ...row.draft, outcome: "refused", problems } };
  });
}
