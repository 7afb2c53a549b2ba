import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { wordsEdition } from "@/lib/events/queries/words";
import type { joinTrees } from "@/lib/guests/commands/join-trees";
import { type HeldSet, isKept } from "@/lib/invitations/rules";
import type { DirtyMark, UndoStep } from "@/lib/platform/command";

/**
 * What a household holds itself, wherever it lies: in its invitation while it lives, parked once it went into another.
 * What the live one is invited to in all follows from it (`joinTrees`, `settleSecondSeats`), so these rows are all there
 * is to take away or to give back.
 */
export const heldOf = (sets: readonly HeldSet[]): SQL => sql`
  select u.id::uuid as unit_id, h."eventId" as event_id, h.adults, h.children, h.at
  from jsonb_to_recordset(${JSON.stringify(sets)}::jsonb) as s("unitIds" jsonb, held jsonb)
  cross join lateral jsonb_array_elements_text(s."unitIds") as u(id)
  cross join lateral jsonb_to_recordset(s.held) as h("eventId" uuid, adults int, children int, at timestamptz)`;

/** The other way round: rows `(unit_id, event_id, adults, children, at)` as sets, one JSON array. */
export const setsOf = (held: SQL): SQL => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('unitIds', units, 'held', held)), '[]') from (
    select jsonb_agg(unit_id order by unit_id) as units, held from (
      select unit_id, jsonb_agg(jsonb_build_object('eventId', event_id, 'adults', adults, 'children', children, 'at', at) order by event_id) as held
      from (${held}) one group by unit_id
    ) family group by held
  ) alike)`;

/** The way back, where it is small enough to be kept. */
export const wayBack = (
  command: "invitations.uninvite" | "invitations.invite-again",
  sets: readonly HeldSet[],
  rest: { since?: string } = {},
): UndoStep | null => (isKept(sets) ? { command, input: { ...rest, sets } } : null);

export const unitsOf = (sets: readonly HeldSet[]): string[] => sets.flatMap((one) => one.unitIds);
export const eventsOf = (sets: readonly HeldSet[]): string[] => [
  ...new Set(sets.flatMap((one) => one.held.map(({ eventId }) => eventId))),
];

/** Of `(unit_id)`: the household each leads to now. Only of one that went into another the way is walked. */
export const homeOf = ({ weddingId }: Scope, units: SQL): SQL => sql`
  select o.unit_id, coalesce(u.live, false) as live, case when u.live then u.id else coalesce(fence.home_of(${weddingId}, u.id), o.unit_id) end as id
  from (${units}) o left join guest_units u on u.wedding_id = ${weddingId} and u.id = o.unit_id`;

/** Of households `(id)`: each with those that went into it. */
export const familyOf = ({ weddingId }: Scope, homes: SQL): SQL => sql`
  select h.id, h.id as unit_id from (${homes}) h
  union select h.id, f.id from (${homes}) h join (select distinct joined_into as id from guest_units where wedding_id = ${weddingId} and joined_into is not null) d using (id)
    cross join lateral fence.family_of(${weddingId}, h.id) as f(id)`;

/** Where these lead now, whichever side that is of (the caller asks whether it is the actor's); and which are more than one household. */
export async function homesOf(
  tx: Transaction,
  scope: Scope,
  unitIds: readonly string[],
): Promise<{ homes: string[]; joined: string[] }> {
  const { rows } = await tx.execute<{ homes: string[]; joined: string[] }>(sql`
    with home as (${homeOf(scope, sql`select u::uuid as unit_id from jsonb_array_elements_text(${JSON.stringify(unitIds)}::jsonb) u`)})
    select coalesce(jsonb_agg(distinct id), '[]') as homes, coalesce(jsonb_agg(unit_id) filter (where not live
      or unit_id in (select joined_into from guest_units where wedding_id = ${scope.weddingId} and joined_into is not null)), '[]') as joined from home`);
  return rows[0]!;
}

type Moved = Awaited<ReturnType<typeof joinTrees>>;

/** What numbers change with them: also of households that held something in their place. */
export const marksOf = (
  sets: readonly HeldSet[],
  homes: readonly string[],
  { joined, seated }: { joined: Moved; seated: Pick<Moved, "units" | "events"> },
): DirtyMark[] => [
  ...[...new Set([...homes, ...unitsOf(sets), ...joined.units, ...seated.units])].map((key) => ({
    kind: "unit" as const,
    key,
  })),
  ...[...new Set([...eventsOf(sets), ...joined.events, ...seated.events])].map((key) => ({
    kind: "event" as const,
    key,
  })),
  ...joined.runs.map((key) => ({ kind: "run" as const, key })),
];

/** What the record says of one act, on the page of the family as well where it is one alone. */
export const entryOf = (
  action: string,
  {
    units,
    count,
    ...payload
  }: { units: readonly string[]; count: number; eventIds: string[]; sets: HeldSet[] },
) => ({
  action,
  entity: "guest_unit" as const,
  ...(units.length === 1 ? { entityId: units[0]! } : {}),
  count,
  payload: { families: units.length, ...payload },
});

/**
 * Who was written to while invited may have the function in a calendar, which is told to take it out. Who never heard of it
 * is told nothing: not even that there was something. `lost` gives `(unit_id, event_id, at)`.
 */
export const noteWithdrawn = ({ weddingId }: Scope, lost: SQL): SQL => sql`
  insert into withdrawn_invitations as w (wedding_id, unit_id, side, event_id, event_version, starts_at, zone)
  select u.wedding_id, u.id, u.side, e.id, e.version + ${wordsEdition}, e.starts_at, e.zone
  from (${lost}) r
  join guest_units u on u.wedding_id = ${weddingId} and u.id = r.unit_id
  join events e on e.wedding_id = ${weddingId} and e.id = r.event_id and e.starts_at is not null
  where exists (select 1 from withdrawn_invitations k where k.wedding_id = u.wedding_id and k.unit_id = u.id and k.event_id = e.id)
    or exists (select 1 from messages m where m.wedding_id = u.wedding_id and m.created_at >= r.at
      and m.unit_id in (select u.id union all select d.id from guest_units d where d.wedding_id = u.wedding_id and d.joined_into = u.id)
      and m.state in ('calling', 'in_doubt', 'accepted', 'sent', 'delivered', 'read'))
  on conflict (wedding_id, unit_id, event_id) do update set times = w.times + 1, event_version = excluded.event_version, starts_at = excluded.starts_at,
    zone = excluded.zone, side = excluded.side, withdrawn_at = now()`;

export const LIST_LEAVING = "A list is being taken back at this moment. Please invite again in a minute.";

/** While a list is being taken back, nobody is given what would keep its families. */
export async function isListLeaving(tx: Transaction, { weddingId }: Scope): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select 1 from import_batches where wedding_id = ${weddingId} and state = 'undoing' limit 1`,
  );
  return rows.length > 0;
}
