import { phonesInCell, readPhone } from "@/lib/imports/rules/phone-cell";
import type { DraftPhone } from "@/lib/imports/rules/row-contacts";
import { squash } from "@/lib/kernel/text";

/** Nine digits or more, as no flat, year or roll number has. */
const NUMBER = /(?:\(\+?\p{Nd}{1,4}\)\s?)?\+?\p{Nd}(?:[\s().\-–]{0,2}\p{Nd}){8,14}/gu;

/**
 * The phones written into a name and the name without them, or undefined where there are none: a number in a name would
 * be shown to everybody who sees names, and nobody would be written to at it.
 */
export function numberInName(
  name: string,
  homeCountry: string,
): { name: string; phones: Omit<DraftPhone, "primary">[] } | undefined {
  const phones: Omit<DraftPhone, "primary">[] = [];
  const rest = name.replace(NUMBER, (run) => {
    const found = phonesInCell(run, homeCountry).map((raw) => ({ raw, phone: readPhone(raw, homeCountry) }));
    if (found.some(({ phone }) => !phone.ok || phone.type === "unknown")) return run;
    for (const { raw, phone } of found)
      if (phone.ok) phones.push({ e164: phone.e164, raw, assumedCountry: phone.assumedCountry });
    return " ";
  });
  if (phones.length === 0) return undefined;
  const bare = squash(rest.replace(/\(\s*\)|\[\s*\]/g, " ")).replace(
    /^[\s\-–—:;,.|/&+]+|[\s\-–—:;,|/&+]+$/g,
    "",
  );
  return { name: /\p{L}/u.test(bare) ? bare : "", phones };
}
