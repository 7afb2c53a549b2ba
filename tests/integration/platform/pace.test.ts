import { expect, it } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { returnSlots, takeSlots } from "@/lib/platform/rate-limit";

const PER_SECOND = 200;
const CALLERS = 4;

/** Whoever takes slots, in however many places at once: no two of them share a moment, and none come nearer than the pace. */
it("gives each slot a moment of its own, to any number of callers, returned ones included", async () => {
  const key = `pace:${newId()}`;
  const moments: number[] = [];
  const caller = async (who: number) => {
    for (let round = 0; round < 40; round++) {
      const { slots, waitMs } = await takeSlots(key, 1 + ((round + who) % 7), {
        perSecond: PER_SECOND,
        aheadMs: 150,
      });
      if (!slots) {
        await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, 50)));
        continue;
      }
      const unused = round % 5 === 0 ? 1 : 0;
      const end = new Date(slots.end).getTime() * 1_000 + micros(slots.end);
      const interval = slots.intervalMs * 1_000;
      for (let i = slots.count; i > unused; i--) moments.push(end - i * interval);
      await returnSlots(key, slots, unused);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, who) => caller(who)));
  moments.sort((a, b) => a - b);
  const gaps = moments.slice(1).map((at, i) => at - moments[i]!);
  expect(moments.length).toBeGreaterThan(CALLERS * 10);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000_000 / PER_SECOND - 2);
});

/** What a JavaScript date leaves out of Postgres's microseconds. */
const micros = (text: string): number =>
  Number((/\.(\d{1,6})/.exec(text)?.[1] ?? "").padEnd(6, "0").slice(3) || 0);
