import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import type { DirtyMark } from "@/lib/platform/command";
import { wholeWedding } from "@/lib/platform/transaction";
import { idsOf, joinTrees } from "./join-trees";
import { settleSecondSeats } from "./second-seats";

/**
 * Puts households together from the people who live in them: name, side, address, unnamed members, tags, and whether
 * anybody is left. A human's edits stand over all of it. Then invitations and answers follow where a household went.
 */
export const settleHouseholds = (
  tx: Transaction,
  scope: Scope,
  unitIds: readonly string[],
): Promise<DirtyMark[]> => wholeWedding(tx, scope, () => settle(tx, scope, unitIds));

async function settle(tx: Transaction, scope: Scope, unitIds: readonly string[]): Promise<DirtyMark[]> {
  if (unitIds.length === 0) return [];
  const { sided, left } = await summarise(tx, scope, unitIds);
  await settleTags(tx, scope, unitIds);
  const moved = await joinTrees(tx, scope, [...new Set([...unitIds, ...left])], left.length > 0);
  const seated = await settleSecondSeats(tx, scope, [...new Set([...unitIds, ...moved.units])]);
  return [
    ...[...new Set([...unitIds, ...moved.units, ...seated.units])].map((key) => ({
      kind: "unit" as const,
      key,
    })),
    ...[...new Set([...moved.events, ...seated.events])].map((key) => ({ kind: "event" as const, key })),
    ...[...new Set([...moved.runs, ...sided])].map((key) => ({ kind: "run" as const, key })),
  ];
}

/** Returns the runs that have a message to a household whose side changed: a run is counted by side. */
async function summarise(
  tx: Transaction,
  scope: Scope,
  unitIds: readonly string[],
): Promise<{ sided: string[]; left: string[] }> {
  const { rows } = await tx.execute<{ id: string; sided: boolean; led: string | null }>(sql`
    with resident as (
      select u.id as unit, p.*, (p.claimed->'homes') ? coalesce(u.group_key, '') as at_home
      from guest_units u join people p on p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live
      where u.wedding_id = ${scope.weddingId} and u.id in ${idsOf(unitIds)}
    ), summary as (
      select r.unit, count(*) as n,
        (array_agg(r.claimed->>'household' order by length(r.claimed->>'household') desc, r.claimed->>'household' collate "C") filter (where at_home and r.claimed->>'household' is not null))[1] as household,
        (array_agg(r.name order by r.contact_rank, r.name collate "C", r.id))[1] as contact,
        (array_agg(r.claimed->>'address' order by length(r.claimed->>'address') desc, r.claimed->>'address' collate "C") filter (where r.claimed->>'address' is not null))[1] as address,
        (array_agg(r.claimed->>'language' order by r.contact_rank, r.claimed->>'language') filter (where r.claimed->>'language' is not null))[1] as language,
        bool_or(coalesce((r.claimed->>'attested')::boolean, false)) as attested,
        case when count(distinct r.claimed->>'side') = 1 then min(r.claimed->>'side') else 'both' end as side,
        sum(greatest(0, (r.claimed->>'extraAdults')::int))::int as adults, sum(greatest(0, (r.claimed->>'extraChildren')::int))::int as children,
        sum(least(0, (r.claimed->>'extraAdults')::int))::int as named_adults, sum(least(0, (r.claimed->>'extraChildren')::int))::int as named_children
      from resident r group by r.unit
    ), wanted as (
      select u.id, coalesce(s.attested, false) as attested,
        coalesce(u.edits->>'name', s.household, s.contact, u.name) as name,
        coalesce(u.edits->>'side', case when u.group_key like 'column:%' then split_part(u.group_key, ':', 2) end, s.side, u.side) as side,
        coalesce(u.edits->>'address', s.address, case when s.n is null then u.address end) as address,
        coalesce(u.edits->>'language', s.language, 'en') as language,
        greatest(0, coalesce(c.adults, s.adults, 0) + coalesce(s.named_adults, 0)) as adults,
        greatest(0, coalesce(c.children, s.children, 0) + coalesce(s.named_children, 0)) as children,
        s.n is not null or coalesce(c.adults, 0) + coalesce(c.children, 0) > 0 and u.edits->>'joinedInto' is null as live,
        -- Where its people went, it stays, though they go on from there alone; whoever was merged away takes it along.
        case when s.n is null then coalesce((u.edits->>'joinedInto')::uuid, case when went.preference = 1 then led.id end, went.unit_id) end as joined_into
      from guest_units u
      left join summary s on s.unit = u.id
      -- Whom a human counted here without a name is no guest where the family as a whole is none.
      left join lateral (select (u.edits->>'unnamedAdults')::int as adults, (u.edits->>'unnamedChildren')::int as children where not u.edits ? 'off') c on true
      -- Whoever was merged away from here leads on; else the last who left.
      left join lateral (
        select k.unit_id, way.preference from (
          select coalesce(p.merged_into, p.id) as id, 0 as preference, p.created_at as at from people p
          where p.wedding_id = u.wedding_id and p.unit_id = u.id and p.merged_into is not null
          union all
          select coalesce(p.merged_into, p.id), 1, m.valid_to from unit_members m join people p on p.wedding_id = m.wedding_id and p.id = m.person_id
          where m.wedding_id = u.wedding_id and m.unit_id = u.id and m.valid_to is not null and not m.secondary
          union all
          -- Whoever was nobody of their own any more: what was said of them is said of somebody else now.
          select coalesce(q.merged_into, q.id), 2, p.created_at from people p join claims c on c.wedding_id = p.wedding_id and c.former_person_id = p.id and c.rows > 0
          join people q on q.wedding_id = c.wedding_id and q.id = c.person_id
          where p.wedding_id = u.wedding_id and p.unit_id = u.id and not p.live and p.merged_into is null
        ) way join people k on k.wedding_id = u.wedding_id and k.id = way.id and k.live and k.unit_id <> u.id
        order by way.preference, way.at desc, k.unit_id limit 1
      ) went on s.n is null
        -- Where somebody was taken off the list, the household is still theirs: it leads nowhere.
        and not exists (select 1 from people o where o.wedding_id = u.wedding_id and o.unit_id = u.id and not o.live and o.merged_into is null and o.edits ? 'guest')
      left join guest_units led on led.wedding_id = u.wedding_id and led.id = u.joined_into and (led.live or led.joined_into is not null)
      where u.wedding_id = ${scope.weddingId} and u.id in ${idsOf(unitIds)}
    )
    update guest_units u set name = w.name, side = w.side, address = w.address, language = w.language, unnamed_adults = w.adults, unnamed_children = w.children,
      live = w.live, attested = w.attested, joined_into = case when w.live then null else w.joined_into end, version = u.version + 1
    from wanted w
    where u.wedding_id = ${scope.weddingId} and u.id = w.id
      and (u.attested, u.name, u.side, u.address, u.language, u.unnamed_adults, u.unnamed_children, u.live, u.joined_into)
        is distinct from (w.attested, w.name, w.side, w.address, w.language, w.adults, w.children, w.live, case when w.live then null else w.joined_into end)
    returning u.id, old.side <> new.side as sided, case when old.joined_into is distinct from new.joined_into then old.joined_into end as led`);
  const left = rows.flatMap((row) => row.led ?? []);
  const moved = rows.filter((row) => row.sided).map((row) => row.id);
  if (moved.length === 0) return { sided: [], left };
  const { rows: runs } = await tx.execute<{ run_id: string }>(sql`
    select distinct run_id from messages where wedding_id = ${scope.weddingId} and unit_id in ${idsOf(moved)} and run_id is not null`);
  return { sided: runs.map((row) => row.run_id), left };
}

/** A household carries its people's tags and those a human gave it, without those a human took off. */
async function settleTags(tx: Transaction, scope: Scope, unitIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    with wanted as (
      select u.id as unit, u.side, t.tag from guest_units u
      join people p on p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live
      cross join lateral jsonb_array_elements_text(p.claimed->'tags') as t(tag)
      where u.wedding_id = ${scope.weddingId} and u.id in ${idsOf(unitIds)} and not coalesce(u.edits->'untagged' ? t.tag, false)
      union
      select u.id, u.side, t.tag from guest_units u cross join lateral jsonb_array_elements_text(u.edits->'tagged') as t(tag)
      where u.wedding_id = ${scope.weddingId} and u.id in ${idsOf(unitIds)} and u.live
    ), gone as (
      delete from unit_tags t where t.wedding_id = ${scope.weddingId} and t.unit_id in ${idsOf(unitIds)}
        and not exists (select 1 from wanted w where w.unit = t.unit_id and w.tag = t.tag)
    )
    insert into unit_tags (wedding_id, unit_id, side, tag) select ${scope.weddingId}, unit, side, tag from wanted on conflict do nothing`);
}
