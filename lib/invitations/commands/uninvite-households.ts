import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { idsOf, joinTrees } from "@/lib/guests/commands/join-trees";
import { NOT_YOURS_ALONE, reachesFurther } from "@/lib/guests/commands/other-side";
import { lockIdentity } from "@/lib/guests/commands/resolve-people";
import { settleSecondSeats } from "@/lib/guests/commands/second-seats";
import { uninviteInput } from "@/lib/invitations/inputs";
import { type HeldSet, type InTheWayOfUninviting, uninviteRefusal } from "@/lib/invitations/rules";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome, type UndoStep } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { wholeWedding } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/topics";
import {
  entryOf,
  eventsOf,
  familyOf,
  heldOf,
  homeOf,
  homesOf,
  marksOf,
  noteWithdrawn,
  unitsOf,
  wayBack,
} from "./held-places";

/**
 * Takes back that households were invited, as if it had never been: these invitations and no others, all of them or none.
 * Unlike a withdrawal it is refused where a family has heard of it since, or somebody has changed it.
 */
export const uninviteHouseholds = defineCommand({
  name: "invitations.uninvite",
  permission: "invitations.edit",
  input: uninviteInput,
  inverse: "invitations.invite-again",
  timeoutMs: 60_000,
  async run({ tx, scope }, { since, sets }): Promise<Outcome<{ withdrawn: number; undo: UndoStep | null }>> {
    await lockIdentity(tx, scope);
    const { homes, joined } = await wholeWedding(tx, scope, () => homesOf(tx, scope, unitsOf(sets)));
    if (await reachesFurther(tx, scope, "guest_units", homes)) return refuse("other_side", NOT_YOURS_ALONE);
    const found = await wholeWedding(tx, scope, () => lookInTheWay(tx, scope, { since, sets, homes }));
    const refused = uninviteRefusal(found);
    if (refused) return refused;
    const moved = await wholeWedding(tx, scope, () => takeAway(tx, scope, sets, joined));
    return {
      result: { withdrawn: found.pairs, undo: wayBack("invitations.invite-again", sets) },
      audit: [entryOf("uninvite", { units: homes, count: found.pairs, eventIds: eventsOf(sets), sets })],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: marksOf(sets, homes, moved),
    };
  },
});

/** An answer that is being given holds its invitation, so it is either seen here or finds nothing to be given to. */
async function lookInTheWay(
  tx: Transaction,
  scope: Scope,
  { since, sets, homes }: { since: string; sets: readonly HeldSet[]; homes: readonly string[] },
): Promise<InTheWayOfUninviting & { pairs: number }> {
  const { weddingId } = scope;
  await tx.execute(sql`
    select 1 from invitations where wedding_id = ${weddingId} and unit_id in ${idsOf(homes)} and event_id in ${idsOf(eventsOf(sets))}
    order by unit_id, event_id for update`);
  const { rows } = await tx.execute<InTheWayOfUninviting & { pairs: number; [column: string]: unknown }>(sql`
    with held as materialized (${heldOf(sets)}), event as materialized (select distinct event_id as id from held),
    home as materialized (${homeOf(scope, sql`select distinct unit_id from held`)}), family as (${familyOf(scope, sql`select distinct id from home`)}), heard as (
      -- A reply of the chat may have named all that they are invited to.
      select f.id, e.id as event_id from family f
      join messages m on m.wedding_id = ${weddingId} and m.unit_id = f.unit_id and m.created_at >= ${since}::timestamptz and m.state not in ('blocked', 'cancelled', 'failed')
      join event e on m.kind = 'reply' or m.content->'events' ? e.id::text
    ), fact as (
      select h.id as home, w.event_id, b.at is distinct from w.at as gone, (b.adults, b.children) is distinct from (w.adults, w.children) as changed,
        exists (select 1 from rsvp_current c where c.wedding_id = ${weddingId} and c.unit_id = h.id and c.event_id = w.event_id) as answered,
        (h.id, w.event_id) in (select id, event_id from heard) as told
      from held w join home h using (unit_id)
      left join lateral (
        select i.own_adults as adults, i.own_children as children, i.created_at as at from invitations i
        where i.wedding_id = ${weddingId} and i.unit_id = w.unit_id and i.event_id = w.event_id and i.own_adults is not null
        union all
        select p.adults, p.children, p.created_at from parked_invitations p where p.wedding_id = ${weddingId} and p.unit_id = w.unit_id and p.event_id = w.event_id
      ) b on true
    )
    select count(distinct home)::int as families, count(distinct (home, event_id))::int as pairs, count(distinct home) filter (where gone)::int as gone,
      count(distinct home) filter (where answered)::int as answered, count(distinct home) filter (where told)::int as told,
      count(distinct home) filter (where changed)::int as changed from fact`);
  return rows[0]!;
}

async function takeAway(tx: Transaction, scope: Scope, sets: readonly HeldSet[], trees: readonly string[]) {
  const { weddingId } = scope;
  await tx.execute(sql`
    with held as materialized (${heldOf(sets)}), own as (
      delete from invitations i using held w where i.wedding_id = ${weddingId} and i.unit_id = w.unit_id and i.event_id = w.event_id and i.own_adults is not null
    )
    delete from parked_invitations p using held w where p.wedding_id = ${weddingId} and p.unit_id = w.unit_id and p.event_id = w.event_id`);
  const joined = await joinTrees(tx, scope, trees);
  // Whoever is still invited through one that joined them has lost nothing.
  await tx.execute(
    noteWithdrawn(
      scope,
      sql`select h.id as unit_id, w.event_id, min(w.at) as at from (${heldOf(sets)}) w
        join (${homeOf(scope, sql`select distinct unit_id from (${heldOf(sets)}) one`)}) h using (unit_id)
        where not exists (select 1 from invitations i where i.wedding_id = ${weddingId} and i.unit_id = h.id and i.event_id = w.event_id) group by 1, 2`,
    ),
  );
  const seated = await settleSecondSeats(tx, scope, [...new Set([...unitsOf(sets), ...joined.units])]);
  return { joined, seated };
}
