import type { RemoteContact, RemotePhone, RemoteValue } from "@/lib/imports/ports";
import { type ColumnMap, householdHeading, mapHeader } from "@/lib/imports/rules/columns";
import { draftFromRow, type RowDraft } from "@/lib/imports/rules/row";
import { normalisePhone } from "@/lib/kernel/phone";

/** A draft that knows which Google contact it came from. */
export type GoogleDraft = RowDraft & { googleResource: string };

const PHONES = 8;
const EMAILS = 3;
const ADDRESSES = 2;
const CUSTOM = 5;
const SEPARATOR = " ::: ";

const numbered = (count: number, columns: (n: number) => string[]): string[] =>
  Array.from({ length: count }, (_, i) => columns(i + 1)).flat();

/**
 * The headings of `raw`: those of a Google Contacts CSV, and `Name` for a contact whose name has no parts. The same
 * contact brought as a file and from the account is cleaned by the same code, so it says the same.
 */
export const GOOGLE_CONTACT_HEADER: readonly string[] = [
  "First Name",
  "Middle Name",
  "Last Name",
  "Name Prefix",
  "Name Suffix",
  "Name",
  "Nickname",
  "Organization Name",
  "Notes",
  "Labels",
  ...numbered(EMAILS, (n) => [`E-mail ${n} - Label`, `E-mail ${n} - Value`]),
  ...numbered(PHONES, (n) => [`Phone ${n} - Label`, `Phone ${n} - Value`]),
  ...numbered(ADDRESSES, (n) => [`Address ${n} - Label`, `Address ${n} - Formatted`]),
  ...numbered(CUSTOM, (n) => [`Custom Field ${n} - Label`, `Custom Field ${n} - Value`]),
];

const MAP = ((): ColumnMap => {
  const map = mapHeader([...GOOGLE_CONTACT_HEADER]);
  if (!map.ok) throw new Error(map.reason);
  return map;
})();

/**
 * One contact of a Google account as a row: `raw` as Google shows it (under GOOGLE_CONTACT_HEADER), `draft` cleaned,
 * with Google's own reading of each number before ours. A deleted contact is null; deletions are reported, not rows.
 */
export function draftFromContact(
  contact: RemoteContact,
  options: { homeCountry: string },
): { raw: string[]; draft: GoogleDraft } | null {
  if (contact.deleted) return null;
  const raw = cellsOf(contact, (phone) => phone.value);
  const draft = draftFromRow(cellsOf(contact, canonicalOf), MAP, options);
  const typed = new Map(contact.phones.map((phone) => [canonicalOf(phone), phone.value]));
  const phones = draft.phones.map((phone) => {
    const value = typed.get(phone.raw);
    if (value === undefined || value === phone.raw) return phone;
    // Google fills in the country of its account; that is a guess as much as ours would be.
    const own = normalisePhone(value, options.homeCountry);
    const assumedCountry = !own.ok || own.e164 !== phone.e164 || own.assumedCountry;
    return { ...phone, raw: value.slice(0, 200).toWellFormed(), assumedCountry };
  });
  return { raw, draft: { ...draft, phones, googleResource: contact.resourceName } };
}

/** The label of this row's own field that names its household, or undefined. */
export const householdLabel = (raw: string[]): string | undefined => householdHeading(MAP, [raw]);

const canonicalOf = (phone: RemotePhone): string =>
  /^\+\d{7,15}$/.test(phone.canonicalForm ?? "") ? phone.canonicalForm! : phone.value;

function cellsOf(contact: RemoteContact, numberOf: (phone: RemotePhone) => string): string[] {
  const name = contact.names[0] ?? {};
  const inParts = Boolean(name.given || name.family);
  const labelled = contact.custom.map(({ label, value }): [string, string] => [label, value]);
  return [
    name.given ?? "",
    name.middle ?? "",
    name.family ?? "",
    name.prefix ?? "",
    name.suffix ?? "",
    inParts ? "" : (name.display ?? ""),
    contact.nicknames[0] ?? "",
    contact.organizations[0] ?? "",
    notesOf(contact),
    contact.groups.join(SEPARATOR),
    ...pairs(
      contact.emails.map((email): [string, string] => [labelOf(email), email.value]),
      EMAILS,
    ),
    ...pairs(
      contact.phones.map((phone): [string, string] => [labelOf(phone), numberOf(phone)]),
      PHONES,
    ),
    ...pairs(
      contact.addresses.map((address): [string, string] => [address.type ?? "", address.formatted ?? ""]),
      ADDRESSES,
    ),
    ...pairs(labelled, CUSTOM),
  ];
}

/** Label and value cells of at most `count` columns; what is more shares the last one, as Google's own files do. */
function pairs(entries: [string, string][], count: number): string[] {
  const shown = entries.slice(0, count - 1);
  const [last, ...more] = entries.slice(count - 1);
  if (last) shown.push([last[0], [last[1], ...more.map(([, value]) => value)].join(SEPARATOR)]);
  return Array.from({ length: count }, (_, i) => shown[i] ?? ["", ""]).flat();
}

const TYPES: Record<string, string> = {
  mobile: "Mobile",
  home: "Home",
  work: "Work",
  main: "Main",
  homeFax: "Home Fax",
  workFax: "Work Fax",
  otherFax: "Other Fax",
  pager: "Pager",
  workMobile: "Work Mobile",
  workPager: "Work Pager",
  other: "Other",
};

/** Google's file marks the first among equals with a star; so do we. */
const labelOf = (entry: RemoteValue): string => {
  const label = entry.type === undefined ? "" : (TYPES[entry.type] ?? entry.type);
  return entry.primary && label !== "" ? `* ${label}` : label;
};

/** Spouses and children are names nobody should lose. */
function notesOf(contact: RemoteContact): string {
  const relations = contact.relations.map(({ person, type }) => {
    const word = type || "related";
    return `${word[0]!.toUpperCase()}${word.slice(1)}: ${person}`;
  });
  return [...contact.biographies, ...relations].join("\n");
}
