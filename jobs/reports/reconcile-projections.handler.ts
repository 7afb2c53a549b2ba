import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { logger } from "@/lib/platform/logger";
import { readTenant } from "@/lib/platform/transaction";
import { reconcileProjections } from "@/lib/reports/commands/reconcile-projections";
import { whenFree } from "@/lib/reports/commands/refresh-projections";
import {
  addUp,
  type Compared,
  compareCurrent,
  compareFamilies,
  compareParts,
  compareRuns,
  compareSums,
  familiesOf,
  markedRuns,
  partsOf,
  type Stretch,
} from "@/lib/reports/queries/compare";
import { lastReconciliation } from "@/lib/reports/queries/reconciliation";
import type { reconcileProjections as topic } from "@/lib/reports/topics";
import type { Handler } from "../job";

/** Some two thousand families: a look at them takes a fraction of a second. */
const PARTS_AT_ONCE = 64;
/** How often a part that has something to count is looked at before the counting is held up for it. */
const LOOKS = 3;
/** Whoever counts and answers comes first: for each moment of looking so many of rest, as far as the time allows. */
const REST = 3;
const LEAST_REST_MS = 50;
/** The sweep may have rung again while a comparison was on its way. */
const TOO_SOON_MS = 50 * 60_000;
/** Of the time of a turn: what is left at the end, and what has to be counted first, come after the looking. */
const SHARE = 0.8;

/**
 * The hourly comparison. The parts are looked at a few at a time, beside the counting and with rests between, each few in
 * a snapshot of their own; only what had something to count at every look is compared while nobody counts. What does not
 * fit into a turn is left to the next hour, which begins there. Where anything differs, everything is compared and healed
 * in one piece, and the log has a line: the projections are made so that nothing can.
 */
export const handle: Handler<z.output<typeof topic.payload>> = async (
  { weddingId },
  { correlationId, deadline },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "reports.reconcile" });
  const last = await readTenant(scope, (tx) => lastReconciliation(tx, scope));
  if (last && Date.now() - Date.parse(last.at) < TOO_SOON_MS) return;
  const until = Date.now() + (deadline - Date.now()) * SHARE;
  const beside = await lookBeside(scope, last?.upTo ?? 0, until);
  const done = await whenFree(
    () => reconcileProjections({ scope, correlationId }, beside ? { beside } : {}),
    deadline - Date.now(),
  );
  if (done.ok && done.value.differences > 0)
    logger().warn({ event: "reconcile", correlationId, weddingId, ...done.value }, "projections differed");
};

interface Beside {
  /** Parts, and runs, that had something to count at every look. */
  left: number[];
  runs: string[];
  compared: number;
  upTo: number | null;
}

/** As far as the time allows (process clock, milliseconds), and at least one stretch; null where anything differs. */
export async function lookBeside(
  scope: Scope,
  start: number,
  until: number,
  share = REST,
): Promise<Beside | null> {
  const left: number[] = [];
  const { runs, found } = await lookAtWhole(scope);
  if (found.differences > 0) return null;
  let { compared } = found;
  for (let from = start; ; ) {
    let which: Parameters<typeof partsOf>[2] = { from, count: PARTS_AT_ONCE };
    let last = -1;
    for (let look = 1; ; look++) {
      const started = performance.now();
      const seen = await lookAt(scope, which);
      if (seen.found.differences > 0) return null;
      compared += seen.found.compared;
      last = seen.last ?? -1;
      const toCome = Math.ceil((last + 1 - from) / PARTS_AT_ONCE);
      await rest(performance.now() - started, share, (until - Date.now()) / Math.max(1, toCome));
      if (seen.behind.length > 0 && look < LOOKS) which = { buckets: seen.behind };
      else {
        left.push(...seen.behind);
        break;
      }
    }
    from += PARTS_AT_ONCE;
    if (from > last) return { left, runs, compared, upTo: null };
    if (Date.now() > until) return { left, runs, compared, upTo: from };
  }
}

/** What is of the whole wedding, in one snapshot; but for the runs that have something to count in it. */
async function lookAtWhole(scope: Scope): Promise<{ found: Compared; runs: string[] }> {
  const { weddingId } = scope;
  return await readTenant(scope, async (tx) => {
    const found = [
      await compareSums(tx, weddingId),
      await compareFamilies(tx, weddingId),
      await compareRuns(tx, weddingId, "settled"),
    ];
    return { found: addUp(found), runs: await markedRuns(tx, weddingId) };
  });
}

/** Some parts in one snapshot, but for those that have something to count in it. */
async function lookAt(
  scope: Scope,
  which: Parameters<typeof partsOf>[2],
): Promise<Stretch & { found: Compared }> {
  const { weddingId } = scope;
  return await readTenant(scope, async (tx) => {
    const stretch = await partsOf(tx, weddingId, which);
    const found = [
      await compareCurrent(tx, weddingId, familiesOf(weddingId, stretch.settled)),
      await compareParts(tx, weddingId, stretch.settled),
    ];
    return { ...stretch, found: addUp(found) };
  });
}

/** @param allowedMs for a stretch and the rest after it, if all that are to come shall have as much */
const rest = (tookMs: number, share: number, allowedMs: number) =>
  new Promise<void>((resolve) =>
    setTimeout(resolve, Math.max(LEAST_REST_MS, Math.min(tookMs * share, allowedMs - tookMs))),
  );
