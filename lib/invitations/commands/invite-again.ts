import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { joinTrees } from "@/lib/guests/commands/join-trees";
import { NOT_YOURS_ALONE, reachesFurther } from "@/lib/guests/commands/other-side";
import { lockIdentity } from "@/lib/guests/commands/resolve-people";
import { settleSecondSeats } from "@/lib/guests/commands/second-seats";
import { inviteAgainInput } from "@/lib/invitations/inputs";
import { type HeldSet, type InTheWayOfInvitingAgain, inviteAgainRefusal } from "@/lib/invitations/rules";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome, type UndoStep } from "@/lib/platform/command";
import { refreshStatistics } from "@/lib/platform/statistics";
import { enqueue } from "@/lib/platform/topic";
import { wholeWedding } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/topics";
import {
  entryOf,
  eventsOf,
  heldOf,
  homeOf,
  homesOf,
  isListLeaving,
  LIST_LEAVING,
  marksOf,
  unitsOf,
  wayBack,
} from "./held-places";

/** Takes back that households were taken off functions: each holds the places it held, and so does whoever joined it. */
export const inviteAgain = defineCommand({
  name: "invitations.invite-again",
  permission: "invitations.edit",
  input: inviteAgainInput,
  inverse: "invitations.uninvite",
  timeoutMs: 60_000,
  async run({ tx, scope, now }, { sets }): Promise<Outcome<{ invited: number; undo: UndoStep | null }>> {
    await lockIdentity(tx, scope);
    const { homes, joined } = await wholeWedding(tx, scope, () => homesOf(tx, scope, unitsOf(sets)));
    if (await reachesFurther(tx, scope, "guest_units", homes)) return refuse("other_side", NOT_YOURS_ALONE);
    if (await wholeWedding(tx, scope, () => isListLeaving(tx, scope)))
      return refuse("list_leaving", LIST_LEAVING);
    const found = await wholeWedding(tx, scope, () => lookInTheWay(tx, scope, sets));
    const refused = inviteAgainRefusal(found);
    if (refused) return refused;
    const moved = await wholeWedding(tx, scope, () => giveBack(tx, scope, sets, joined));
    return {
      result: {
        invited: found.pairs,
        undo: wayBack("invitations.uninvite", sets, { since: now.toISOString() }),
      },
      audit: [entryOf("invite-again", { units: homes, count: found.pairs, eventIds: eventsOf(sets), sets })],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: marksOf(sets, homes, moved),
    };
  },
});

async function lookInTheWay(
  tx: Transaction,
  scope: Scope,
  sets: readonly HeldSet[],
): Promise<InTheWayOfInvitingAgain & { pairs: number }> {
  const { weddingId } = scope;
  const { rows } = await tx.execute<
    InTheWayOfInvitingAgain & { pairs: number; [column: string]: unknown }
  >(sql`
    with held as materialized (${heldOf(sets)}), home as materialized (${homeOf(scope, sql`select distinct unit_id from held`)}),
    lead as (select h.unit_id, h.id, coalesce(u.live, false) as live from home h left join guest_units u on u.wedding_id = ${weddingId} and u.id = h.id)
    select count(distinct h.id)::int as families, count(distinct (h.id, w.event_id))::int as pairs, count(distinct h.id) filter (where not h.live)::int as off,
      count(distinct h.id) filter (where i.unit_id is not null or p.unit_id is not null)::int as again, count(*) filter (where e.id is null)::int as unknown
    from held w join lead h using (unit_id)
    left join events e on e.wedding_id = ${weddingId} and e.id = w.event_id
    left join invitations i on i.wedding_id = ${weddingId} and i.unit_id = h.id and i.event_id = w.event_id
    left join parked_invitations p on p.wedding_id = ${weddingId} and p.unit_id = w.unit_id and p.event_id = w.event_id`);
  return rows[0]!;
}

async function giveBack(tx: Transaction, scope: Scope, sets: readonly HeldSet[], trees: readonly string[]) {
  const units = unitsOf(sets);
  await tx.execute(sql`
    with held as materialized (
      select u.wedding_id, u.id, u.side, u.live, w.* from (${heldOf(sets)}) w join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = w.unit_id
    ), own as (
      insert into invitations (wedding_id, unit_id, side, event_id, adults, children, own_adults, own_children, created_at)
      select wedding_id, id, side, event_id, adults, children, adults, children, at from held where live
    )
    insert into parked_invitations (wedding_id, unit_id, side, event_id, adults, children, created_at)
    select wedding_id, id, side, event_id, adults, children, at from held where not live`);
  await refreshStatistics(tx, units.length, ["invitations"]);
  const joined = await joinTrees(tx, scope, trees);
  const seated = await settleSecondSeats(tx, scope, [...new Set([...units, ...joined.units])]);
  return { joined, seated };
}
