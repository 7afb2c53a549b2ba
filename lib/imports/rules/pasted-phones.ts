import { normalisePhone } from "@/lib/kernel/phone";

const MAX_DIGITS = 18;
const MIN_DIGITS = 7;
const MAX_GUESTS = 30;
/** A number, or what Excel made of one (`9.19E+11`). */
const PHONE = /\b\d(?:[.,]\d+)?e\+\d{1,2}\b|(?:\+|\b00)?\(?\d[\d\s().\-–]{5,}\d/gi;
/** Country codes of one or two digits; `+4` is none, so it counts people. */
const CODES = new Set(
  "1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98".split(
    " ",
  ),
);
const PLUS_COUNT = /^\+(\d{1,2})\s+(?=\d)/;
const COUNT_BEFORE = /^(\d{1,2})(?:\s*[)\-–.]+\s*|\s+)(?=[\d(])/;
const COUNT_BEHIND = /\s?[-–(.]\s?\(?(\d{1,2})$/;
/** As Indians write a mobile: ten digits, or five and five; people abroad group theirs otherwise. */
const AS_AT_HOME = /^(?:0[\s-]?)?\d{5}[\s-]?\d{5}(?!\d)/;

/**
 * The phones in a text. A run of digits may hold a number and then a count (`98765 43210 4`): the longest leading part
 * that is a number is taken, the rest stays. What could be none at all is still handed on, to be said so.
 */
export function takePhones(text: string, homeCountry: string): { phones: string[]; rest: string } {
  const phones: string[] = [];
  const rest = text.replace(PHONE, (run) => {
    if (/e/i.test(run)) {
      // A comma would part it in two where several numbers share a cell.
      phones.push(run.replace(",", "."));
      return " ";
    }
    const counted = PLUS_COUNT.exec(run);
    if (counted && isPlusCount(run, counted, homeCountry))
      return `${counted[0]}${takeAnother(run.slice(counted[0].length), homeCountry, phones)}`;
    // `(flat 302) 98250 12345`: what a bracket closes before the number is none of it.
    const closed = run.indexOf(")");
    if (closed >= 0 && !run.slice(0, closed).includes("("))
      return run.slice(0, closed + 1) + takeAnother(run.slice(closed + 1), homeCountry, phones);
    // The bracket around a number goes with the one that closes it.
    const bracket = run.startsWith("(") && !run.includes(")") ? "(" : "";
    return bracket + takeRun(run.slice(bracket.length), homeCountry, phones);
  });
  return { phones, rest };
}

function takeRun(run: string, homeCountry: string, phones: string[]): string {
  const behind = COUNT_BEHIND.exec(run);
  const bare = behind ? run.slice(0, behind.index) : "";
  const isCounted = () => normalisePhone(bare, homeCountry).ok;
  // A number never ends in a bracket, a count does; a dash may be either.
  const inBrackets = behind?.[0].includes("(") === true && isCounted();
  const words = run.split(/\s+/);
  const length = inBrackets ? 0 : wordsOfNumber(words, homeCountry);
  if (length > 0) {
    phones.push(words.slice(0, length).join(" "));
    const left = words.slice(length).join(" ");
    return digitsIn(left) >= MIN_DIGITS ? ` ${takeAnother(left, homeCountry, phones)} ` : ` ${left} `;
  }
  if (digitsIn(run) < MIN_DIGITS) return run;
  const before = COUNT_BEFORE.exec(run);
  if (before && startsWithNumber(run.slice(before[0].length), homeCountry))
    return ` ${before[1]} ${takeAnother(run.slice(before[0].length), homeCountry, phones)} `;
  // `flat 302 98250 12345`: what comes before a number and is none itself.
  for (let at = 1; at < words.length; at++) {
    const [lead, left] = [words.slice(0, at).join(" "), words.slice(at).join(" ")];
    if (digitsIn(lead) >= MIN_DIGITS) break;
    if (startsWithNumber(left, homeCountry)) return ` ${lead} ${takeAnother(left, homeCountry, phones)} `;
  }
  const isCount = behind !== null && (inBrackets || isCounted());
  phones.push(isCount ? bare : run);
  return isCount ? ` ${inBrackets ? "(" : ""}${behind[1]}` : " ";
}

/** How many leading words are a number, the longest such; 0 where none are. */
function wordsOfNumber(words: string[], homeCountry: string): number {
  for (let length = withinNumber(words); length > 0; length--) {
    const phone = normalisePhone(words.slice(0, length).join(" "), homeCountry);
    if (!phone.ok) continue;
    // A length abroad that is merely possible is more likely a mobile and a count.
    if (phone.type !== "unknown" || digitsIn(words[length - 1]!) > 2) return length;
    const shorter = normalisePhone(words.slice(0, length - 1).join(" "), homeCountry);
    return shorter.ok && shorter.type === "mobile" ? length - 1 : length;
  }
  return 0;
}

/** Whether `+4 98250 12345` is a count before a number, and not a number abroad as `+44 7911 123456` is. */
function isPlusCount(run: string, [whole, count = ""]: RegExpExecArray, homeCountry: string): boolean {
  const left = run.slice(whole.length);
  if (!AS_AT_HOME.test(left) || !startsWithNumber(left, homeCountry)) return false;
  if (!CODES.has(count)) return true;
  if (Number(count) > MAX_GUESTS) return false;
  if (/^\d{5}\s\d{5}/.test(left) && count.length === 1) return true;
  const abroad = normalisePhone(run, homeCountry);
  return !abroad.ok || abroad.type === "unknown";
}

/** Whether some leading words of a text are a number. */
function startsWithNumber(text: string, homeCountry: string): boolean {
  if (wordsOfNumber(text.split(/\s+/), homeCountry) > 0) return true;
  return COUNT_BEHIND.test(text) && normalisePhone(text.replace(COUNT_BEHIND, ""), homeCountry).ok;
}

const digitsIn = (text: string): number => text.replace(/\D/g, "").length;

/** How many of the words can be one number at most; a long run of digits is not tried from its end. */
function withinNumber(words: string[]): number {
  let digits = 0;
  const end = words.findIndex((word) => {
    digits += digitsIn(word);
    return digits > MAX_DIGITS;
  });
  return end < 0 ? words.length : end;
}

function takeAnother(text: string, homeCountry: string, phones: string[]): string {
  const next = takePhones(text, homeCountry);
  phones.push(...next.phones);
  return next.rest;
}
