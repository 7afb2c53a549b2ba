import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { RESTORE_DAYS } from "@/lib/cards/rules/card-state";

/** A condition on `cards`: deleted, and for so long that it is not brought back any more. */
export const isDueToErase: SQL = sql`deleted_at <= now() - make_interval(days => ${RESTORE_DAYS})`;

export async function dueToErase(tx: Transaction, cardId: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`select 1 from cards where id = ${cardId} and ${isDueToErase}`);
  return rows.length > 0;
}

/** What a page out of a cache may still show, with time to spare. */
const STALE_AFTER = "1 hour";

/** All that lies in the store for a card; or with `butFor`, what has lain there for a while and is none of those. */
export async function listFiles(tx: Transaction, cardId: string, butFor?: readonly string[]) {
  const stale = butFor
    ? sql`and recorded_at < now() - ${STALE_AFTER}::interval and key not in (select jsonb_array_elements_text(${JSON.stringify(butFor)}::jsonb))`
    : sql``;
  const { rows } = await tx.execute<{ key: string }>(
    sql`select key from card_files where card_id = ${cardId} ${stale}`,
  );
  return rows.map((row) => row.key);
}
