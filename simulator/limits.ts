const WINDOW_MS = 1000;
const PAIR_INTERVAL_MS = 6000;
const PAIR_BURST = 45;

/** Messages of the last second, in both directions: Meta counts them together. */
export class Throughput {
  private times: number[] = [];
  private head = 0;

  /** How many messages the last second has seen. */
  count(now: number): number {
    while (this.head < this.times.length && (this.times[this.head] as number) <= now - WINDOW_MS) this.head++;
    if (this.head > 4096) {
      this.times = this.times.slice(this.head);
      this.head = 0;
    }
    return this.times.length - this.head;
  }

  add(now: number): void {
    this.times.push(now);
  }
}

/** Takes a slot of the pair rate (one message per 6 s, 45 on credit); false when there is none. */
export function takePairSlot(pair: { pairTat: number }, now: number): boolean {
  const tat = Math.max(pair.pairTat, now);
  if (tat - now > (PAIR_BURST - 1) * PAIR_INTERVAL_MS) return false;
  pair.pairTat = tat + PAIR_INTERVAL_MS;
  return true;
}
