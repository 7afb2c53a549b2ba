import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

export interface DoubtToProve {
  attemptId: string;
  destination: string;
  /** ISO 8601. */
  startedAt: string;
}

/** Some doubts of a sender that are old enough to be in the provider's list: at random, so that each has its turn. */
export async function doubtsToProve(
  tx: Transaction,
  scope: Scope,
  { senderId, since, until, limit }: { senderId: string; since: string; until: string; limit: number },
): Promise<DoubtToProve[]> {
  const { rows } = await tx.execute<{ row: DoubtToProve }>(sql`
    select jsonb_build_object('attemptId', a.id, 'destination', m.destination, 'startedAt', a.started_at) as row
    from messages m join message_attempts a on a.wedding_id = m.wedding_id and a.id = m.last_attempt_id
    where m.wedding_id = ${scope.weddingId} and m.sender_id = ${senderId} and m.state = 'in_doubt' and a.provider_id is null
      and a.started_at between ${since}::timestamptz and ${until}::timestamptz
    order by random() limit ${limit}`);
  return rows.map(({ row }) => row);
}
