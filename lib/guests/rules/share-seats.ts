export interface Seats {
  adults: number;
  children: number;
}

/** Who holds places at a function: a household itself, or one that went into it. */
export interface Holder extends Seats {
  unitId: string;
}

export const SEAT_BANDS = ["adults", "children"] as const;

/**
 * Places that go with people who leave a household: of each where they come from (`leaving`, by household), and what is
 * missing there of the others, in the order given. No place is given twice, none more than there are, and the last one
 * stays: whoever goes can be given more places, but nobody who stays is uninvited.
 */
export function shareSeats(
  holders: readonly Holder[],
  leaving: ReadonlyMap<string, Seats>,
): { taken: Seats; left: Holder[] } {
  const taken: Seats = { adults: 0, children: 0 };
  const left = holders.map((holder) => ({ ...holder }));
  for (const band of SEAT_BANDS) {
    let wanted = 0;
    const take = (holder: Holder, most: number) => {
      const n = Math.min(holder[band], most);
      holder[band] -= n;
      taken[band] += n;
      return n;
    };
    for (const seats of leaving.values()) wanted += seats[band];
    for (const holder of left) wanted -= take(holder, leaving.get(holder.unitId)?.[band] ?? 0);
    for (const holder of left) wanted -= take(holder, wanted);
  }
  const last = SEAT_BANDS.find((band) => taken[band] > 0);
  if (last && left.every(({ adults, children }) => adults + children === 0)) {
    left[holders.findIndex((holder) => holder[last] > 0)]![last] = 1;
    taken[last] -= 1;
  }
  return { taken, left };
}
