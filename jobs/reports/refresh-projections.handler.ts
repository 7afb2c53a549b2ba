import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { relaysThatEnded } from "@/lib/messaging/queries/relay";
import { dispatchMessages } from "@/lib/messaging/topics";
import { ringDoorbells } from "@/lib/platform/boss";
import { env } from "@/lib/platform/env";
import { lookAgain, type Table } from "@/lib/platform/statistics";
import { enqueue } from "@/lib/platform/topic";
import { readTenant } from "@/lib/platform/transaction";
import { refreshProjections, whenFree } from "@/lib/reports/commands/refresh-projections";
import { refreshProjections as topic } from "@/lib/reports/topics";
import { sharePlaces } from "@/lib/rsvp/commands/share-places";
import type { Handler, JobTools } from "../job";
import { singleFlight } from "../single-flight";

/**
 * What grows from nothing while messages go out and answers come in. The planner hears of it at every second, fourth,
 * eighth … version of a wedding, and what connections have planned since these tables were empty is planned anew.
 */
const GROWING: readonly Table[] = [
  "message_attempts",
  "message_receipts",
  "webhook_inbox",
  "webhook_events",
  "inbound_messages",
  "conversations",
  "contact_windows",
  "rsvp_answers",
  "rsvp_answer_people",
  "rsvp_current",
  "unit_overview",
  "headcount_parts",
];
const isPowerOfTwo = (n: number) => n > 1 && (n & (n - 1)) === 0;

type Payload = z.output<typeof topic.payload>;

const once = singleFlight();

export const handle: Handler<Payload> = (payload, tools) =>
  once(payload.weddingId, () => refresh(payload, tools));

/** Who was taken off the guest list may have been the last of a relative's list: nobody taps there any more. */
async function endRelays({ weddingId }: Payload, scope: Scope, correlationId: string): Promise<void> {
  const ended = await readTenant(scope, (tx) => relaysThatEnded(tx, scope));
  await ringDoorbells(
    ended.map((senderId) => enqueue(dispatchMessages, { weddingId, senderId })),
    correlationId,
  );
}

async function refresh({ weddingId }: Payload, { correlationId, deadline }: JobTools): Promise<void> {
  const scope = mintScope(weddingId, { kind: "system", job: "reports.refresh" });
  for (;;) {
    await sharePlaces({ scope, correlationId }, {});
    const done = await whenFree(
      () => refreshProjections({ scope, correlationId }, {}),
      deadline - Date.now(),
    );
    if (!done.ok || done.value.refreshed === 0) break;
    if (Date.now() > deadline) {
      // Whoever joined this flight has ended its own job already: what is left must not wait for the sweep.
      await ringDoorbells([enqueue(topic, { weddingId })], correlationId);
      return;
    }
    // A short pause lets the marks of a busy moment gather, so that one recomputation serves many replies.
    await Promise.all([
      new Promise((resolve) => setTimeout(resolve, env().REFRESH_GATHER_MS)),
      ...(isPowerOfTwo(done.value.version) ? [lookAgain(scope, GROWING)] : []),
    ]);
  }
  await endRelays({ weddingId }, scope, correlationId);
}
