const EARLY_MS = 3 * 3_600_000;

/** The function gifts are given at now: the last that has begun, or begins within hours; before all of them the first. */
export function functionNow<F extends { startsAt: string | null; cancelled: boolean }>(
  events: readonly F[],
  now: Date,
): F | null {
  const held = events.filter((one) => !one.cancelled);
  const begun = held.filter((one) => one.startsAt && Date.parse(one.startsAt) - EARLY_MS <= now.getTime());
  const last = begun.sort((a, b) => Date.parse(b.startsAt!) - Date.parse(a.startsAt!))[0];
  return last ?? held[0] ?? null;
}
