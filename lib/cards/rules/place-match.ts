import type { FoundPlace } from "@/lib/cards/ports";
import { nameKey } from "@/lib/kernel/text";

/** Words that say what a place is, not which. */
const COMMON = new Set("the restaurant cafe bar hotel and kitchen house by at of in".split(" "));

const words = (text: string): Set<string> => {
  const all = nameKey(text).split(" ").filter(Boolean);
  const telling = all.filter((word) => !COMMON.has(word));
  return new Set(telling.length > 0 ? telling : all);
};

const within = (small: ReadonlySet<string>, large: ReadonlySet<string>): boolean =>
  small.size > 0 && [...small].every((word) => large.has(word));

/** Whether a place that was found carries the name that was asked for: one name is all of the other, and more. */
export function sameName(asked: string, found: string): boolean {
  const [a, b] = [words(asked), words(found)];
  return within(a, b) || within(b, a);
}

/**
 * Which of the places found is the one: the only one of that name, or the only one of them at the address. A chain with
 * a house in every quarter is nobody's to guess.
 */
export function chosenPlace(
  asked: { placeName: string; address: string | null },
  found: readonly FoundPlace[],
): FoundPlace | "unsure" | null {
  const named = found.filter((one) => sameName(asked.placeName, one.name));
  if (named.length <= 1) return named[0] ?? null;
  const quarter = asked.address ? words(asked.address) : new Set<string>();
  const there = named.filter(
    (one) => one.address !== null && [...quarter].some((word) => words(one.address!).has(word)),
  );
  const best = there.length > 0 ? there : named;
  return best.length === 1 ? best[0]! : "unsure";
}

/** The found address where it says all that the host wrote, and more; else the host's own words. */
export function fullerAddress(own: string | null, found: string | null): string | null {
  if (own === null || found === null) return own ?? found;
  return within(words(own), words(found)) ? found : own;
}
