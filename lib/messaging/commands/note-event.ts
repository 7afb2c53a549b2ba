import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/lib/platform/command";
import { claimEvent, settleEvent } from "./settle-event";

/** So long what could not be applied is tried again by itself. */
const TRIED_FOR = "1 hour";

/**
 * Accounts for an event that no one acts on here, or that could not be applied: it is never simply gone. What is parked is
 * tried again by whoever reads the inbox next, for a while; then it is for a human.
 */
export const noteEvent = defineCommand({
  name: "messaging.note-event",
  permission: "webhooks.apply",
  input: z.object({
    inboxId: z.uuid(),
    key: z.string(),
    kind: z.enum(["status", "message", "account"]),
    disposition: z.enum(["ignored", "quarantined", "parked"]),
    reason: z.string(),
    event: z.unknown(),
  }),
  irreversible: "An event that came is a fact.",
  async run({ tx, scope }, input) {
    if (
      !(await claimEvent(tx, {
        key: input.key,
        inboxId: input.inboxId,
        weddingId: scope.weddingId,
        kind: input.kind,
      }))
    )
      return { unchanged: null };
    const disposition =
      input.disposition === "parked" && (await isOld(tx, input.key)) ? "quarantined" : input.disposition;
    await settleEvent(tx, input.key, {
      disposition,
      reason: input.reason,
      event: input.event,
    });
    return {
      result: null,
      audit: [
        {
          action: disposition,
          entity: "webhook_event",
          payload: { key: input.key, reason: input.reason },
        },
      ],
      topics: [],
    };
  },
});

async function isOld(tx: Transaction, key: string): Promise<boolean> {
  const { rows } = await tx.execute<{ old: boolean }>(
    sql`select recorded_at < now() - ${TRIED_FOR}::interval as old from webhook_events where event_key = ${key}`,
  );
  return rows[0]!.old;
}
