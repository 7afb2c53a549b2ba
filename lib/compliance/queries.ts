import { eq, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { sendingRules } from "@/db/schema/compliance";
import type { Scope } from "@/lib/access/types";
import { phonePlaces, zonesOf } from "@/lib/kernel/places";
import { type GateRule, type QuietHours, quietUntil } from "./rules";

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

/** A wedding's own rules of sending; null where there is none. */
export interface SendingRules {
  quiet: QuietHours | null;
  /** The most invitations and reminders to one household. */
  perDay: number | null;
  perWeek: number | null;
  /** Whoever rehearsed an invitation may not approve it. */
  secondApprover: boolean;
}

export async function loadSendingRules(tx: Transaction, scope: Scope): Promise<SendingRules> {
  const [row] = await tx.select().from(sendingRules).where(eq(sendingRules.weddingId, scope.weddingId));
  return {
    quiet: row?.quietFrom == null || row.quietTo === null ? null : { from: row.quietFrom, to: row.quietTo },
    perDay: row?.perDay ?? null,
    perWeek: row?.perWeek ?? null,
    secondApprover: row?.secondApprover ?? false,
  };
}

type Quiet = { country: string; until: string }[];
let worked: { key: string; quiet: Quiet } | null = null;

/**
 * Where it is quiet now, and until when (ISO 8601). Clocks turn at whole quarters of an hour, so within one the answer is
 * the same: it is kept, because the clocks of the whole world take longer to read than a claim may last.
 */
export function quietCountries(quiet: QuietHours | null, now: Date): Quiet {
  if (!quiet) return [];
  const key = `${quiet.from} ${quiet.to} ${Math.floor(now.getTime() / 900_000)}`;
  if (worked?.key !== key) worked = { key, quiet: quietAt(quiet, now) };
  return worked.quiet;
}

function quietAt(quiet: QuietHours, now: Date): Quiet {
  const countries = [...new Set(phonePlaces().map((place) => place.country))];
  return countries.flatMap((country) => {
    const until = quietUntil(zonesOf(country), now, quiet);
    return until ? [{ country, until: until.toISOString() }] : [];
  });
}
