import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { defineCommand } from "@/lib/platform/command";

/** Takes over the provider's list of templates as it is. */
export const storeTemplates = defineCommand({
  name: "messaging.store-templates",
  permission: "jobs.run",
  input: z.object({
    senderId: z.uuid(),
    templates: z.array(
      z.object({
        providerId: z.string(),
        name: z.string(),
        language: z.string(),
        category: z.string(),
        status: z.string(),
        body: z.string(),
        parameters: z.array(z.string()),
        header: z
          .object({
            format: z.enum(["TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION"]),
            text: z.string().optional(),
          })
          .nullable(),
        footer: z.string().nullable(),
        buttons: z.array(z.string()),
        urlButton: z
          .object({ index: z.int(), text: z.string(), url: z.string(), variable: z.boolean() })
          .nullable(),
        slots: z
          .object({
            payloads: z.array(z.string().nullable()),
            url: z.string().nullable(),
            unknown: z.array(z.string()).optional(),
          })
          .nullable(),
        quality: z.string().nullable(),
        rejectedReason: z.string().nullable(),
      }),
    ),
  }),
  irreversible: "The provider's list is the truth about templates.",
  async run({ tx, scope }, { senderId, templates }) {
    const { rows } = await tx.execute<{ id: string; reworded: boolean }>(sql`
      insert into templates as t (wedding_id, sender_id, provider_id, name, language, category, status, body, parameters, header, footer, buttons, url_button, slots, quality, rejected_reason)
      select ${scope.weddingId}, ${senderId}, r."providerId", r.name, r.language, r.category, r.status, r.body, r.parameters,
        nullif(r.header, 'null'), r.footer, r.buttons, nullif(r."urlButton", 'null'), nullif(r.slots, 'null'), r.quality, r."rejectedReason"
      from jsonb_to_recordset(${JSON.stringify(templates)}::jsonb)
        as r("providerId" text, name text, language text, category text, status text, body text, parameters jsonb, header jsonb, footer text, buttons jsonb,
          "urlButton" jsonb, slots jsonb, quality text, "rejectedReason" text)
      on conflict (wedding_id, sender_id, name, language) do update set provider_id = excluded.provider_id, category = excluded.category,
        status = case when t.status = 'REFUSED' and excluded.status = 'UNSUBMITTED' then t.status else excluded.status end, body = excluded.body, parameters = excluded.parameters, header = excluded.header, footer = excluded.footer,
        buttons = excluded.buttons, url_button = excluded.url_button, slots = excluded.slots, quality = coalesce(excluded.quality, t.quality),
        rejected_reason = case when t.status = 'REFUSED' and excluded.status = 'UNSUBMITTED' then t.rejected_reason else excluded.rejected_reason end, synced_at = now(),
        -- What was chosen for other variables means nothing for these.
        fills = case when t.parameters = excluded.parameters then t.fills end
      returning new.id, old.id is not null and (old.body, old.header, old.footer, old.buttons, old.url_button) is distinct from (new.body, new.header, new.footer, new.buttons, new.url_button) as reworded`);
    const runs = await haltReworded(
      tx,
      scope,
      rows.flatMap((row) => (row.reworded ? [row.id] : [])),
    );
    return {
      result: null,
      audit: [
        { action: "sync", entity: "template", count: Math.max(1, templates.length), payload: templates },
      ],
      topics: [],
      dirty: runs.map((key) => ({ kind: "run" as const, key })),
    };
  },
});

/** Nobody has said yes to the new words: what was rehearsed is rehearsed again, what was approved or goes out stands still. */
async function haltReworded(tx: Transaction, scope: Scope, templates: readonly string[]): Promise<string[]> {
  if (templates.length === 0) return [];
  // A plan's next reminder would go out without anybody looking at it.
  await tx.execute(sql`
    update reminder_plans set state = 'stopped', state_reason = 'TEXT_CHANGED', next_at = null, version = version + 1
    where wedding_id = ${scope.weddingId} and template_id in (select jsonb_array_elements_text(${JSON.stringify(templates)}::jsonb)::uuid) and state in ('active', 'draft')`);
  const { rows } = await tx.execute<{ id: string }>(sql`
    update send_runs set version = version + 1,
      state = case state when 'rehearsed' then 'draft' when 'sending' then 'paused' else state end,
      rehearsal_hash = case when state = 'rehearsed' then null else rehearsal_hash end,
      state_reason = case when state = 'rehearsed' then state_reason else 'template:TEXT' end
    where wedding_id = ${scope.weddingId} and template_id in (select jsonb_array_elements_text(${JSON.stringify(templates)}::jsonb)::uuid)
      and state in ('rehearsed', 'frozen', 'approved', 'sending', 'paused') returning id`);
  return rows.map((row) => row.id);
}
