import { cleanCell, oneLine } from "@/lib/imports/rules/cells";
import { type ColumnMap, textOf } from "@/lib/imports/rules/columns";
import { countInName } from "@/lib/imports/rules/count-in-name";
import type { LogicalField } from "@/lib/imports/rules/header-words";
import { leftOut } from "@/lib/imports/rules/left-out";
import { numberInName } from "@/lib/imports/rules/number-in-name";
import {
  type DraftEmail,
  type DraftPhone,
  isUrl,
  problem,
  type RowProblem,
  readEmails,
  readPhones,
} from "@/lib/imports/rules/row-contacts";
import {
  type DraftAgeBand,
  type DraftSide,
  readAgeBand,
  readCounts,
  readSide,
  readTags,
} from "@/lib/imports/rules/row-details";
import { readIds } from "@/lib/imports/rules/row-identity";
import {
  type DraftDiet,
  type DraftLanguage,
  dietOf,
  readLanguage,
} from "@/lib/imports/rules/row-preferences";

export type { DraftEmail, DraftPhone, RowProblem } from "@/lib/imports/rules/row-contacts";
export type { DraftAgeBand, DraftSide } from "@/lib/imports/rules/row-details";
export type { DraftDiet, DraftLanguage } from "@/lib/imports/rules/row-preferences";

/** What one row of a list says about one person, ready to be stored as JSON and matched later. */
export type RowDraft = {
  outcome: "ready" | "refused";
  name: { full: string; given?: string; family?: string };
  phones: DraftPhone[];
  emails: DraftEmail[];
  household?: string;
  side?: DraftSide;
  /** People of this row in all, when the sheet counts instead of naming. */
  adults?: number;
  children?: number;
  ageBand?: DraftAgeBand;
  tags: string[];
  address?: string;
  notes?: string;
  /** The language to write to them in. */
  language?: DraftLanguage;
  diet?: DraftDiet;
  /** An address book's ids, which mean the same person in every list. */
  vcardUid?: string;
  googleResource?: string;
  /** The list's own id of the row: content, for another list's number 7 is somebody else. */
  sourceKey?: string;
  problems: RowProblem[];
};

const MAX_NAME = 200;
const MAX_TEXT = 4000;

/**
 * Reads one row; whatever cannot be used is set aside as a problem in plain words, and only a row with neither a
 * name nor a usable phone or e-mail is refused. Total: never throws, whatever the cells hold.
 */
export function draftFromRow(cells: string[], map: ColumnMap, options: { homeCountry: string }): RowDraft {
  const clean = cells.map(cleanCell);
  const { phones, problems } = readPhones(clean, map, options.homeCountry);
  const { emails, problems: emailProblems } = readEmails(clean, map);
  problems.push(...emailProblems);

  const name = withoutNumbers(readName(clean, map, problems), phones, problems, options.homeCountry);
  const draft: RowDraft = {
    outcome: "ready",
    name,
    phones,
    emails,
    tags: [],
    problems,
  };
  const household = oneLine(textOf(clean, map, "household")).slice(0, MAX_NAME);
  if (household !== "") draft.household = household;
  readSide(textOf(clean, map, "side"), draft);
  readTags(clean, map, draft);
  readAgeBand(textOf(clean, map, "ageBand"), draft);
  readCounts(clean, map, draft);
  const address = readAddress(clean, map);
  if (address !== "") draft.address = address;
  readLanguage(textOf(clean, map, "language"), draft, map.source === "plain");
  const { diet, more } = dietOf(textOf(clean, map, "diet"));
  if (diet) draft.diet = diet;
  const notes = readNotes(clean, map, more);
  if (notes !== "") draft.notes = notes;
  problems.push(...leftOut(clean, map, draft));
  if (map.fields.sourceKey) Object.assign(draft, readIds(clean, map));
  return nameOrRefuse(countInName(draft, map), clean, map);
}

function readName(cells: string[], map: ColumnMap, problems: RowProblem[]): RowDraft["name"] {
  const given = namePart(cells, map, "given", problems);
  const family = namePart(cells, map, "family", problems);
  const prefix = namePart(cells, map, "prefix", problems);
  const middle = namePart(cells, map, "middle", problems);
  const suffix = namePart(cells, map, "suffix", problems);
  const whole = namePart(cells, map, "full", problems);
  let full = whole;
  if (full === "" && (given !== "" || family !== ""))
    for (const text of [prefix, given, middle, family, suffix])
      if (text !== "") full = full === "" ? text : `${full} ${text}`;
  full ||= namePart(cells, map, "nickname", problems) || namePart(cells, map, "organization", problems);
  if (full.length > MAX_NAME) {
    problems.push(
      problem("name", "name_long", `This name is longer than ${MAX_NAME} letters and was cut.`, full),
    );
    full = full.slice(0, MAX_NAME).toWellFormed().trim();
  }
  return {
    full,
    ...(given ? { given: given.slice(0, MAX_NAME) } : {}),
    ...(family ? { family: family.slice(0, MAX_NAME) } : {}),
  };
}

/** Numbers in the name go to the phones. */
function withoutNumbers(
  name: RowDraft["name"],
  phones: DraftPhone[],
  problems: RowProblem[],
  homeCountry: string,
): RowDraft["name"] {
  const found = name.full.length > 8 ? numberInName(name.full, homeCountry) : undefined;
  if (!found) return name;
  for (const phone of found.phones)
    if (phones.every(({ e164 }) => e164 !== phone.e164))
      phones.push({ ...phone, primary: phones.length === 0 });
  const message = "The name had a number in it; we took it for the phone.";
  problems.push(problem("name", "number_in_name", message, name.full));
  return { full: found.name };
}

function namePart(cells: string[], map: ColumnMap, field: LogicalField, problems: RowProblem[]): string {
  const text = oneLine(textOf(cells, map, field));
  if (text === "" || !isUrl(text)) return text;
  problems.push(
    problem("name", "leaked", "This is a link, not a name; it slipped over from another column.", text),
  );
  return "";
}

/** Gives a nameless row the best name it has, or refuses it. */
function nameOrRefuse(draft: RowDraft, cells: string[], map: ColumnMap): RowDraft {
  if (draft.name.full !== "") return draft;
  const phone = draft.phones[0];
  // A number in a name would be shown to those who may not see numbers; its end is enough to know whom it means.
  const standIn =
    draft.household ??
    (phone ? `Guest …${phone.e164.slice(-4)}` : draft.emails[0] ? "Guest without a name" : undefined);
  const raw = cells.filter((cell) => cell !== "").join(" | ");
  if (standIn === undefined) {
    const code = raw === "" ? "empty_row" : "no_name_no_contact";
    const message = raw === "" ? "This row is empty." : "Row has no name and no phone or e-mail we can use.";
    return {
      ...draft,
      outcome: "refused",
      problems: [...draft.problems, problem("row", code, message, raw)],
    };
  }
  const message = `Row has no name; we call it “${standIn}” until someone corrects it.`;
  const missing = problem("name", "no_name", message, map.fields.full ? textOf(cells, map, "full") : raw);
  return { ...draft, name: { ...draft.name, full: standIn }, problems: [...draft.problems, missing] };
}

function readAddress(cells: string[], map: ColumnMap): string {
  for (const { whole, parts } of map.addresses) {
    const written = whole === undefined ? "" : oneLine((cells[whole] ?? "").replace(/[\s,]*\n[\s,]*/g, ", "));
    const rest: string[] = [];
    for (const column of parts) if (cells[column]) rest.push(oneLine(cells[column]));
    if (written === "" && rest.length === 0) continue;
    // Google repeats the parts inside the formatted address; a plain sheet's City is often missing from it.
    const missing = rest.filter((text) => !written.toLowerCase().includes(text.toLowerCase()));
    const address = [written, ...(map.source === "google-2024" && written ? [] : missing)]
      .filter((text) => text !== "")
      .join(", ");
    if (address !== "" && !isUrl(address)) return address.slice(0, MAX_TEXT).toWellFormed();
  }
  return "";
}

/** Notes keep their lines; Outlook's spouse and children are names nobody should lose. */
function readNotes(cells: string[], map: ColumnMap, diet: string | undefined): string {
  const written = (map.fields.notes ?? []).map((column) => cells[column] ?? "");
  const lines = written.length > 1 ? written : [textOf(cells, map, "notes")];
  if (diet !== undefined) lines.push(`Diet: ${oneLine(diet)}`);
  if (map.source === "outlook") {
    const spouse = textOf(cells, map, "spouse");
    const children = textOf(cells, map, "children");
    if (spouse !== "") lines.push(`Spouse: ${oneLine(spouse)}`);
    if (/\p{L}/u.test(children)) lines.push(`Children: ${oneLine(children)}`);
  }
  for (const { label, value } of map.relations ?? []) {
    const [who = "", called = ""] = [cells[label], cells[value]].map((text) => oneLine(text ?? ""));
    if (called !== "" && !isUrl(called)) lines.push(`${who.replace(/^\*\s*/, "") || "Related"}: ${called}`);
  }
  return lines
    .filter((line) => line !== "")
    .join("\n")
    .slice(0, MAX_TEXT)
    .toWellFormed();
}

/**
 * What a row is known by on its own, whatever file, batch or position it came in: its address book's id, its phones,
 * its e-mails, and only without any of these the words themselves, so that an exact copy of a row is the same row.
 */
export function rowKey(draft: RowDraft): string {
  if (draft.vcardUid !== undefined) return `vcard:${draft.vcardUid}`;
  if (draft.googleResource !== undefined) return `google:${draft.googleResource}`;
  const phones = draft.phones.map((phone) => phone.e164).sort();
  if (phones[0] !== undefined) return `phone:${phones[0]}`;
  const emails = draft.emails.map((email) => email.value).sort();
  if (emails[0] !== undefined) return `email:${emails[0]}`;
  // Names alone never make two rows one person, so every word counts here, uncorrected.
  const { name, household, side, ageBand, adults, children, tags, address, notes, ...rest } = draft;
  const words = [name.full, household, side, ageBand, adults, children, [...tags].sort(), address, notes];
  const more = [rest.language, rest.diet, rest.sourceKey];
  return `row:${JSON.stringify(more.some((word) => word !== undefined) ? [...words, ...more] : words)}`;
}
