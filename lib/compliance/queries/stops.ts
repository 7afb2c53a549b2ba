import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { printsOfValue, reaches, stillTheirs } from "@/lib/guests/queries/same-people";

/** That somebody of a household is not written to, on whose word, and since when. */
export interface Stop {
  personId: string;
  name: string;
  /** `marketing`: invitations and reminders alone; we may answer what they write. */
  scope: "all" | "marketing";
  reason: "stop_word" | "provider" | "family";
  since: string;
}

/** What keeps our messages from the people of a household, by everything by which WhatsApp reaches them. */
export async function listStops(tx: Transaction, { weddingId }: Scope, unitId: string): Promise<Stop[]> {
  const { rows } = await tx.execute<{ row: Stop }>(sql`
    select jsonb_build_object('personId', p.id, 'name', p.name, 'scope', s.scope, 'reason', s.reason, 'since', max(s.created_at)) as row
    from people p
    join person_identifiers o on o.wedding_id = p.wedding_id and o.person_id = p.id and ${reaches("o")} and ${stillTheirs}
    join suppressions s on s.wedding_id = o.wedding_id and s.fingerprint = o.fingerprint and s.lifted_at is null
    where p.wedding_id = ${weddingId} and p.unit_id = ${unitId} and p.live
    group by p.id, p.name, p.contact_rank, s.scope, s.reason order by p.contact_rank, p.id, s.scope, s.reason`);
  return rows.map(({ row }) => row);
}

/** The fingerprints (hex) under which a stop of this person may be kept; empty where nobody of this household is that. */
export async function printsOfPerson(
  tx: Transaction,
  { weddingId }: Scope,
  { unitId, personId }: { unitId: string; personId: string },
): Promise<string[]> {
  const { rows } = await tx.execute<{ value: string; print: string }>(sql`
    select o.value, encode(o.fingerprint, 'hex') as print from people p
    join person_identifiers o on o.wedding_id = p.wedding_id and o.person_id = p.id and ${reaches("o")} and ${stillTheirs}
    where p.wedding_id = ${weddingId} and p.unit_id = ${unitId} and p.id = ${personId} and p.live`);
  return [...new Set(rows.flatMap(({ value, print }) => [print, ...printsOfValue(value)]))];
}
