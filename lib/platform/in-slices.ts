import { setImmediate } from "node:timers/promises";

/**
 * Seconds of arithmetic, a slice of `size` at a time: in between whoever else asked this process, a guest's webhook or a
 * page, is answered.
 */
export async function inSlices<T, R>(
  items: readonly T[],
  size: number,
  work: (slice: readonly T[]) => readonly R[],
): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += size) {
    for (const one of work(items.slice(at, at + size))) results.push(one);
    await setImmediate();
  }
  return results;
}
