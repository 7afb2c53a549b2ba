import type { GiftWay } from "@/lib/gifts/types";
import { type Money, sumMoney } from "./amount";

export interface BeforeNote {
  direction: GiftWay;
  year: number | null;
  amount: number | null;
  currency: string | null;
}

const moneyOf = (notes: readonly { amount: number | null; currency: string | null }[]): Money[] =>
  notes.flatMap(({ amount, currency }) =>
    amount !== null && currency !== null ? [{ amount, currency }] : [],
  );

/**
 * The custom of returning, as numbers: what they gave us (before, and at this wedding), what we gave them, and by how much
 * theirs is more. It says what is so and advises nothing.
 */
export function standing(
  notes: readonly BeforeNote[],
  now: readonly { amount: number | null; currency: string | null }[],
): { received: Money[]; given: Money[]; toReturn: Money[] } {
  const received = sumMoney([
    ...moneyOf(notes.filter((note) => note.direction === "received")),
    ...moneyOf(now),
  ]);
  const given = sumMoney(moneyOf(notes.filter((note) => note.direction === "given")));
  const toReturn = received.flatMap(({ amount, currency }) => {
    const back = given.find((one) => one.currency === currency)?.amount ?? 0;
    const rest = Math.round((amount - back) * 100) / 100;
    return rest > 0 ? [{ amount: rest, currency }] : [];
  });
  return { received, given, toReturn };
}
