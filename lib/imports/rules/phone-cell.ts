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
