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
        parameterCount: z.number().int(),
        buttons: z.array(z.string()),
      }),
    ),
  }),
  irreversible: "The provider's list is the truth about templates.",
  async run({ tx, scope }, { senderId, templates }) {
    await tx.execute(sql`
      insert into templates as t (wedding_id, sender_id, provider_id, name, language, category, status, body, parameter_count, buttons)
      select ${scope.weddingId}, ${senderId}, r."providerId", r.name, r.language, r.category, r.status, r.body, r."parameterCount", r.buttons
      from jsonb_to_recordset(${JSON.stringify(templates)}::jsonb)
        as r("providerId" text, name text, language text, category text, status text, body text, "parameterCount" int, buttons jsonb)
      on conflict (wedding_id, sender_id, name, language) do update set provider_id = excluded.provider_id, category = excluded.category,
        status = excluded.status, body = excluded.body, parameter_count = excluded.parameter_count, buttons = excluded.buttons, synced_at = now()`);
    return {
      result: null,
      audit: [
        { action: "sync", entity: "template", count: Math.max(1, templates.length), payload: templates },
      ],
      topics: [],
    };
  },
});
