import { toAsciiDigits } from "@/lib/kernel/text";

export interface Money {
  amount: number;
  currency: string;
}

const SIGNS: Record<string, string> = { "₹": "INR", $: "USD", "£": "GBP", "€": "EUR" };
const WORDS: Record<string, string> = {
  RS: "INR",
  "RS.": "INR",
  RUPEES: "INR",
  DIRHAM: "AED",
  DIRHAMS: "AED",
};
/** As families say it: 51k, 1.5 lakh, 2 crore. */
const TIMES: Record<string, number> = {
  K: 1e3,
  THOUSAND: 1e3,
  L: 1e5,
  LAC: 1e5,
  LAKH: 1e5,
  LAKHS: 1e5,
  CR: 1e7,
  CRORE: 1e7,
};

/** An amount as it is written at a counting table: "1,101", "₹ 5100", "५०१", "51k", "AED 500". Null where it is none. */
export function readAmount(text: string, home = "INR"): Money | null {
  let currency = home;
  let rest = toAsciiDigits(text.normalize("NFKC"))
    .replace(/\/-|\/=/g, "")
    .replace(/[\s\u00a0'’_]/g, "")
    .toUpperCase();
  for (const [sign, code] of Object.entries(SIGNS))
    if (rest.includes(sign)) {
      currency = code;
      rest = rest.replace(sign, "");
    }
  const named = rest.match(
    /^(RS\.?|RUPEES|DIRHAMS?|[A-Z]{3})(?=[\d.])|(?<=\d)(RS\.?|RUPEES|DIRHAMS?|[A-Z]{3})$/,
  )?.[0];
  if (named && !(named in TIMES)) {
    currency = WORDS[named] ?? named;
    rest = rest.replace(named, "");
  }
  const read = rest.match(/^(\d[\d,]*(?:\.\d{1,4})?)([A-Z]+)?$/);
  if (!read) return null;
  const times = read[2] === undefined ? 1 : TIMES[read[2]];
  if (times === undefined) return null;
  const amount = Math.round(Number(read[1]!.replaceAll(",", "")) * times * 100) / 100;
  return amount > 0 && amount < 1e12 ? { amount, currency } : null;
}

/** "₹1,01,101": digits grouped as its readers group them. */
export const showMoney = ({ amount, currency }: Money, locale = "en-IN"): string =>
  new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
  }).format(amount);

/** Sums by currency, the largest count first; amounts of different currencies are never added. */
export function sumMoney(all: readonly Money[]): Money[] {
  const sums = new Map<string, { cents: number; n: number }>();
  for (const { amount, currency } of all) {
    const sum = sums.get(currency) ?? { cents: 0, n: 0 };
    sums.set(currency, { cents: sum.cents + Math.round(amount * 100), n: sum.n + 1 });
  }
  return [...sums]
    .sort(([a, x], [b, y]) => y.n - x.n || (a < b ? -1 : 1))
    .map(([currency, { cents }]) => ({ currency, amount: cents / 100 }));
}
