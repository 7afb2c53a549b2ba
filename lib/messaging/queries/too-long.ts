import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { measureOf } from "@/lib/kernel/template-text";
import { BODY_MAX } from "@/lib/messaging/rules/parameters";
import { env } from "@/lib/platform/env";

/** Characters of a household's own link, whose token has 22. */
export const linkLength = (): number => env().APP_URL.replace(/\/$/, "").length + "/g/".length + 22;

/** How many of a run's families, of those not written to yet, would get more characters than the provider takes. */
export async function countTooLong(
  tx: Transaction,
  scope: Scope,
  { runId, body }: { runId: string; body: string },
): Promise<number> {
  const { fixed, times } = measureOf(body);
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from messages m
    where m.wedding_id = ${scope.weddingId} and m.run_id = ${runId} and m.state = 'queued' and ${BODY_MAX} < ${fixed}::int + coalesce((
      select sum((${JSON.stringify(times)}::jsonb->>(p.n - 1)::int)::int * coalesce(char_length(p.value), ${linkLength()}::int))
      from jsonb_array_elements_text(m.content->'params') with ordinality as p(value, n)), 0)`);
  return rows[0]!.n;
}
