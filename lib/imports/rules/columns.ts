import { remembered } from "@/lib/imports/rules/cells";
import { contactKind, fieldOf, headerKey, type LogicalField, wordOf } from "@/lib/imports/rules/header-words";

export type ImportSource = "google-2024" | "google-legacy" | "outlook" | "plain" | "vcard" | "pasted";
export type ContactColumn = { value: number; label?: number; heading: string };
export type AddressColumns = { whole?: number; parts: number[] };

/** Where each logical field lies in a row; every number is a column index, every list is in reading order. */
export type ColumnMap = {
  ok: true;
  source: ImportSource;
  header: string[];
  fields: Partial<Record<LogicalField, number[]>>;
  phones: ContactColumn[];
  emails: ContactColumn[];
  addresses: AddressColumns[];
  /** Google's custom fields: what they mean is written in each row's label cell. */
  custom: { label: number; value: number }[];
  /** Google's relations: who somebody's wife is. */
  relations?: { label: number; value: number }[];
  /** Columns under headings we do not use, to be told rather than silently dropped. */
  ignored: number[];
};
export type HeaderRefusal = { ok: false; reason: string };

const GROUPED =
  /^(phone|email|address|customfield|relation)(\d+)(label|type|value|formatted|street|city|pobox|region|postalcode|country|extendedaddress)$/;
const OUTLOOK_ADDRESS = /^(home|other|business)(address|street\d?|city|state|postalcode|country(?:region)?)$/;
const SHOWN_HEADERS = 25;
/** Address books use these headings for something else (Outlook's Language is that of the program). */
const ONLY_PLAIN: ReadonlySet<LogicalField> = new Set(["ageBand", "language", "diet"]);

/**
 * Maps a header row by its names, never by position: Google Contacts (2024+ and before), Outlook, or a plain sheet
 * in English or an Indian language. Refuses, in words for the family, a sheet with neither a name nor a phone.
 */
export function mapHeader(header: string[]): ColumnMap | HeaderRefusal {
  const keys = header.map(headerKey);
  const map: ColumnMap = {
    ok: true,
    source: sourceOf(new Set(keys)),
    header,
    fields: {},
    phones: [],
    emails: [],
    addresses: [],
    custom: [],
    ignored: [],
  };
  const used = new Set<number>();
  placeGroups(keys, map, used);
  placeOutlookAddresses(keys, map, used);
  placeWords(keys, map, used);
  placeFamily(keys, map, used);
  placeContact(keys, map, used);
  placeTotal(keys, map, used);
  map.ignored = header.flatMap((text, i) => (used.has(i) || text.trim() === "" ? [] : [i]));
  return hasName(map) || map.phones.length > 0 ? map : { ok: false, reason: refusal(header) };
}

function sourceOf(keys: Set<string>): ImportSource {
  const has = (...all: string[]) => all.every((key) => keys.has(key));
  if (has("givenname") && (has("groupmembership") || has("phone1type") || has("email1type")))
    return "google-legacy";
  if (has("firstname") && (has("labels") || has("phone1value") || has("email1value"))) return "google-2024";
  if (has("firstname", "emailaddress") && (has("mobilephone") || has("homephone"))) return "outlook";
  return "plain";
}

function hasName(map: ColumnMap): boolean {
  const { full, given, family, household } = map.fields;
  return [full, given, family, household].some((columns) => columns !== undefined);
}

function put(map: ColumnMap, field: LogicalField, column: number): void {
  const columns = map.fields[field] ?? [];
  columns.push(column);
  map.fields[field] = columns;
}

/** Google writes each phone, e-mail, address and custom field as a numbered group of columns. */
function placeGroups(keys: string[], map: ColumnMap, used: Set<number>): void {
  const groups = new Map<string, Map<string, number>>();
  keys.forEach((key, column) => {
    const [, kind, n, part] = GROUPED.exec(key) ?? [];
    if (kind === undefined || n === undefined || part === undefined) return;
    const group = groups.get(`${kind} ${n}`) ?? new Map<string, number>();
    // The first of two equal headings wins, here and below, so that a map never depends on later columns.
    if (!group.has(part)) group.set(part, column);
    groups.set(`${kind} ${n}`, group);
    used.add(column);
  });
  for (const [name, group] of groups) {
    const value = group.get("value");
    const label = group.get("label") ?? group.get("type");
    if (name.startsWith("address")) {
      const parts = ["street", "extendedaddress", "pobox", "city", "region", "postalcode", "country"];
      const columns = parts.flatMap((part) => group.get(part) ?? []);
      const whole = group.get("formatted") ?? value;
      map.addresses.push({ ...(whole === undefined ? {} : { whole }), parts: columns });
    } else if (value !== undefined) {
      const column = { value, ...(label === undefined ? {} : { label }), heading: map.header[value] ?? "" };
      if (name.startsWith("phone")) map.phones.push(column);
      else if (name.startsWith("email")) map.emails.push(column);
      else if (label !== undefined && name.startsWith("relation"))
        map.relations = [...(map.relations ?? []), { label, value }];
      else if (label !== undefined) map.custom.push({ label, value });
    }
  }
}

function placeOutlookAddresses(keys: string[], map: ColumnMap, used: Set<number>): void {
  if (map.source !== "outlook") return;
  for (const place of ["home", "other", "business"]) {
    const address: AddressColumns = { parts: [] };
    keys.forEach((key, column) => {
      const [, where, part] = OUTLOOK_ADDRESS.exec(key) ?? [];
      if (where !== place || part === undefined) return;
      used.add(column);
      if (part === "address") address.whole = column;
      else address.parts.push(column);
    });
    if (address.whole !== undefined || address.parts.length > 0) map.addresses.push(address);
  }
}

function placeWords(keys: string[], map: ColumnMap, used: Set<number>): void {
  const plain: AddressColumns = { parts: [] };
  keys.forEach((key, column) => {
    if (used.has(column)) return;
    const heading = map.header[column] ?? "";
    // An address book's headings are all known to the letter.
    const word = map.source === "plain" ? wordOf(heading) : key;
    const kind = contactKind(word);
    const field = fieldOf(word);
    if (kind === "phone") map.phones.push({ value: column, heading });
    else if (kind === "email") map.emails.push({ value: column, heading });
    else if (kind === "address" && plain.whole === undefined) plain.whole = column;
    else if (kind === "part" && map.source === "plain") plain.parts.push(column);
    else if (field && (map.source === "plain" || !ONLY_PLAIN.has(field))) put(map, field, column);
    else return;
    used.add(column);
  });
  if (plain.whole !== undefined || plain.parts.length > 0) map.addresses.push(plain);
}

/**
 * "Family" and "Family Name" mean the surname beside a given name that has no other surname, and the household
 * everywhere else.
 */
function placeFamily(keys: string[], map: ColumnMap, used: Set<number>): void {
  for (const word of ["familyname", "family"]) {
    const column = keys.indexOf(word);
    if (column < 0 || used.has(column)) continue;
    const isSurname = map.fields.given !== undefined && map.fields.family === undefined;
    const full = map.fields.full !== undefined && map.source === "plain";
    put(map, isSurname && !(word === "family" && full) ? "family" : "household", column);
    used.add(column);
  }
}

const CONTACTS = ["contact", "contacts", "primarycontact", "maincontact"];
const CONTACT_DETAILS = ["contactdetails", "contactdetail", "contactinfo", "contactinformation"];

/** A lone "Contact" is the number where no phone column is, and the name where no name column is. */
function placeContact(keys: string[], map: ColumnMap, used: Set<number>): void {
  for (const word of [...CONTACTS, ...CONTACT_DETAILS]) {
    const column = keys.indexOf(word);
    if (column < 0 || used.has(column)) continue;
    if (map.phones.length === 0) map.phones.push({ value: column, heading: map.header[column] ?? "" });
    else if (!hasName(map) && CONTACTS.includes(word)) put(map, "full", column);
    else continue;
    used.add(column);
  }
}

const TOTALS = ["total", "guests", "plates", "कुल", "योग"];

/** A "Total", or "Guests" beside a name, counts people where nothing else does; of several counts, the one that says adults comes first. */
function placeTotal(keys: string[], map: ColumnMap, used: Set<number>): void {
  if (map.source !== "plain") return;
  const column = keys.findIndex((key, at) => TOTALS.includes(key) && !used.has(at));
  if (column >= 0 && !map.fields.adults && (hasName(map) || map.phones.length > 0)) {
    put(map, "adults", column);
    used.add(column);
  }
  const rank = (at: number) => (GROWN.test(map.header[at] ?? "") ? 0 : isTotal(map, at) ? 2 : 1);
  map.fields.adults?.sort((a, b) => rank(a) - rank(b) || a - b);
}

const GROWN = /adult|grown|वयस्क|बड़े|बडे/iu;

/** Whether a count is of everybody, the children among them. */
export function isTotal({ header, source }: ColumnMap, column: number): boolean {
  const heading = header[column] ?? "";
  return source === "plain" && /total|कुल|योग/iu.test(heading) && !GROWN.test(heading);
}

function refusal(header: string[]): string {
  const found = header.map((text) => text.trim()).filter((text) => text !== "");
  if (found.length === 0) {
    return "The first row of this file is empty. Put the column headings, such as Name and Mobile, in the first row.";
  }
  const more = found.length > SHOWN_HEADERS ? ` and ${found.length - SHOWN_HEADERS} more` : "";
  const shown = found
    .slice(0, SHOWN_HEADERS)
    .map((text) => `“${text.length > 40 ? `${text.slice(0, 40).toWellFormed()}…` : text}”`)
    .join(", ");
  return `We could not find a name or a phone column. Headings in your file: ${shown}${more}. We look for a name (Name, Full Name, First Name, Guest, नाम) or a phone (Phone, Mobile, WhatsApp, Number, मोबाइल, फ़ोन). The headings must be in the first row.`;
}

const CUSTOM_FIELDS = ["household", "side", "ageBand", "language", "diet"] as const;
type CustomField = (typeof CUSTOM_FIELDS)[number];

/** What of the row a custom field is by its label, if anything. */
export const customField = remembered((label): CustomField | undefined => {
  const key = headerKey(label);
  if (key === "family") return "household";
  const field = fieldOf(key);
  return CUSTOM_FIELDS.find((one) => one === field);
});

/** The heading (or custom label) that names households, or undefined; custom labels are looked up in sample rows. */
export function householdHeading(map: ColumnMap, sample: string[][]): string | undefined {
  const column = map.fields.household?.[0];
  if (column !== undefined) return map.header[column];
  for (const cells of sample) {
    for (const { label, value } of map.custom) {
      const text = (cells[label] ?? "").trim();
      if ((cells[value] ?? "").trim() !== "" && customField(text) === "household") return text;
    }
  }
  return undefined;
}

/** The first of the field's columns that is filled in this row. */
export const filledOf = (cells: string[], map: ColumnMap, field: LogicalField): number | undefined =>
  map.fields[field]?.find((column) => (cells[column] ?? "") !== "");

/** The field's text: its first filled column, else a custom field that carries its label. */
export function textOf(cells: string[], map: ColumnMap, field: LogicalField): string {
  const filled = filledOf(cells, map, field);
  if (filled !== undefined) return cells[filled] ?? "";
  for (const { label, value } of map.custom) {
    if (cells[value] && customField(cells[label] ?? "") === field) return cells[value];
  }
  return "";
}
