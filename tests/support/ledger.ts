import type { TestProvider } from "./provider";

export interface Accepted {
  seq: number;
  at: number;
  to: string;
  opaque: string | null;
  wamid: string;
}

/** Everything the provider has accepted, in its own order: the judge of every proof. */
export async function readLedger(provider: Pick<TestProvider, "control">): Promise<Accepted[]> {
  const found: Accepted[] = [];
  for (let after = 0; ; ) {
    const page = await provider.control<{ rows: Accepted[]; next: number | null }>(
      "GET",
      `ledger?after=${after}&limit=10000`,
    );
    found.push(...page.rows);
    if (page.next === null || page.rows.length === 0) return found;
    after = page.next;
  }
}

/** Recipients with more than one message. */
export function sentTwice(ledger: readonly Accepted[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { to } of ledger) (seen.has(to) ? twice : seen).add(to);
  return [...twice];
}

/**
 * The most that any window of this length has seen, wherever it begins; windows with one of the `blind` spans in them
 * (or just before them) are left out.
 */
export function mostWithin(
  times: readonly number[],
  ms: number,
  blind: readonly { from: number; to: number }[] = [],
): number {
  const sorted = [...times].sort((a, b) => a - b);
  let most = 0;
  for (let first = 0, last = 0; last < sorted.length; last++) {
    while (sorted[last]! - sorted[first]! >= ms) first++;
    const count = last - first + 1;
    const seen = () => !blind.some(({ from, to }) => from <= sorted[last]! && to >= sorted[first]!);
    if (count > most && seen()) most = count;
  }
  return most;
}

export interface Refused {
  at: number;
  code: number;
  to: string;
  retryAfter?: number;
}

/** The calls that the provider did not accept, the newest ten thousand. */
export const readRefusals = async (provider: Pick<TestProvider, "control">): Promise<Refused[]> =>
  (await provider.control<{ refusals: Refused[] }>("GET", "refusals?limit=10000")).refusals;
