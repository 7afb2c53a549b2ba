import { candidateKeys, type LikenessPerson } from "./likeness";

/** A key that more people than this share says too little about any two of them. */
const MOST_PER_KEY = 12;
/** What a page may wait for: some tens of thousands of pairs a second are compared. */
const MOST_PAIRS = 20_000;

/** Somebody with what they are found by. */
export type Keyed<T> = readonly [T, readonly string[]];

export const keyed = <T extends LikenessPerson>(person: T): Keyed<T> => [person, candidateKeys(person)];

/**
 * Pairs worth comparing, each once, the rarest thing they share first: bounded however many people there are. Whether
 * they may be one person, `likeness` decides.
 */
export function candidatePairs<T extends { id: string }>(people: readonly Keyed<T>[]): [T, T][] {
  const blocks = new Map<string, T[]>();
  for (const [person, keys] of people)
    for (const key of keys) {
      const block = blocks.get(key);
      if (block) block.push(person);
      else blocks.set(key, [person]);
    }
  const telling = [...blocks.values()]
    .filter((block) => block.length > 1 && block.length <= MOST_PER_KEY)
    .sort((a, b) => a.length - b.length);
  const pairs = new Map<string, [T, T]>();
  for (const block of telling)
    for (const [at, one] of block.entries())
      for (const other of block.slice(at + 1)) {
        const [a, b] = one.id < other.id ? [one, other] : [other, one];
        if (pairs.size >= MOST_PAIRS) return [...pairs.values()];
        pairs.set(`${a.id} ${b.id}`, [a, b]);
      }
  return [...pairs.values()];
}
