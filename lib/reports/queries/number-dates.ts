import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

export interface NumberDate {
  eventId: string;
  /** "the caterer" */
  who: string;
  /** YYYY-MM-DD, by the function's own clock. */
  dueOn: string;
  /** The end of that day. */
  at: string;
}

/** Who wants the number of which function by when. */
export async function listNumberDates(tx: Transaction, scope: Scope): Promise<NumberDate[]> {
  const { rows } = await tx.execute<{ row: NumberDate }>(sql`
    select jsonb_build_object('eventId', n.event_id, 'who', n.who, 'dueOn', n.due_on, 'at', (n.due_on + 1)::timestamp at time zone e.zone - interval '1 second') as row
    from number_dates n join events e on e.wedding_id = n.wedding_id and e.id = n.event_id
    where n.wedding_id = ${scope.weddingId} order by n.due_on, n.event_id`);
  return rows.map(({ row }) => row);
}
