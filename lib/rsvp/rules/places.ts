export interface Waiting {
  unitId: string;
  /** Everybody of the household who wants to come. */
  persons: number;
  /** Those of them who have a place already. */
  held: number;
}

/**
 * Who gets a place, in the order given. A family gets its places together or waits; one that does not fit does not hold
 * up a smaller one behind it. Never gives more than is free.
 */
export function shareOutPlaces(free: number, waiting: readonly Waiting[]): Waiting[] {
  let left = free;
  return waiting.flatMap((one) => {
    const more = one.persons - one.held;
    if (more <= 0 || more > left) return [];
    left -= more;
    return [{ ...one, held: one.persons }];
  });
}
