import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { digestInput } from "@/lib/reports/inputs";
import type { Snapshot } from "@/lib/reports/rules/digest";

/**
 * Takes one person's mail of one day before it leaves: whoever comes second finds it taken. A process that dies between
 * this and the mail sends none that day, rather than two.
 */
export const claimDigest = defineCommand({
  name: "reports.claim-digest",
  permission: "jobs.run",
  input: digestInput.extend({
    numbers: z.record(z.string(), z.object({ coming: z.int(), pending: z.int() })),
  }),
  irreversible: "A claim ends with the mail.",
  async run({ tx, scope }, { userId, day, numbers }) {
    const { rows } = await tx.execute<{ before: Snapshot | null }>(sql`
      update digests g set state = 'sending', numbers = ${JSON.stringify(numbers)}::jsonb
      where g.wedding_id = ${scope.weddingId} and g.user_id = ${userId} and g.day = ${day}::date and g.state = 'queued'
        and exists (select 1 from digest_wishes d where d.wedding_id = g.wedding_id and d.user_id = g.user_id and d.wanted)
      returning (select b.numbers from digests b where b.wedding_id = g.wedding_id and b.user_id = g.user_id and b.state = 'sent' and b.day < g.day order by b.day desc limit 1) as before`);
    if (!rows[0]) return refuse("taken", "This mail is out, on its way, or not wanted any more.");
    return {
      result: { before: rows[0].before },
      audit: [{ action: "claim", entity: "digest", entityId: userId, payload: { day } }],
      topics: [],
    };
  },
});

/** The mail is out; or the mail server refused it, and it may be tried again. */
export const settleDigest = defineCommand({
  name: "reports.settle-digest",
  permission: "jobs.run",
  input: digestInput.extend({ sent: z.boolean() }),
  irreversible: "A mail that has left cannot be called back.",
  async run({ tx, scope }, { userId, day, sent }) {
    await tx.execute(sql`
      update digests set state = ${sent ? "sent" : "queued"}, sent_at = case when ${sent} then now() end
      where wedding_id = ${scope.weddingId} and user_id = ${userId} and day = ${day}::date and state = 'sending'`);
    return {
      result: null,
      audit: [{ action: sent ? "sent" : "try_again", entity: "digest", entityId: userId, payload: { day } }],
      topics: [],
    };
  },
});
