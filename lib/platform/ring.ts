/** The queues that have got work; null where that is not known. */
export type Rung = readonly string[] | null;
type Ringer = (queues: Rung) => void;

const holder = globalThis as typeof globalThis & { parinayaRingers?: Set<Ringer> };

/** Whoever works off the queues in this process, or starts such work, hears of every commit here until it leaves. */
export function onRing(ringer: Ringer): () => void {
  holder.parinayaRingers ??= new Set();
  const ringers = holder.parinayaRingers.add(ringer);
  return () => ringers.delete(ringer);
}

/** Wakes the drains after a commit. Losing a ring costs time, never work: the cron sweeps. */
export function ring(queues: Rung): void {
  for (const ringer of holder.parinayaRingers ?? []) ringer(queues);
}
