"use client";

import { useEffect, useState } from "react";

const WINDOW_MS = 20_000;

/** How fast a count grows, over the last seconds, and how long the rest will take at that pace. */
export function useRate(done: number, total: number): { ratePerMinute?: number; secondsLeft?: number } {
  const [seen, setSeen] = useState<readonly { at: number; done: number }[]>([]);
  useEffect(() => {
    const at = Date.now();
    setSeen((before) => [
      ...before.filter((one) => at - one.at < WINDOW_MS && one.done <= done),
      { at, done },
    ]);
  }, [done]);
  const first = seen[0];
  const last = seen.at(-1);
  if (!first || !last || last.at - first.at < 500 || last.done <= first.done) return {};
  const perSecond = ((last.done - first.done) * 1000) / (last.at - first.at);
  return { ratePerMinute: perSecond * 60, secondsLeft: Math.max(0, total - done) / perSecond };
}
