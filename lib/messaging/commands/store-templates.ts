import { sql } from "drizzle-orm";
import { z } from "zod";
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
    await tx.execute(sql`
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
        fills = case when t.parameters = excluded.parameters then t.fills end`);
    return {
      result: null,
      audit: [
        { action: "sync", entity: "template", count: Math.max(1, templates.length), payload: templates },
      ],
      topics: [],
    };
  },
});
