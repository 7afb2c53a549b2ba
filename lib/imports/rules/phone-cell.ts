import { type NormalisedPhone, normalisePhone, type PhoneType, splitPhones } from "@/lib/kernel/phone";

const INDIAN = /^(\+91|91|0)?[ -]?([6-9]\d{4})[ -]?(\d{5})$/;
const SEPARATED = /[/\\;,|&\n\r]|:::/;
/** Shorter, nothing but a separator makes several numbers of a cell. */
const SEVERAL = 14;

/** What libphonenumber says of Indian numbers by their first five digits, which alone decide it (a test compares). */
const typeByStart = new Map<string, PhoneType | undefined>();

/** `normalisePhone`, with the answer for an Indian ten-digit number looked up where its first five digits are known. */
export function readPhone(raw: string, homeCountry: string): NormalisedPhone {
  const found = INDIAN.exec(raw);
  if (!found || (homeCountry !== "IN" && found[1] !== "+91")) return normalisePhone(raw, homeCountry);
  const [, code, start = "", rest = ""] = found;
  // `0` is the trunk prefix: the country is still assumed.
  const assumedCountry = code === undefined || code === "0";
  const key = assumedCountry ? start : `+${start}`;
  const known = typeByStart.get(key);
  if (known !== undefined) return { ok: true, e164: `+91${start}${rest}`, assumedCountry, type: known };
  const phone = normalisePhone(raw, homeCountry);
  if (phone.ok && phone.e164 === `+91${start}${rest}` && phone.assumedCountry === assumedCountry)
    typeByStart.set(key, phone.type);
  return phone;
}

/** The numbers written in one cell, in order. */
export function phonesInCell(cell: string, homeCountry: string): string[] {
  const isOne = (cell.length < SEVERAL && !SEPARATED.test(cell)) || INDIAN.test(cell);
  return isOne ? [cell.trim()] : splitPhones(cell, homeCountry);
}

const LABEL =
  /(?<![\p{L}\p{M}])(?:whats\s?app|wa|mobile|mob|m|cell|phone|ph|tel|telephone|landline|land line|ll|office|off|o|residence|resi|res|r|home|h|work|self|personal|no|number|मोबाइल|मो|फोन|व्हाट्सएप)(?![\p{L}\p{M}])\.?\s*[:\-–]?/giu;
const EXTENSION = /\s*(?:ext|extn|extension|x)\.?\s*\p{Nd}{1,5}\s*$/iu;
const NOTED = /\(([^()\p{Nd}]*\p{L}[^()\p{Nd}]*)\)/gu;

/** A number and the words that were written beside it. */
export type WordedNumber = { raw: string; words: string };

/**
 * The numbers of a cell in which people also say whose or of what kind they are: `98450 11111 (WhatsApp)`,
 * `O: 080-26612345 M: 98450 11118`. What else has letters stays as it is, for it may be no number at all.
 */
export function wordedNumbers(cell: string, homeCountry: string): WordedNumber[] {
  if (!/\p{L}/u.test(cell)) return phonesInCell(cell, homeCountry).map((raw) => ({ raw, words: "" }));
  return phonesInCell(cell.replace(NOTED, "($1);"), homeCountry).flatMap((piece) => {
    if (!/\p{L}/u.test(piece) || !/\p{Nd}/u.test(piece)) return [{ raw: piece, words: "" }];
    const bare = piece.replace(NOTED, " ").replace(EXTENSION, "").replace(LABEL, " ").trim();
    const numbers = phonesInCell(bare, homeCountry);
    if (!numbers.every((raw) => readPhone(raw, homeCountry).ok)) return [{ raw: piece, words: "" }];
    const [noted] = piece.match(NOTED) ?? [];
    const words = noted?.slice(1, -1).trim() ?? (/whats\s?app/i.test(piece) ? "WhatsApp" : "");
    return numbers.map((raw) => ({ raw, words: numbers.length === 1 ? words : "" }));
  });
}
