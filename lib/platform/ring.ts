/** The queues that have got work; null where that is not known. */
export type Rung = readonly string[] | null;
type Ringer = (queues: Rung) => void;

const holder = globalThis as typeof globalThis & { parinayaRinger?: Ringer };

/** Whoever hosts a drain in this process (a Next instance, a worker) says here how it is woken. */
export function onRing(ringer: Ringer): void {
  holder.parinayaRinger = ringer;
}

/** Wakes the drain after a commit. Losing a ring costs time, never work: the cron sweeps. */
export function ring(queues: Rung): void {
  holder.parinayaRinger?.(queues);
}
