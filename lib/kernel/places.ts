import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
} from "libphonenumber-js/max";

/** Where a number's first digits say it is from. */
export interface Place {
  /** `+` and digits, at most five characters. */
  prefix: string;
  /** ISO 3166 code. */
  country: string;
}

/** Countries that share a calling code and are told apart by the digits after it: the code, and how many more digits. */
const SHARED: readonly [code: string, more: number][] = [
  ["1", 3],
  ["7", 1],
];
/** Of a code several territories share, the one a number without more to tell is from. */
const MAIN: Record<string, CountryCode> = {
  "1": "US",
  "7": "RU",
  "39": "IT",
  "44": "GB",
  "47": "NO",
  "61": "AU",
  "212": "MA",
  "262": "RE",
  "290": "SH",
  "358": "FI",
  "590": "GP",
  "599": "CW",
};

let places: readonly Place[] | undefined;

/** Every prefix that tells a country, worked out once from libphonenumber's data; the longest that fits is right. */
export function phonePlaces(): readonly Place[] {
  places ??= [...callingCodes(), ...SHARED.flatMap(([code, more]) => areaCodes(code, more))];
  return places;
}

function callingCodes(): Place[] {
  const byCode = new Map<string, string>();
  for (const country of getCountries()) {
    const code = getCountryCallingCode(country);
    byCode.set(code, MAIN[code] ?? byCode.get(code) ?? country);
  }
  return [...byCode].map(([code, country]) => ({ prefix: `+${code}`, country }));
}

function areaCodes(code: string, more: number): Place[] {
  return Array.from({ length: 10 ** more }, (_, n) => String(n).padStart(more, "0")).flatMap((digits) => {
    const number = parsePhoneNumberFromString(`+${code}${digits}${"5550123456".slice(0, 10 - more)}`);
    const country = number?.country;
    return country && country !== MAIN[code] ? [{ prefix: `+${code}${digits}`, country }] : [];
  });
}

/** The country of a number in E.164, or null where its first digits tell none. */
export function countryOf(e164: string): string | null {
  let best: Place | undefined;
  for (const place of phonePlaces())
    if (e164.startsWith(place.prefix) && place.prefix.length > (best?.prefix.length ?? 0)) best = place;
  return best?.country ?? null;
}

/** The time zones of a country, by the runtime's own data; none for a code that is not one. */
export function zonesOf(country: string): string[] {
  try {
    const locale = new Intl.Locale("und", { region: country }) as Intl.Locale & {
      getTimeZones?: () => string[] | undefined;
    };
    return locale.getTimeZones?.() ?? [];
  } catch {
    return [];
  }
}
