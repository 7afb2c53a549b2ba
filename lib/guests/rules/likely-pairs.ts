import { candidatePairs, keyed } from "./candidate-pairs";
import { type Likeness, type LikenessPerson, likeness, suggestionKey } from "./likeness";

export interface LikelyPair<T> extends Likeness {
  /** Under which a human's word on the two is remembered. */
  key: string;
  a: T;
  b: T;
}

/** Of these pairs the ones who may be one person and of whom nobody has said otherwise, the likest first. */
export const likelyOf = <T extends LikenessPerson>(
  pairs: readonly (readonly [T, T])[],
  decided: ReadonlySet<string>,
): LikelyPair<T>[] =>
  pairs
    .flatMap(([a, b]) => {
      const found = likeness(a, b);
      const key = suggestionKey(a, b);
      return found && !decided.has(key) ? [{ ...found, key, a, b }] : [];
    })
    .sort(likestFirst);

export const likestFirst = (one: Likeness, other: Likeness): number => other.score - one.score;

export const likelyAmong = <T extends LikenessPerson & { id: string }>(
  people: readonly T[],
  decided: ReadonlySet<string>,
): LikelyPair<T>[] => likelyOf(candidatePairs(people.map(keyed)), decided);
