import { sql } from "drizzle-orm";
import { keepLikelyInput } from "@/lib/guests/inputs";
import { defineCommand } from "@/lib/platform/command";

/** Who may be one person, found beside the database: kept so that it can be counted without comparing everybody. */
export const keepLikely = defineCommand({
  name: "guests.keep-likely",
  permission: "jobs.run",
  input: keepLikelyInput,
  irreversible: "It is derived, and found anew with each list.",
  async run({ tx, scope }, { pairs, more }) {
    const { rows } = await tx.execute(sql`
      insert into likely_pairs as l (wedding_id, pairs, more) values (${scope.weddingId}, ${JSON.stringify(pairs)}::jsonb, ${more})
      on conflict (wedding_id) do update set pairs = excluded.pairs, more = excluded.more, created_at = now()
      where (l.pairs, l.more) is distinct from (excluded.pairs, excluded.more) returning 1`);
    if (rows.length === 0) return { unchanged: null };
    return {
      result: null,
      audit: [{ action: "keep", entity: "likely_pairs", entityId: scope.weddingId, count: pairs.length }],
      topics: [],
    };
  },
});
