import { sql } from "drizzle-orm";
import { db } from "@/db/client";

/** Counts and ages of what waits, over all weddings: `{name: number}`. Ids and personal data are not in it. */
export async function operatorHealth(): Promise<Record<string, number>> {
  const [{ rows: ours }, { rows: cards }, { rows: lists }, { rows: queues }] = await Promise.all([
    db().execute<{ name: string; value: string }>(sql`select name, value from fence.operator_health()`),
    db().execute<{ name: string; value: string }>(sql`select name, value from fence.card_health()`),
    db().execute<{ name: string; value: string }>(sql`select name, value from fence.list_health()`),
    db().execute<{ name: string; value: string }>(sql`
      select 'queue_' || state || '_' || replace(replace(name, '.', '_'), '-', '_') as name, count(*)::text as value
      from pgboss.job where state in ('created', 'retry', 'active', 'failed') group by state, name`),
  ]);
  return Object.fromEntries(
    [...ours, ...cards, ...lists, ...queues].map((row) => [row.name, Number(row.value)]),
  );
}

/** The same as Prometheus text. */
export const toPrometheus = (values: Record<string, number>): string =>
  Object.entries(values)
    .map(([name, value]) => `# TYPE parinaya_${name} gauge\nparinaya_${name} ${value}\n`)
    .join("");
