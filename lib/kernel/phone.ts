import { isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { toAsciiDigits } from "@/lib/kernel/text";

export type PhoneRefusal = "scientific" | "letters" | "too_short" | "too_long" | "not_a_number" | "empty";
export type PhoneType = "mobile" | "landline" | "unknown";
export type NormalisedPhone =
  | { ok: true; e164: string; assumedCountry: boolean; type?: PhoneType }
  | { ok: false; reason: PhoneRefusal };

const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?\s*e\s*\+?\d+$/i;
const E164_MAX_DIGITS = 15;
const MIN_DIGITS = 7;

/**
 * Reads one phone number as a person wrote it and returns E.164, never guessing away what was typed:
 * `{ok:true, e164, assumedCountry, type}` where `assumedCountry` says that no country code was written (someone
 * should confirm it in a list of relatives abroad), or `{ok:false, reason}`. Total: never throws.
 */
export function normalisePhone(raw: string, homeCountry = "IN"): NormalisedPhone {
  const text = cleanNumber(raw);
  if (text === "") return { ok: false, reason: "empty" };
  if (SCIENTIFIC.test(text)) return { ok: false, reason: "scientific" };
  // A WhatsApp user id such as IN.1349 would turn into a plausible number if its letters were dropped.
  if (/\p{L}/u.test(text)) return { ok: false, reason: "letters" };
  if (!/^[+\d\s().\-/·]*$/.test(text) || /\d.*\+/s.test(text)) return { ok: false, reason: "not_a_number" };

  const digits = text.replace(/\D/g, "");
  if (digits === "") return { ok: false, reason: "not_a_number" };
  const plus = text.includes("+") && !/^0[^0]/.test(digits);
  const significant = digits.replace(/^0+/, "");
  if (significant.length < MIN_DIGITS) return { ok: false, reason: "too_short" };
  if (significant.length > E164_MAX_DIGITS) return { ok: false, reason: "too_long" };

  if (plus || digits.startsWith("00")) return readInternational(significant);
  return readNational(digits, significant, homeCountry);
}

/** Undoes what spreadsheets and phones wrap around a number: guards, bidi marks, `tel:`, `(0)`, a float's `.00`. */
function cleanNumber(raw: string): string {
  return toAsciiDigits(raw.normalize("NFKC"))
    .replace(/[\p{Cf}\p{Cc}]/gu, (char) => (/\s/.test(char) ? " " : ""))
    .replace(/[\p{Pd}\u2212]/gu, "-")
    .trim()
    .replace(/^['\u2018\u2019`]\s*/, "")
    .replace(/^tel:\s*/i, "")
    .replace(/\(0\)/g, " ")
    .replace(/^(\+?\d+)\.0+$/, "$1")
    .trim();
}

function readInternational(digits: string): NormalisedPhone {
  if (/^919\d{9}$/.test(digits)) return mobile(`+${digits}`, false);
  return judge(parsePhoneNumberFromString(`+${digits}`), digits, false);
}

function readNational(digits: string, significant: string, homeCountry: string): NormalisedPhone {
  if (!isSupportedCountry(homeCountry)) return { ok: false, reason: "not_a_number" };
  if (homeCountry === "IN") {
    // All of 9… is mobile in India (a test compares this with libphonenumber); it is most of every list.
    if (/^9\d{9}$/.test(significant)) return mobile(`+91${significant}`, true);
    if (/^919\d{9}$/.test(significant)) return mobile(`+${significant}`, false);
  }
  const home = parsePhoneNumberFromString(writtenAtHome(digits, significant, homeCountry), homeCountry);
  // An Indian mobile reads as a number of costly services in Britain; no guest has one of those.
  if (home?.getType() === "PREMIUM_RATE" && home.number !== `+${significant}`)
    return { ok: false, reason: "not_a_number" };
  if (home && isKnown(home)) return judge(home, significant, home.number !== `+${significant}`);

  const abroad = parsePhoneNumberFromString(`+${significant}`);
  if (abroad && looksForeign(significant) && isKnown(abroad)) return judge(abroad, significant, true);
  return judge(home, significant, home?.number !== `+${significant}`);
}

function writtenAtHome(digits: string, significant: string, homeCountry: string): string {
  if (homeCountry === "IN") return significant;
  // Mexico's prefixes of before 2019 are still in every older phone; libphonenumber has forgotten them.
  return homeCountry === "MX" ? digits.replace(/^(?:04[45]|01)(?=\d{10}$)/, "") : digits;
}

/** Valid as it is, or in the other way WhatsApp writes it (`521…` for Mexico's `52…`). */
function isKnown(phone: PhoneNumber): boolean {
  if (phone.isValid()) return true;
  return phoneVariants(phone.number).some((one) => parsePhoneNumberFromString(one)?.isValid());
}

/**
 * Without a `+`, eleven digits are more often a typing slip than a foreign number, except under +1, where
 * eleven is the full length.
 */
function looksForeign(digits: string): boolean {
  return digits.length >= 12 || (digits.length === 11 && digits.startsWith("1"));
}

function judge(phone: PhoneNumber | undefined, digits: string, assumedCountry: boolean): NormalisedPhone {
  if (!phone) return { ok: false, reason: digits.length < 10 ? "too_short" : "not_a_number" };
  const e164: string = phone.number;
  if (phone.isValid()) return { ok: true, e164, assumedCountry, type: typeOf(phone) };
  if (isKnown(phone)) return mobile(e164, assumedCountry);
  if (phone.countryCallingCode === "91") return judgeIndian(phone, digits, assumedCountry);
  // Metadata lags behind new ranges: a possible length under a written country code is believed.
  if (!assumedCountry && phone.isPossible()) return { ok: true, e164, assumedCountry, type: "unknown" };
  return { ok: false, reason: lengthReason(phone) };
}

function judgeIndian(phone: PhoneNumber, digits: string, assumedCountry: boolean): NormalisedPhone {
  const national: string = phone.nationalNumber;
  if (/^[6-9]\d{9}$/.test(national)) return mobile(phone.number, assumedCountry);
  if (national.length < 10) return { ok: false, reason: "too_short" };
  if (/^91\d{9}$/.test(digits)) return { ok: false, reason: "too_short" };
  return { ok: false, reason: national.length > 10 ? "too_long" : "not_a_number" };
}

function lengthReason(phone: PhoneNumber): PhoneRefusal {
  if (phone.isPossible()) return "not_a_number";
  return phone.nationalNumber.length < 10 ? "too_short" : "too_long";
}

function mobile(e164: string, assumedCountry: boolean): NormalisedPhone {
  return { ok: true, e164, assumedCountry, type: "mobile" };
}

function typeOf(phone: PhoneNumber): PhoneType {
  const type = phone.getType();
  if (type === "MOBILE" || type === "FIXED_LINE_OR_MOBILE") return "mobile";
  return type === "FIXED_LINE" ? "landline" : "unknown";
}

const SEPARATORS = /:::|[\n\r/\\;,|&]|(?<=[\p{Nd})]\s)(?:and|or|aur|और|या)(?=\s[+(\p{Nd}])/iu;

/**
 * The numbers in one cell, in order, cut at ` ::: `, line breaks, `/ \\ ; , | &` and `and`, and between two that are each
 * whole; spaces, hyphens, grouped digits (`98,76,54,32,10`) and a decimal comma in scientific notation stay inside
 * their number. Blank pieces go.
 */
export function splitPhones(cell: string, homeCountry = "IN"): string[] {
  const whole = cell.trim();
  const ascii = toAsciiDigits(whole);
  if (SCIENTIFIC.test(ascii) || /^\+?\d{1,3}(?:,\d{2,3}){2,}$/.test(ascii)) return [ungroup(whole)];
  return whole
    .split(SEPARATORS)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "")
    .flatMap((piece) => wholeNumbers(piece, homeCountry));
}

const MOST_TRIES = 20;
/** Where one number may end and the next begin: a space, a dash, a plus. */
const BETWEEN = /(?<=\p{Nd})(?:[\s\p{Pd}.]+(?=[(+\p{Nd}])|(?=\+))/gu;

/**
 * A piece that is no number is cut where its parts are numbers each: `98250 12345 98250-54321`. A number is never cut,
 * however it is spaced, and what cannot be read stays whole, to be said so.
 */
function wholeNumbers(piece: string, homeCountry: string): string[] {
  if (piece.length < 2 * MIN_DIGITS || piece.length > 6 * E164_MAX_DIGITS) return [piece];
  const digits = piece.replace(/\P{Nd}/gu, "").length;
  if (digits < 2 * MIN_DIGITS || normalisePhone(piece, homeCountry).ok) return [piece];
  const ends = [...piece.matchAll(BETWEEN)].map((gap) => ({
    end: gap.index,
    next: gap.index + gap[0].length,
  }));
  ends.push({ end: piece.length, next: piece.length });
  let tries = 0;
  const cutFrom = (start: number): string[] | undefined => {
    if (start === piece.length) return [];
    for (const { end, next } of ends.filter((gap) => gap.end > start).reverse()) {
      const part = piece.slice(start, end);
      const length = part.replace(/\P{Nd}/gu, "").length;
      if (length < MIN_DIGITS || length > E164_MAX_DIGITS || ++tries > MOST_TRIES) continue;
      const phone = normalisePhone(part, homeCountry);
      const rest = phone.ok && phone.type !== "unknown" ? cutFrom(next) : undefined;
      if (rest) return [part, ...rest];
    }
    return undefined;
  };
  return cutFrom(0) ?? [piece];
}

function ungroup(cell: string): string {
  return /e/i.test(cell) ? cell : cell.replaceAll(",", "");
}

/**
 * Every way WhatsApp may write the same subscriber, the number itself first: Mexico 52/521, Argentina 54/549,
 * Brazil with and without the ninth digit (never for landlines). For matching only; we send to what was entered.
 */
export function phoneVariants(e164: string): string[] {
  const other =
    swap(e164, /^\+521(\d{10})$/, "+52") ??
    swap(e164, /^\+52(\d{10})$/, "+521") ??
    swap(e164, /^\+549(\d{10})$/, "+54") ??
    swap(e164, /^\+54(\d{10})$/, "+549") ??
    brazilVariant(e164);
  return other === undefined ? [e164] : [e164, other];
}

function swap(e164: string, form: RegExp, prefix: string): string | undefined {
  const rest = form.exec(e164)?.[1];
  return rest === undefined ? undefined : `${prefix}${rest}`;
}

function brazilVariant(e164: string): string | undefined {
  const long = /^\+55(\d{2})9([6-9]\d{7})$/.exec(e164);
  if (long) return `+55${long[1]}${long[2]}`;
  // A local part of eight digits that starts with 2-5 is a landline and has no ninth digit to gain.
  const short = /^\+55(\d{2})([6-9]\d{7})$/.exec(e164);
  return short ? `+55${short[1]}9${short[2]}` : undefined;
}

/** The ISO 3166 country of an E.164 number (Canada apart from the US under +1), or undefined when nobody knows. */
export function countryOf(e164: string): string | undefined {
  return parsePhoneNumberFromString(e164)?.country;
}

/** The number for people to read, e.g. `+91 98765 43210`; text that is not E.164 comes back unchanged. */
export function formatPhone(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}
