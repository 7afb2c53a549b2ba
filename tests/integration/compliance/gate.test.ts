import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { expect, it } from "vitest";
import { verdictOf } from "@/lib/compliance/queries";
import { type GateFacts, gate, OPENING_RULES } from "@/lib/compliance/rules";
import { admin } from "@/tests/support/database";

const FACTS = OPENING_RULES.map(([fact]) => fact);
const CODES = [...new Set(OPENING_RULES.map(([, , reason]) => reason))];

it("decides every vector of facts in SQL as the pure rule does, and takes what is not known for the worse", async () => {
  // A vector is a number, one bit for each fact: a million of them in one statement, as one text. Every seventh takes
  // the first sixteen through all there are; the proof takes every one.
  const vectors = 2 ** FACTS.length;
  const step = process.env.LONG_FORMS ? 1 : 7;
  const columns = Object.fromEntries(
    FACTS.map((fact, index) => [fact, sql.raw(`((v.n >> ${index}) & 1) = 1`)]),
  );
  const { rows } = await drizzle(admin).execute<{ verdicts: string }>(sql`
    select string_agg(coalesce(array_position(${`{${CODES.join(",")}}`}::text[], reason), 0)::text, ',' order by n) as verdicts
    from (select v.n, ${verdictOf(OPENING_RULES, columns)} as reason from generate_series(0, ${vectors - 1}::int, ${step}::int) as v(n)) d`);
  const facts = {} as GateFacts;
  const verdicts = Array.from({ length: Math.ceil(vectors / step) }, (_, nth) => {
    const bits = nth * step;
    for (const [index, fact] of FACTS.entries()) facts[fact] = ((bits >> index) & 1) === 1;
    const reason = gate(OPENING_RULES, facts);
    return reason === null ? 0 : CODES.indexOf(reason) + 1;
  });
  expect(rows[0]!.verdicts === verdicts.join(",")).toBe(true);
  const unknown = await drizzle(admin).execute<{ reason: string }>(
    sql`select ${verdictOf(OPENING_RULES, { suppressed: sql`null::boolean` })} as reason`,
  );
  expect(unknown.rows[0]!.reason).toBe("DO_NOT_MESSAGE");
});
