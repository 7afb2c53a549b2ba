import type { Child } from "./children";

/** A sentence for a person, without a stack. */
export class StackError extends Error {}

/** Until a child answers at its address, or has ended without. */
export async function waitFor(url: string, child: Child, timeoutMs = 60_000): Promise<void> {
  let ended: number | null | undefined;
  void child.exited.then((code) => {
    ended = code;
  });
  for (const until = Date.now() + timeoutMs; Date.now() < until; ) {
    if (ended !== undefined)
      throw new StackError(
        `${child.name} did not start (exit ${ended}). Run with LOG_LEVEL=info to see why.`,
      );
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new StackError(`${child.name} does not answer at ${url}.`);
}
