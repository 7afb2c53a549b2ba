import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { callOff } from "./steer-run";

/** Whatever still waits for a number is called off (replies, tests, texts to one family), and its runs have ended. */
export async function endAnswers(tx: Transaction, { weddingId }: Scope, senderId: string) {
  const { rows } = await tx.execute<{ id: string }>(sql`
    update send_runs set state = 'stopped', finished_at = now(), version = version + 1
    where wedding_id = ${weddingId} and sender_id = ${senderId} and state not in ('done', 'stopped') returning id`);
  const { rows: ended } = await tx.execute<{ state: string }>(
    callOff(sql`m.wedding_id = ${weddingId} and m.sender_id = ${senderId}`),
  );
  return {
    runs: rows.map((row) => row.id),
    calledOff: ended.filter((one) => one.state === "cancelled").length,
  };
}
