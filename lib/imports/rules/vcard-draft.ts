import type { ColumnMap } from "@/lib/imports/rules/columns";
import { draftFromRow, type RowDraft } from "@/lib/imports/rules/row";
import { problem } from "@/lib/imports/rules/row-contacts";
import { splitValue, unescapeText, type VCard, type VCardProperty } from "@/lib/imports/rules/vcard";
import { normalisePhone, phoneVariants } from "@/lib/kernel/phone";

export type ReadRow = { raw: string[]; draft: RowDraft };

const FIELDS = [
  "full",
  "given",
  "middle",
  "family",
  "prefix",
  "suffix",
  "nickname",
  "organization",
  "notes",
  "tags",
  "sourceKey",
  "language",
] as const;
const MAX_SHOWN = 200;

/**
 * One card as a row: the same cleaning and the same refusals as a sheet's, by laying the card out in columns. A card
 * cut off in the middle, a group and a card with only a note are refused in words.
 */
export function draftFromCard(card: VCard, options: { homeCountry: string }): ReadRow {
  const laid = layOut(card, options.homeCountry);
  const draft = draftFromRow(laid.cells, laid.map, options);
  const refused = refusalOf(card, draft);
  return {
    raw: rendering(card, laid),
    draft: refused ? { ...draft, outcome: "refused", problems: [...draft.problems, refused] } : draft,
  };
}

function refusalOf(card: VCard, draft: RowDraft) {
  if (!card.complete) {
    const whom = draft.name.full === "" ? "a contact" : `the contact “${draft.name.full}”`;
    const message = `The list breaks off in the middle of ${whom}. The whole contacts were read; export the list again for this one.`;
    return problem("row", "card_cut", message, draft.name.full);
  }
  const kind = first(card, "KIND") ?? first(card, "X-ADDRESSBOOKSERVER-KIND");
  if (/^group$/i.test(kind?.trim() ?? ""))
    return problem("row", "card_group", "This is a group of contacts, not a person.", draft.name.full);
  if (draft.outcome === "refused" && draft.notes !== undefined)
    return problem(
      "row",
      "only_note",
      "This contact is only a note, without a name or a number.",
      draft.notes,
    );
  return undefined;
}

type Laid = { cells: string[]; map: ColumnMap };

function layOut(card: VCard, homeCountry: string): Laid {
  const [family = "", given = "", middle = "", prefix = "", suffix = ""] = splitValue(
    first(card, "N") ?? "",
    ";",
  ).map((part) => unnumbered(part, homeCountry));
  const all = (name: string) => card.properties.filter((property) => property.name === name);
  const cells = [
    unnumbered(unescapeText(first(card, "FN") ?? ""), homeCountry),
    given,
    middle,
    family,
    prefix,
    suffix,
    unescapeText(first(card, "NICKNAME") ?? ""),
    splitValue(first(card, "ORG") ?? "", ";")[0] ?? "",
    all("NOTE")
      .map(({ value }) => unescapeText(value))
      .join("\n"),
    all("CATEGORIES")
      .flatMap(({ value }) => splitValue(value, ","))
      .join(" ::: "),
    unescapeText(first(card, "UID") ?? ""),
    unescapeText(first(card, "LANG") ?? ""),
  ];
  const map: ColumnMap = {
    ok: true,
    source: "vcard",
    header: cells.map(() => ""),
    fields: Object.fromEntries(FIELDS.map((field, column) => [field, [column]])),
    phones: [],
    emails: [],
    addresses: [],
    custom: [],
    ignored: [],
  };
  map.header[FIELDS.indexOf("sourceKey")] = "vCard UID";
  const put = (label: string, value: string) => ({
    label: cells.push(label) - 1,
    value: cells.push(value) - 1,
    heading: "",
  });
  for (const tel of all("TEL")) map.phones.push(put(labelOf(card, tel), numberIn(tel, homeCountry)));
  const related = all("X-ABRELATEDNAMES")
    .concat(all("RELATED"))
    .filter(({ value }) => !value.includes(":"));
  map.relations = related.map((one) => put(relationOf(card, one), unescapeText(one.value)));
  for (const mail of all("EMAIL")) map.emails.push(put(labelOf(card, mail), unescapeText(mail.value)));
  for (const address of all("ADR").sort((a, b) => placeOf(a) - placeOf(b))) {
    const [box = "", extended = "", street = "", ...rest] = splitValue(address.value, ";");
    map.addresses.push({
      parts: [street, extended, box, ...rest.slice(0, 4)].map((part) => cells.push(part) - 1),
    });
  }
  return { cells, map };
}

const first = (card: VCard, name: string): string | undefined =>
  card.properties.find((property) => property.name === name && property.value.trim() !== "")?.value;

/** Phones write the number into the name of whoever has none; a number in a name would be shown to everybody. */
function unnumbered(text: string, homeCountry: string): string {
  return !/\p{L}/u.test(text) && normalisePhone(text, homeCountry).ok ? "" : text;
}

/**
 * The number as it is printed, without the extension a `tel:` address may carry; where it cannot be read, or only as
 * one of another country than WhatsApp knows it in, WhatsApp's own.
 */
function numberIn({ value, waid }: VCardProperty, homeCountry: string): string {
  const printed = unescapeText(value).replace(/;(?:ext|phone-context|isub)=.*$/is, "");
  if (waid === undefined) return printed;
  const phone = normalisePhone(printed, homeCountry);
  const exact = `+${waid}`;
  if (phone.ok && (!phone.assumedCountry || phoneVariants(phone.e164).includes(exact))) return printed;
  return normalisePhone(exact, homeCountry).ok ? exact : printed;
}

/** Where the family lives comes before where somebody works. */
const placeOf = ({ types }: VCardProperty): number =>
  types.includes("HOME") ? 0 : types.includes("WORK") ? 2 : 1;

const LABELS: [type: string, label: string][] = [
  ["WAID", "WhatsApp"],
  ["FAX", "Fax"],
  ["PAGER", "Pager"],
  ["IPHONE", "iPhone"],
  ["CELL", "Mobile"],
  ["HOME", "Home"],
  ["WORK", "Work"],
];

/** `Spouse`, by Apple's label or by the property's type. */
const relationOf = (card: VCard, property: VCardProperty): string =>
  appleLabel(card, property) ||
  (property.types[0] ?? "").toLowerCase().replace(/^./, (one) => one.toUpperCase());

function appleLabel(card: VCard, { group }: VCardProperty): string | undefined {
  const custom =
    group && card.properties.find((one) => one.name === "X-ABLABEL" && one.group === group)?.value;
  return custom && unescapeText(custom).replace(/^_\$!<(.*)>!\$_$/, "$1");
}

/** Apple's own label where there is one, else what the types say; a star marks the preferred one, as in Google's lists. */
function labelOf(card: VCard, property: VCardProperty): string {
  const label =
    appleLabel(card, property) || (LABELS.find(([type]) => property.types.includes(type))?.[1] ?? "");
  return property.types.includes("PREF") ? `* ${label}` : label;
}

/** The card in a few short lines, for people to recognise it by. */
function rendering({ properties }: VCard, { cells, map }: Laid): string[] {
  const names = [0, 1, 3, 7].map((column) => cells[column] ?? "");
  const contact = ({ label, value }: { label?: number; value: number }) => {
    const shown = (cells[label ?? -1] ?? "").replace(/^\* ?/, "");
    return shown ? `${shown}: ${cells[value]}` : (cells[value] ?? "");
  };
  const rows = [
    names[0] || `${names[1]} ${names[2]}`.trim() || names[3] || "",
    ...map.phones.map(contact),
    ...map.emails.map(contact),
    ...map.addresses.slice(0, 1).map(({ parts }) =>
      parts
        .map((part) => cells[part])
        .filter(Boolean)
        .join(", "),
    ),
    cells[FIELDS.indexOf("tags")] ?? "",
    cells[FIELDS.indexOf("notes")] ?? "",
  ];
  const shown = rows.filter((row) => row !== "").map((row) => row.slice(0, MAX_SHOWN).toWellFormed());
  return shown.length > 0 ? shown : properties.slice(0, 3).map(({ name }) => name);
}
