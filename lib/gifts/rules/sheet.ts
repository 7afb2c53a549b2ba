import { squash, stripControl, toAsciiDigits } from "@/lib/kernel/text";
import { GIFT_KINDS, type GiftKind, type GiftWay, THANKS, type Thanks } from "../types";
import { type Money, readAmount } from "./amount";

/** What a column may be, by its heading in the words families use, without spaces and signs. */
const HEADINGS = {
  record: ["record", "id", "giftid"],
  family: [
    "family",
    "familyname",
    "household",
    "from",
    "fromwhom",
    "name",
    "परिवार",
    "नाम",
    "પરિવાર",
    "કુટુંબ",
    "નામ",
  ],
  giver: ["givenby", "giver", "person", "दाता"],
  phone: [
    "phone",
    "mobile",
    "number",
    "phonenumber",
    "contact",
    "whatsapp",
    "फोन",
    "मोबाइल",
    "ફોન",
    "મોબાઇલ",
  ],
  side: ["side", "पक्ष", "પક્ષ"],
  function: ["function", "event", "ceremony", "समारोह", "પ્રસંગ"],
  kind: ["kind", "type", "प्रकार"],
  amount: [
    "amount",
    "cash",
    "shagun",
    "chandlo",
    "rupees",
    "rs",
    "money",
    "राशि",
    "शगुन",
    "रकम",
    "રકમ",
    "ચાંદલો",
  ],
  currency: ["currency"],
  what: ["what", "gift", "item", "thing", "present", "उपहार", "भेंट", "ભેટ"],
  note: ["note", "notes", "remark", "remarks", "टिप्पणी", "નોંધ"],
  receivedBy: ["receivedby", "takenby", "collectedby"],
  receivedOn: ["receivedon", "received", "date", "on", "तारीख", "તારીખ"],
  thankedOn: ["thankedon", "thanked"],
  thankedHow: ["thankedhow", "how"],
  direction: ["direction", "givenorreceived", "way"],
  occasion: ["occasion", "wedding", "whosewedding", "atwhosewedding", "अवसर", "शादी", "લગ્ન"],
  year: ["year", "वर्ष", "साल", "વર્ષ"],
} as const;
type Column = keyof typeof HEADINGS;

export interface SheetColumns {
  /** `notes` where the list says on which occasion, else gifts of this wedding. */
  kind: "gifts" | "notes";
  at: Partial<Record<Column, number>>;
  /** Headings nothing is taken from, to be shown and not silently dropped. */
  ignored: string[];
}

const keyOf = (heading: string) =>
  squash(stripControl(heading))
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, "");

/** Which column is what, by the headings alone; null where nobody and no number is named. */
export function sheetColumns(headings: readonly string[]): SheetColumns | null {
  const at: SheetColumns["at"] = {};
  const ignored: string[] = [];
  for (const [index, heading] of headings.entries()) {
    const key = keyOf(heading);
    const column = (Object.keys(HEADINGS) as Column[]).find(
      (one) => at[one] === undefined && (HEADINGS[one] as readonly string[]).includes(key),
    );
    if (column) at[column] = index;
    else if (key !== "") ignored.push(squash(heading));
  }
  if (at.family === undefined && at.phone === undefined && at.giver === undefined) return null;
  return { kind: at.occasion === undefined ? "gifts" : "notes", at, ignored };
}

/** A row as it was read. A problem keeps it from being brought in, in words. */
export interface SheetRow {
  line: number;
  /** What a human wrote, for the list of rows that need one. */
  family: string;
  giver: string | null;
  phone: string | null;
  side: "bride" | "groom" | "both" | null;
  function: string | null;
  record: string | null;
  kind: GiftKind;
  money: Money | null;
  what: string | null;
  note: string | null;
  receivedBy: string | null;
  /** YYYY-MM-DD */
  receivedOn: string | null;
  thanked: { on: string; how: Thanks } | null;
  direction: GiftWay;
  occasion: string | null;
  year: number | null;
  problem: string | null;
}

/** A cell as somebody means it: our own guards against formulas taken off again. */
const cellText = (cell: string | undefined): string | null => {
  const text = squash(
    stripControl(cell ?? "").replace(/\p{Cf}/gu, (sign) => (/[\u200c\u200d]/.test(sign) ? sign : "")),
  );
  const bare = /^'[\s]*[=+@\-＝＋－＠]/.test(text) ? text.slice(1) : text;
  return bare === "" ? null : bare;
};

const SIDES: Record<string, "bride" | "groom" | "both"> = {
  bride: "bride",
  brides: "bride",
  groom: "groom",
  grooms: "groom",
  both: "both",
};
const GIVEN = new Set(["given", "wegave", "out", "दिया", "આપ્યું"]);

const KINDS: Record<string, GiftKind> = {
  ...Object.fromEntries(GIFT_KINDS.map((kind) => [kind, kind])),
  shagun: "envelope",
  lifafa: "envelope",
  chandlo: "envelope",
  gift: "thing",
  item: "thing",
  blessings: "blessing",
};

/** "14/12/2026", "14-12-26", "2026-12-14": days come before months, as in India; null where it is no day. */
export function readDay(text: string): string | null {
  const plain = toAsciiDigits(text).trim();
  const iso = plain.match(/^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/);
  const ours = plain.match(/^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})$/);
  const [year, month, day] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    : ours
      ? [Number(ours[3]!.length === 2 ? `20${ours[3]}` : ours[3]), Number(ours[2]), Number(ours[1])]
      : [0, 0, 0];
  if (year < 1900 || year > 2200) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.toISOString().slice(0, 10)
    : null;
}

/** Reads one row by its columns. Total: whatever a cell holds, it ends in a row with or without a problem. */
export function readSheetRow(cells: readonly string[], line: number, { kind, at }: SheetColumns): SheetRow {
  const cell = (column: Column) => (at[column] === undefined ? null : cellText(cells[at[column]]));
  const [amountText, what, year] = [cell("amount"), cell("what"), cell("year")];
  const money = amountText === null ? null : readAmount(amountText, cell("currency")?.toUpperCase() ?? "INR");
  const receivedText = cell("receivedOn");
  const receivedOn = receivedText === null ? null : readDay(receivedText);
  const row = {
    line,
    family: (cell("family") ?? cell("giver") ?? cell("phone") ?? "").slice(0, 120),
    giver: cell("giver")?.slice(0, 120) ?? null,
    phone: cell("phone"),
    side: SIDES[keyOf(cell("side") ?? "")] ?? null,
    function: cell("function"),
    record: cell("record"),
    kind: kindOf(cell("kind"), money, what),
    money,
    what: what?.slice(0, 200) ?? null,
    note: cell("note")?.slice(0, 500) ?? null,
    receivedBy: cell("receivedBy")?.slice(0, 80) ?? null,
    receivedOn,
    thanked: thankedOf(cell("thankedOn"), cell("thankedHow")),
    direction: GIVEN.has(keyOf(cell("direction") ?? "")) ? ("given" as const) : ("received" as const),
    occasion: cell("occasion")?.slice(0, 120) ?? null,
    year: year === null ? null : Number(toAsciiDigits(year).match(/^(19|20|21)\d\d$/)?.[0] ?? Number.NaN),
  };
  const problem =
    row.family === ""
      ? "Nobody is named."
      : amountText !== null && money === null
        ? `“${amountText}” is not an amount.`
        : receivedText !== null && receivedOn === null
          ? `“${receivedText}” is not a day. Write it like 14/12/2026.`
          : Number.isNaN(row.year)
            ? `“${year}” is not a year.`
            : kind === "notes" && row.occasion === null
              ? "The occasion is missing."
              : kind === "notes" && money === null && what === null
                ? "It is not said what was given."
                : null;
  return { ...row, year: Number.isNaN(row.year) ? null : row.year, problem };
}

function kindOf(said: string | null, money: Money | null, what: string | null): GiftKind {
  const named = said === null ? undefined : KINDS[keyOf(said)];
  if (named === "cash" && money === null) return "envelope";
  if (named === "thing" && what === null) return money ? "cash" : "blessing";
  if (named) return named;
  return money ? "cash" : what ? "thing" : "envelope";
}

function thankedOf(on: string | null, how: string | null): SheetRow["thanked"] {
  const day = on === null ? null : readDay(on);
  const way = THANKS.find((one) => one === keyOf(how ?? "").replace("inperson", "in_person"));
  return day === null ? null : { on: day, how: way ?? "in_person" };
}

/**
 * What a row is known by, so that the same list brings in each gift once: all it says, and which of equal rows it is.
 * Which family a human chose for it is no part of it.
 */
export function rowContents(rows: readonly SheetRow[]): string[] {
  const seen = new Map<string, number>();
  return rows.map(({ line, problem, ...said }) => {
    const text = JSON.stringify(Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1)));
    const nth = (seen.get(text) ?? 0) + 1;
    seen.set(text, nth);
    return `${nth}:${text}`;
  });
}
