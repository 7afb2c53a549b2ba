import { oneLine, remembered } from "@/lib/imports/rules/cells";
import type { ColumnMap, ContactColumn } from "@/lib/imports/rules/columns";
import { readPhone, wordedNumbers } from "@/lib/imports/rules/phone-cell";
import { type NormalisedPhone, normalisePhone, type PhoneRefusal, type PhoneType } from "@/lib/kernel/phone";
import { toAsciiDigits } from "@/lib/kernel/text";

export type RowProblem = { field: string; code: string; message: string; raw: string };
export type DraftPhone = {
  e164: string;
  raw: string;
  label?: string;
  assumedCountry: boolean;
  primary: boolean;
};
export type DraftEmail = { value: string; label?: string };

/** What people write where there is no number, so that the cell is not forgotten. */
const NONE =
  /^(?:n\W{0,2}a\W?|nil|none|no|no (?:phone|number|mobile)|not (?:available|known|given)|x+|[-–—?.*]+)$/i;
type Candidate = Omit<DraftPhone, "primary"> & { rank: number };

const SEPARATOR = /\s*:::\s*/;
const EMAIL = /^[^\s@<>"',;:]+@[^\s@<>"',;:]+\.[\p{L}\p{N}-]{2,}$/u;
const RAW_SHOWN = 200;

/** A problem whose quoted original is cut to a length a screen can show. */
export function problem(field: string, code: string, message: string, raw: string): RowProblem {
  return { field, code, message, raw: raw.slice(0, RAW_SHOWN).toWellFormed() };
}

/** Whether a value is a link that slipped out of a photo or website column. */
export function isUrl(value: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|www\.)/i.test(value);
}

/**
 * The row's phones as E.164 with the best one to write to first and marked `primary` (WhatsApp, then mobile, then
 * the rest; fax and pager are no phones for us), and a problem for every number that cannot be used.
 */
export function readPhones(
  cells: string[],
  map: ColumnMap,
  homeCountry: string,
): { phones: DraftPhone[]; problems: RowProblem[] } {
  const best = new Map<string, Candidate>();
  const problems: RowProblem[] = [];
  const code = /^\+?(?:00)?([1-9]\d{0,3})$/.exec(toAsciiDigits(codeOf(cells, map)))?.[1];
  for (const column of map.phones) {
    const cell = cells[column.value] ?? "";
    if (cell === "" || NONE.test(cell)) continue;
    const label = labelOf(cells, column);
    if (isFax(`${label ?? ""} ${column.label === undefined ? column.heading : ""}`)) continue;
    if (isUrl(cell) || cell.includes("@")) {
      problems.push(
        problem(
          "phone",
          "leaked",
          "This is not a phone number; it looks like it slipped over from another column.",
          cell,
        ),
      );
      continue;
    }
    for (const { raw, words } of wordedNumbers(cell, homeCountry)) {
      const phone = withCode(raw, code) ?? readPhone(raw, homeCountry);
      if (phone.ok)
        keepBest(best, {
          ...candidate(phone, raw, words || label),
          rank: rankOf(phone.type, words || label, column),
        });
      else if (phone.reason !== "empty") problems.push(phoneProblem(phone.reason, raw, homeCountry));
    }
  }
  const ordered = [...best.values()].sort((a, b) => a.rank - b.rank);
  return { phones: ordered.map(({ rank: _, ...phone }, i) => ({ ...phone, primary: i === 0 })), problems };
}

/** The country code that stands in a column of its own. */
function codeOf(cells: string[], { fields, source }: ColumnMap): string {
  const column = source === "plain" ? fields.dialCode?.[0] : undefined;
  return column === undefined ? "" : (cells[column] ?? "").replace(/[\s()-]/g, "");
}

/** The number with that code, where it has none and is one with it. */
function withCode(raw: string, code: string | undefined): (NormalisedPhone & { ok: true }) | undefined {
  if (code === undefined || /^\s*(?:\+|00)/.test(toAsciiDigits(raw))) return undefined;
  const phone = normalisePhone(`+${code} ${raw.trim().replace(/^0(?=.*\d)/, code === "39" ? "0" : "")}`);
  return phone.ok && phone.type !== "unknown" ? phone : undefined;
}

function candidate(
  phone: NormalisedPhone & { ok: true },
  raw: string,
  label?: string,
): Omit<Candidate, "rank"> {
  const shown = label?.replace(/^\*\s*/, "");
  return {
    e164: phone.e164,
    raw: raw.slice(0, RAW_SHOWN),
    ...(shown ? { label: shown } : {}),
    assumedCountry: phone.assumedCountry,
  };
}

function keepBest(best: Map<string, Candidate>, next: Candidate): void {
  const known = best.get(next.e164);
  if (!known || next.rank < known.rank) best.set(next.e164, next);
}

/** The label cell where the format has one, else the heading itself when it says which phone it is. */
function labelOf(cells: string[], column: ContactColumn): string | undefined {
  if (column.label !== undefined) return oneLine(cells[column.label] ?? "") || undefined;
  return headingLabel(column.heading);
}

const headingLabel = remembered((heading): string | undefined =>
  /^(?:ph\b|phone|number|contact|tel|फ़ोन|फोन|नंबर)/iu.test(heading.trim())
    ? undefined
    : oneLine(heading) || undefined,
);

const isFax = remembered((text) => /\b(?:fax|pager)\b/i.test(text));

/** Lower is better: the kind of number counts more than the label, and the label more than Google's star. */
function rankOf(type: PhoneType | undefined, label: string | undefined, column: ContactColumn): number {
  const byLabel = rankOfWords(`${label ?? ""} ${column.heading}`);
  if (byLabel < 0) return byLabel;
  const byType = type === "landline" ? 40 : type === "unknown" ? 20 : 0;
  return byType + byLabel - (label?.startsWith("*") ? 1 : 0);
}

const rankOfWords = remembered((words): number => {
  const text = words.toLowerCase();
  if (/whats\s*-?app|व्हाट्स/u.test(text)) return -100;
  if (/mobile|cell|iphone|मोबा/u.test(text)) return 0;
  if (/home/.test(text)) return 8;
  return /work|business|company|office|car/.test(text) ? 12 : 4;
});

const PHONE_MESSAGES: Record<Exclude<PhoneRefusal, "empty" | "scientific">, string> = {
  letters: "This has letters in it, so it cannot be a phone number.",
  too_short: "This number is too short.",
  too_long: "This number is too long.",
  not_a_number:
    "This is not a phone number we can recognise. For a number abroad, write it with + and the country code.",
};

function phoneProblem(reason: Exclude<PhoneRefusal, "empty">, raw: string, homeCountry: string): RowProblem {
  if (reason === "scientific") {
    const message = `${raw.slice(0, 30)} has lost its digits in Excel; format the phone column as Text, type the number again and upload once more.`;
    return problem("phone", "phone_scientific", message, raw);
  }
  const off = homeCountry === "IN" ? digitsOff(raw) : undefined;
  const message = off === undefined ? PHONE_MESSAGES[reason] : offMessage(off);
  return problem(
    "phone",
    `phone_${reason}`,
    reason === "too_short" || reason === "too_long" ? message : PHONE_MESSAGES[reason],
    raw,
  );
}

/** How many digits an Indian number has too many (positive) or too few, or undefined when that says nothing. */
function digitsOff(raw: string): number | undefined {
  const digits = toAsciiDigits(raw.normalize("NFKC")).replace(/\D/g, "").replace(/^0+/, "");
  if (raw.includes("+") && !digits.startsWith("91")) return undefined;
  const national = digits.startsWith("91") && digits.length >= 11 ? digits.slice(2) : digits;
  const off = national.length - 10;
  return off === 0 || off < -4 || off > 4 ? undefined : off;
}

function offMessage(off: number): string {
  const count = ["", "one digit", "two digits", "three digits", "four digits"][Math.abs(off)];
  return `This number is ${count} too ${off < 0 ? "short" : "long"}; please check it.`
    .replace("digit too short", "digit short")
    .replace("digits too short", "digits short");
}

/** The row's e-mail addresses, lower case and once each; whatever leaked into the column becomes a problem. */
export function readEmails(
  cells: string[],
  map: ColumnMap,
): { emails: DraftEmail[]; problems: RowProblem[] } {
  const emails = new Map<string, DraftEmail>();
  const problems: RowProblem[] = [];
  for (const column of map.emails) {
    const cell = cells[column.value] ?? "";
    if (cell === "" || NONE.test(cell)) continue;
    const label =
      column.label === undefined ? undefined : oneLine(cells[column.label] ?? "").replace(/^\*\s*/, "");
    for (const piece of cell.split(/:::|[\n,;]/)) {
      const raw = piece.trim();
      const value = raw
        .replace(/^mailto:/i, "")
        .replace(/^[^<>]*<([^<>]+)>$/, "$1")
        .trim()
        .toLowerCase();
      if (value === "") continue;
      if (isUrl(value) || !EMAIL.test(value) || value.length > 254) problems.push(emailProblem(raw));
      else if (!emails.has(value)) emails.set(value, { value, ...(label ? { label } : {}) });
    }
  }
  return { emails: [...emails.values()], problems };
}

function emailProblem(raw: string): RowProblem {
  const leaked = isUrl(raw) || !raw.includes("@");
  const message = leaked
    ? "This is not an e-mail address; it looks like it slipped over from another column."
    : "This e-mail address is not complete.";
  return problem("email", leaked ? "leaked" : "email_invalid", message, raw);
}

/** Splits Google's ` ::: ` list, dropping the star that marks a primary or system label. */
export function splitLabels(cell: string): string[] {
  return cell.split(SEPARATOR).map((label) => oneLine(label.replace(/^\s*\*\s*/, "")));
}
