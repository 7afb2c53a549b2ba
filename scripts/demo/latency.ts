import type { DemoClient } from "./client";

interface Tap {
  seq: number;
  at: number;
  wamid: string;
}

interface Live {
  recent: { replyId: string | null }[];
}

/**
 * Measures from a guest's tap in the simulator to the first answer of the dashboard's endpoint that shows it, by asking
 * the endpoint as a live screen would, only more often and for more of those who answered last than fit on one.
 */
export class LatencyProbe {
  readonly #client: DemoClient;
  readonly #seen = new Map<string, number>();
  #running = false;
  #loop: Promise<void> = Promise.resolve();

  constructor(client: DemoClient) {
    this.#client = client;
  }

  start(): void {
    this.#running = true;
    this.#loop = (async () => {
      while (this.#running) {
        const live = await this.#client.get<Live>("dashboard?recent=200").catch(() => null);
        const now = Date.now();
        for (const { replyId } of live?.recent ?? [])
          if (replyId && !this.#seen.has(replyId)) this.#seen.set(replyId, now);
        await new Promise((resolve) => setTimeout(resolve, 80));
      }
    })();
  }

  async stop(): Promise<{ p50: number; p95: number; n: number }> {
    this.#running = false;
    await this.#loop;
    const waits: number[] = [];
    for (let after = 0; ; ) {
      const page = await this.#client.simulator<{ rows: Tap[]; next: number | null }>(
        "GET",
        `taps?after=${after}&limit=10000`,
      );
      for (const tap of page.rows) {
        const shown = this.#seen.get(tap.wamid);
        if (shown !== undefined) waits.push(Math.max(0, shown - tap.at));
      }
      if (page.next === null || page.rows.length === 0) break;
      after = page.next;
    }
    waits.sort((a, b) => a - b);
    const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0;
    return { p50: at(0.5), p95: at(0.95), n: waits.length };
  }
}
