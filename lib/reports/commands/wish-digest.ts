import { sql } from "drizzle-orm";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { wishDigestInput } from "@/lib/reports/inputs";
import { readWish } from "@/lib/reports/queries/digests";

/** Whether whoever asks gets the numbers by mail once a day, and when: for themselves alone. Its own inverse. */
export const wishDigest = defineCommand({
  name: "reports.wish-digest",
  permission: "answers.read",
  input: wishDigestInput,
  inverse: "reports.wish-digest",
  async run({ tx, scope }, { wanted, hour }) {
    if (scope.actor.kind !== "user")
      return refuse("not_a_member", "The daily mail goes to people of the team.");
    const before = await readWish(tx, scope);
    await tx.execute(sql`
      insert into digest_wishes (wedding_id, user_id, wanted, hour) values (${scope.weddingId}, ${scope.actor.userId}, ${wanted}, ${hour})
      on conflict (wedding_id, user_id) do update set wanted = excluded.wanted, hour = excluded.hour, changed_at = now()`);
    return {
      result: { undo: { command: "reports.wish-digest", input: before } },
      audit: [
        {
          action: wanted ? "wish" : "stop",
          entity: "member",
          entityId: scope.actor.userId,
          payload: { before, after: { wanted, hour } },
        },
      ],
      topics: [],
    };
  },
});
