import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { expect, it } from "vitest";
import { verdictOf } from "@/lib/compliance/queries";
import { type GateFacts, gate, OPENING_RULES } from "@/lib/compliance/rules";
import { admin } from "@/tests/support/database";

const FACTS = OPENING_RULES.map(([fact]) => fact);

it("decides every vector of facts in SQL as the pure rule does, and takes what is not known for the worse", async () => {
  const vectors = Array.from({ length: 2 ** FACTS.length }, (_, bits) =>
    Object.fromEntries(FACTS.map((fact, index) => [fact, ((bits >> index) & 1) === 1])),
  ) as unknown as GateFacts[];
  const columns = Object.fromEntries(FACTS.map((fact) => [fact, sql.raw(`(v.facts->>'${fact}')::boolean`)]));
  const { rows } = await drizzle(admin).execute<{ n: number; reason: string | null }>(sql`
    select v.n, ${verdictOf(OPENING_RULES, columns)} as reason
    from jsonb_to_recordset(${JSON.stringify(vectors.map((facts, n) => ({ n, facts })))}::jsonb) as v(n int, facts jsonb) order by v.n`);
  expect(rows.map((row) => row.reason)).toEqual(vectors.map((facts) => gate(OPENING_RULES, facts)));
  const unknown = await drizzle(admin).execute<{ reason: string }>(
    sql`select ${verdictOf(OPENING_RULES, { suppressed: sql`null::boolean` })} as reason`,
  );
  expect(unknown.rows[0]!.reason).toBe("DO_NOT_MESSAGE");
});
