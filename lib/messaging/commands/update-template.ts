import { sql } from "drizzle-orm";
import { z } from "zod";
import { syncTemplates } from "@/lib/messaging/topics";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { claimEvent, settleEvent } from "./settle-event";

/**
 * The provider changed its mind about a template. A run whose template is no longer approved, or stands in another
 * category than the one that was approved, is paused before it costs anything.
 */
export const updateTemplate = defineCommand({
  name: "messaging.update-template",
  permission: "webhooks.apply",
  input: z.object({
    inboxId: z.uuid(),
    key: z.string(),
    senderId: z.uuid(),
    name: z.string(),
    language: z.string(),
    /** The provider's own words, upper case; what is not told stays. */
    status: z.string().optional(),
    category: z.string().optional(),
    announcedCategory: z.string().max(50).optional(),
    quality: z.string().max(20).optional(),
    reason: z.string().max(500).optional(),
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
      update templates set status = coalesce(${input.status ?? null}, status), category = coalesce(${input.category ?? null}, category),
        announced = case when ${input.announcedCategory ?? null}::text is not null then jsonb_build_object('category', ${input.announcedCategory ?? null}::text, 'at', now()) when ${input.category ?? null}::text is not null then null else announced end,
        quality = case when ${input.quality ?? null}::text = 'UNKNOWN' then null else coalesce(${input.quality ?? null}, quality) end,
        rejected_reason = case when ${input.status ?? null}::text is null then rejected_reason else ${input.reason ?? null} end, synced_at = now()
      where wedding_id = ${scope.weddingId} and sender_id = ${input.senderId} and name = ${input.name} and replace(language, '_', '-') = replace(${input.language}, '_', '-')
      returning id`);
    if (rows[0])
      await tx.execute(sql`
        update send_runs r set state = 'paused', state_reason = case when t.status <> 'APPROVED' then 'template:' || t.status else 'template:CATEGORY' end
        from templates t where r.wedding_id = ${scope.weddingId} and r.template_id = ${rows[0].id} and r.state = 'sending'
          and t.wedding_id = r.wedding_id and t.id = r.template_id and (t.status <> 'APPROVED' or r.category <> t.category)`);
    await settleEvent(
      tx,
      input.key,
      rows[0] ? { disposition: "applied" } : { disposition: "ignored", reason: "unknown_template" },
    );
    return {
      result: null,
      audit: [
        {
          action: input.status ?? (input.quality ? "quality" : input.category ? "category" : "announcement"),
          entity: "template",
          ...(rows[0] ? { entityId: rows[0].id } : {}),
          payload: input,
        },
      ],
      // One that we do not know was made elsewhere; one that is approved may have other words than before.
      topics:
        !rows[0] || (input.status === "APPROVED" && input.quality === undefined)
          ? [enqueue(syncTemplates, { weddingId: scope.weddingId, senderId: input.senderId })]
          : [],
    };
  },
});
