import { sql } from "drizzle-orm";
import { z } from "zod";
import { phoneVariants } from "@/lib/kernel/phone";
import { defineCommand } from "@/lib/platform/command";
import { fingerprint } from "@/lib/platform/tokens";
import { suppressFingerprints } from "./apply-failures";
import { claimEvent, settleEvent } from "./settle-event";

/** One guest's word about marketing messages of this number, told by the provider (`user_preferences`). */
const preference = z.object({
  phone: z.string().nullable(),
  /** Business-scoped ids of the guest, the parent's included. */
  ids: z.array(z.string()),
  value: z.enum(["stop", "resume"]),
});

/** Guests stop marketing messages inside WhatsApp, or let them come again. What they told us in words stays. */
export const applyPreferences = defineCommand({
  name: "messaging.apply-preferences",
  permission: "webhooks.apply",
  input: z.object({ inboxId: z.uuid(), key: z.string(), preferences: z.array(preference).max(1000) }),
  irreversible: "What a guest wants is a fact.",
  async run({ tx, scope }, { inboxId, key, preferences }) {
    if (!(await claimEvent(tx, { key, inboxId, weddingId: scope.weddingId, kind: "account" })))
      return { unchanged: null };
    const prints = (of: "stop" | "resume") =>
      preferences
        .filter(({ value }) => value === of)
        .flatMap(({ phone, ids }) => [
          ...(phone ? phoneVariants(phone).map((variant) => fingerprint("phone", variant)) : []),
          ...ids.map((id) => fingerprint(id.includes(".ENT.") ? "parent_bsuid" : "bsuid", id)),
        ])
        .map((print) => print.toString("hex"));
    const [stop, resume] = [prints("stop"), prints("resume")];
    if (stop.length > 0)
      await suppressFingerprints(tx, scope, stop, {
        reason: "provider",
        source: "user_preferences",
        scope: "marketing",
      });
    if (resume.length > 0)
      await tx.execute(sql`
        update suppressions set lifted_at = now() where wedding_id = ${scope.weddingId} and lifted_at is null and scope = 'marketing' and reason = 'provider'
          and fingerprint in (select decode(f, 'hex') from jsonb_array_elements_text(${JSON.stringify(resume)}::jsonb) as f)`);
    await settleEvent(tx, key, { disposition: "applied" });
    return {
      result: null,
      audit: [
        {
          action: "preferences",
          entity: "suppression",
          count: preferences.length,
          payload: { stop: stop.length, resume: resume.length },
        },
      ],
      topics: [],
    };
  },
});
