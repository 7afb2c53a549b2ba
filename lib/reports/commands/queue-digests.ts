import { sql } from "drizzle-orm";
import { z } from "zod";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { sendDigest } from "@/lib/reports/topics";

/**
 * The mails of this hour, each written with its doorbell in one transaction: a day and a person have one row, so however
 * often this is asked, one mail is made. Who sets an hour that is just over gets the first mail today, not four hours late.
 */
export const queueDigests = defineCommand({
  name: "reports.queue-digests",
  permission: "jobs.run",
  input: z.object({}),
  irreversible: "A mail that is not wanted is stopped by the wish, for the next day.",
  async run({ tx, scope }): Promise<Outcome<{ queued: number }>> {
    const { rows } = await tx.execute<{ user_id: string; day: string }>(sql`
      insert into digests (wedding_id, user_id, day)
      select d.wedding_id, d.user_id, t.clock::date from digest_wishes d
      join memberships m on m.wedding_id = d.wedding_id and m.user_id = d.user_id
      join weddings w on w.id = d.wedding_id
      cross join lateral (select now() at time zone w.zone as clock) t
      where d.wedding_id = ${scope.weddingId} and d.wanted and extract(hour from t.clock) between d.hour and d.hour + 3
      on conflict do nothing returning user_id, day::text`);
    if (rows.length === 0) return { unchanged: { queued: 0 } };
    return {
      result: { queued: rows.length },
      audit: [{ action: "queue", entity: "digest", count: rows.length, payload: { rows } }],
      topics: rows.map((row) =>
        enqueue(sendDigest, { weddingId: scope.weddingId, userId: row.user_id, day: row.day }),
      ),
    };
  },
});
