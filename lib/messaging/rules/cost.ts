export interface Price {
  /** ISO 3166 code. */
  country: string;
  category: string;
  /** In ten-thousandths of the currency's unit. */
  price: number;
  /** ISO 4217 code. */
  currency: string;
}

/**
 * What resellers asked for India at the beginning of 2026, until the family writes what its own provider asks. Prices
 * change; every one of them can be edited.
 */
export const KNOWN_PRICES: readonly Price[] = [
  { country: "IN", category: "MARKETING", price: 8631, currency: "INR" },
  { country: "IN", category: "UTILITY", price: 1150, currency: "INR" },
];

export interface Cost {
  /** By country, the most messages first; `total` in ten-thousandths, null where no price is known. */
  lines: { country: string | null; messages: number; total: number | null; currency: string | null }[];
  /** Sums of what has a price, by currency. */
  totals: { currency: string; total: number }[];
  /** Messages nobody knows a price of. */
  unpriced: number;
}

/** The wedding's own price, else the known one. */
export const priceOf = (
  prices: readonly Price[],
  country: string | null,
  category: string,
): Price | undefined =>
  [...prices, ...KNOWN_PRICES].find((one) => one.country === country && one.category === category);

/** What these messages cost at most: a message that is not delivered costs nothing. */
export function costOf(
  counts: readonly { country: string | null; messages: number }[],
  category: string,
  prices: readonly Price[],
): Cost {
  const lines = [...counts]
    .sort((a, b) => b.messages - a.messages || ((a.country ?? "") < (b.country ?? "") ? -1 : 1))
    .map(({ country, messages }) => {
      const known = priceOf(prices, country, category);
      return {
        country,
        messages,
        total: known ? known.price * messages : null,
        currency: known?.currency ?? null,
      };
    });
  const totals = new Map<string, number>();
  for (const { currency, total } of lines)
    if (currency !== null && total !== null) totals.set(currency, (totals.get(currency) ?? 0) + total);
  return {
    lines,
    totals: [...totals].map(([currency, total]) => ({ currency, total })),
    unpriced: lines.filter(({ total }) => total === null).reduce((sum, line) => sum + line.messages, 0),
  };
}

/**
 * How many days a run takes where a number may write to so many people first within any 24 hours: what is left of today,
 * then a day for each full measure. Null where it is done at once.
 */
export function daysNeeded(recipients: number, limit: number | null, used: number): number | null {
  if (limit === null) return null;
  const now = Math.max(0, limit - used);
  return recipients <= now ? null : Math.ceil((recipients - now) / limit) + (now > 0 ? 1 : 0);
}
