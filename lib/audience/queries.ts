import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { searchedUnits, searchTerms } from "@/lib/guests/queries/search";
import type { Audience } from "./types";

/**
 * The one resolver: a condition on `guest_units u` that the preview, the check and the freeze all use, so that they
 * cannot differ.
 */
export function audienceCondition(scope: Scope, audience: Audience): SQL {
  const parts: SQL[] = [sql`u.wedding_id = ${scope.weddingId} and u.live`];
  if (audience.side) parts.push(sql`u.side = ${audience.side}`);
  if (audience.tag)
    parts.push(
      sql`exists (select 1 from unit_tags t where t.wedding_id = u.wedding_id and t.unit_id = u.id and t.tag = ${audience.tag})`,
    );
  if (audience.event)
    parts.push(
      sql`exists (select 1 from invitations i where i.wedding_id = u.wedding_id and i.unit_id = u.id and i.event_id = ${audience.event})`,
    );
  if (audience.answer) parts.push(answerCondition(audience.answer, audience.event));
  if (audience.search)
    parts.push(sql`u.id in (${searchedUnits(scope, searchTerms(scope, audience.search))})`);
  if (audience.units)
    parts.push(
      sql`u.id in (select jsonb_array_elements_text(${JSON.stringify(audience.units)}::jsonb)::uuid)`,
    );
  return sql.join(parts, sql` and `);
}

function answerCondition(answer: NonNullable<Audience["answer"]>, event: string | undefined): SQL {
  const current = sql`select 1 from rsvp_current c where c.wedding_id = u.wedding_id and c.unit_id = u.id ${event ? sql`and c.event_id = ${event}` : sql``}`;
  if (answer === "none") {
    return sql`exists (select 1 from invitations i where i.wedding_id = u.wedding_id and i.unit_id = u.id ${event ? sql`and i.event_id = ${event}` : sql``})
      and not exists (${current})`;
  }
  return sql`exists (${current} and c.answer = ${answer})`;
}

/** How many households the question names. */
export async function countAudience(tx: Transaction, scope: Scope, audience: Audience): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from guest_units u where ${audienceCondition(scope, audience)}`,
  );
  return rows[0]!.n;
}

/** Which households the question names now, to name the same ones again later; at most as many as an audience may list. */
export async function listAudienceUnits(
  tx: Transaction,
  scope: Scope,
  audience: Audience,
  limit = 20_000,
): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select u.id from guest_units u where ${audienceCondition(scope, audience)} order by u.id limit ${limit}`,
  );
  return rows.map((row) => row.id);
}
