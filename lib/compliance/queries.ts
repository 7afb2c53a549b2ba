import { type SQL, sql } from "drizzle-orm";
import type { GateRule } from "./rules";

/**
 * The gate as an SQL expression: the reason code, or null where the message may go. `facts` are boolean expressions; a
 * fact that a place does not ask about again is left out with its rules.
 */
export function verdictOf<Facts>(
  rules: readonly GateRule<Facts>[],
  facts: Partial<Record<keyof Facts & string, SQL>>,
): SQL {
  const cases = rules.flatMap(([fact, refusedWhen, reason]) => {
    const known = facts[fact];
    // Not known is not fine: a fact that is null keeps the message back as its worse value would.
    return known ? [sql`when (${known}) is distinct from ${!refusedWhen} then ${reason}::text`] : [];
  });
  return sql`case ${sql.join(cases, sql` `)} end`;
}
