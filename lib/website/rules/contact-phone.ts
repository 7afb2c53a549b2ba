import { normalisePhone, type PhoneRefusal } from "@/lib/kernel/phone";

const WORDS: Record<PhoneRefusal, string> = {
  empty: "Which number can guests call?",
  scientific: "This number has lost its digits in a sheet. Please type it again.",
  letters: "This has letters in it, so it cannot be a phone number.",
  too_short: "This number is too short. Please check it.",
  too_long: "This number is too long. Please check it.",
  not_a_number: "Guests could not call this. For a number abroad, write it with + and the country code.",
};

/** The number of somebody whom guests may call, or what is wrong with it. */
export function readContactPhone(
  typed: string,
  homeCountry: string,
): { ok: true; e164: string } | { ok: false; message: string } {
  const read = normalisePhone(typed, homeCountry);
  return read.ok ? { ok: true, e164: read.e164 } : { ok: false, message: WORDS[read.reason] };
}
