import { z } from "zod";
import { defineCommand } from "@/lib/platform/command";
import { claimEvent, settleEvent } from "./settle-event";

/** Accounts for an event that no one acts on here, or that could not be applied: it is never simply gone. */
export const noteEvent = defineCommand({
  name: "messaging.note-event",
  permission: "webhooks.apply",
  input: z.object({
    inboxId: z.uuid(),
    key: z.string(),
    kind: z.enum(["status", "message", "account"]),
    disposition: z.enum(["ignored", "quarantined"]),
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
    await settleEvent(tx, input.key, {
      disposition: input.disposition,
      reason: input.reason,
      event: input.event,
    });
    return {
      result: null,
      audit: [
        {
          action: input.disposition,
          entity: "webhook_event",
          payload: { key: input.key, reason: input.reason },
        },
      ],
      topics: [],
    };
  },
});
