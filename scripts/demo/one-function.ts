import { DEMO_WORDS } from "@/db/seed/demo-site";
import type { EventNumbers } from "./types";

/** The name a function was written with, by any of the demo wedding's words for it. */
const WRITTEN = new Map(
  Object.values(DEMO_WORDS).flatMap((functions) =>
    Object.entries(functions).map(([written, words]) => [words.name, written] as const),
  ),
);

/**
 * What the guests' phones expect, a line per function: each family reads its names in the language of its message, and the
 * simulator knows no more than what it reads.
 */
export function byFunction(expected: readonly EventNumbers[]): EventNumbers[] {
  const sums = new Map<string, EventNumbers>();
  for (const { name: read, ...numbers } of expected) {
    const name = WRITTEN.get(read) ?? read;
    const sum = sums.get(name);
    if (!sum) sums.set(name, { name, ...numbers });
    else for (const key of Object.keys(numbers) as (keyof typeof numbers)[]) sum[key] += numbers[key];
  }
  return [...sums.values()];
}
