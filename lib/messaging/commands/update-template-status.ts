import { sql } from "drizzle-orm";
import { z } from "zod";
import { defineCommand } from "@/lib/platform/command";
import { claimEvent, settleEvent } from "./settle-event";

/** The provider changed its mind about a template. A run that uses one that is no longer approved is paused. */
export const updateTemplateStatus = defineCommand({
  name: "messaging.update-template-status",
  permission: "webhooks.apply",
  input: z.object({
    inboxId: z.uuid(),
    key: z.string(),
    senderId: z.uuid(),
    name: z.string(),
    language: z.string(),
    status: z.string(),
  }),
  irreversible: "The provider decides about templates.",
  async run({ tx, scope }, input) {
    if (
      !(await claimEvent(tx, {
        key: input.key,
        inboxId: input.inboxId,
        weddingId: scope.weddingId,
        kind: "account",
      }))
    )
      return { unchanged: null };
    const { rows } = await tx.execute<{ id: string }>(sql`
      update templates set status = ${input.status}, synced_at = now()
      where wedding_id = ${scope.weddingId} and sender_id = ${input.senderId} and name = ${input.name} and replace(language, '_', '-') = replace(${input.language}, '_', '-')
      returning id`);
    if (rows[0] && input.status !== "APPROVED") {
      await tx.execute(sql`
        update send_runs set state = 'paused', state_reason = ${`template:${input.status}`}
        where wedding_id = ${scope.weddingId} and template_id = ${rows[0].id} and state = 'sending'`);
    }
    await settleEvent(
      tx,
      input.key,
      rows[0] ? { disposition: "applied" } : { disposition: "ignored", reason: "unknown_template" },
    );
    return {
      result: null,
      audit: [
        {
          action: input.status,
          entity: "template",
          ...(rows[0] ? { entityId: rows[0].id } : {}),
          payload: input,
        },
      ],
      topics: [],
    };
  },
});
