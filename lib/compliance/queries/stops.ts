import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { printsOfValue, reaches, stillTheirs } from "@/lib/guests/queries/same-people";
import { phoneVariants } from "@/lib/kernel/phone";

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

type Of = { unitId: string; personId?: string };

/** The fingerprints (hex) under which a stop of this person may be kept; empty where nobody of this household is that. */
export async function printsOfPerson(
  tx: Transaction,
  scope: Scope,
  of: Of & { personId: string },
): Promise<string[]> {
  const known = await identifiersOf(tx, scope, of);
  return [...new Set(known.flatMap(({ value, print }) => [print, ...printsOfValue(value)]))];
}

/** Somebody who has a number or id with another: what stops or lifts it for that other does it for them too. */
export interface Reached {
  /** Whose stop it is. */
  through: string;
  personId: string;
  name: string;
  unitId: string;
  household: string;
}

/** Whom else a stop of these people that somebody can lift keeps our messages from, of those who may be seen. */
export async function listReached(tx: Transaction, scope: Scope, of: Of): Promise<Reached[]> {
  const known = await identifiersOf(tx, scope, of);
  const values = known.flatMap(({ person, value }) =>
    (value.startsWith("+") ? phoneVariants(value) : [value]).map((one) => ({ person, value: one })),
  );
  if (values.length === 0) return [];
  const { rows } = await tx.execute<{ row: Reached }>(sql`
    select distinct jsonb_build_object('through', r.person, 'personId', p.id, 'name', p.name, 'unitId', u.id, 'household', u.name) as row, u.name, p.name, p.id
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as r(person uuid, value text)
    join person_identifiers o on o.wedding_id = ${scope.weddingId} and o.value = r.value and o.person_id <> r.person and ${reaches("o")} and ${stillTheirs}
    join people p on p.wedding_id = o.wedding_id and p.id = o.person_id and p.live
    join guest_units u on u.wedding_id = p.wedding_id and u.id = p.unit_id
    where exists (select 1 from suppressions s where s.wedding_id = o.wedding_id and s.fingerprint = o.fingerprint
      and s.scope = 'all' and s.reason <> 'provider' and s.lifted_at is null)
    order by u.name, p.name, p.id`);
  return rows.map(({ row }) => row);
}

async function identifiersOf(tx: Transaction, { weddingId }: Scope, { unitId, personId }: Of) {
  const one = personId ? sql`and p.id = ${personId}` : sql``;
  const { rows } = await tx.execute<{ person: string; value: string; print: string }>(sql`
    select p.id as person, o.value, encode(o.fingerprint, 'hex') as print from people p
    join person_identifiers o on o.wedding_id = p.wedding_id and o.person_id = p.id and ${reaches("o")} and ${stillTheirs}
    where p.wedding_id = ${weddingId} and p.unit_id = ${unitId} and p.live ${one}`);
  return rows;
}
