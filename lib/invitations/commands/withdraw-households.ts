import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { audienceCondition } from "@/lib/audience/queries";
import { idsOf } from "@/lib/guests/commands/join-trees";
import { standStill } from "@/lib/guests/commands/resolve-people";
import { settleSecondSeats } from "@/lib/guests/commands/second-seats";
import { inviteHouseholdsInput } from "@/lib/invitations/inputs";
import type { HeldSet } from "@/lib/invitations/rules";
import { defineCommand, type Outcome, type UndoStep } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { wholeWedding } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/topics";
import { entryOf, familyOf, noteWithdrawn, setsOf, wayBack } from "./held-places";

/** Takes households off functions again. Whoever has answered stays: their word is not thrown away by a bulk act. */
export const withdrawHouseholds = defineCommand({
  name: "invitations.withdraw",
  permission: "invitations.edit",
  input: inviteHouseholdsInput,
  inverse: "invitations.invite-again",
  timeoutMs: 60_000,
  async run(
    { tx, scope },
    { audience, eventIds },
  ): Promise<Outcome<{ withdrawn: number; undo: UndoStep | null }>> {
    await standStill(tx, scope);
    const { rows: chosen } = await tx.execute<{ id: string }>(
      sql`select u.id from guest_units u where ${audienceCondition(scope, audience)}`,
    );
    const asked = { unitIds: chosen.map((row) => row.id), eventIds };
    const { withdrawn, units, events, sets } = await wholeWedding(tx, scope, () =>
      withdraw(tx, scope, asked),
    );
    if (withdrawn === 0) return { unchanged: { withdrawn: 0, undo: null } };
    const seated = await settleSecondSeats(tx, scope, units);
    return {
      result: { withdrawn, undo: wayBack("invitations.invite-again", sets) },
      audit: [entryOf("withdraw", { units, count: withdrawn, eventIds: events, sets })],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [
        ...events.map((key) => ({ kind: "event" as const, key })),
        ...[...new Set([...units, ...seated.units])].map((key) => ({ kind: "unit" as const, key })),
      ],
    };
  },
});

type Withdrawn = { withdrawn: number; units: string[]; events: string[]; sets: HeldSet[] };

async function withdraw(
  tx: Transaction,
  scope: Scope,
  { unitIds, eventIds }: { unitIds: readonly string[]; eventIds: readonly string[] },
): Promise<Withdrawn> {
  const { rows } = await tx.execute<Withdrawn>(sql`
    with gone as (
      delete from invitations i where i.wedding_id = ${scope.weddingId} and i.unit_id in ${idsOf(unitIds)} and i.event_id in ${idsOf(eventIds)}
        and not exists (select 1 from rsvp_current a where a.wedding_id = i.wedding_id and a.unit_id = i.unit_id and a.event_id = i.event_id)
      returning i.*
    ), family as (${familyOf(scope, sql`select distinct unit_id as id from gone`)}
    ), parked as (
      -- What a household that joined was invited to goes with it, or taking them apart would invite again.
      delete from parked_invitations p using gone g join family f on f.id = g.unit_id
      where p.wedding_id = ${scope.weddingId} and p.unit_id = f.unit_id and p.event_id = g.event_id
      returning p.*
    ), noted as (${noteWithdrawn(scope, sql`select unit_id, event_id, created_at as at from gone`)})
    select (select count(*)::int from gone) as withdrawn, (select coalesce(jsonb_agg(distinct unit_id), '[]') from gone) as units,
      (select coalesce(jsonb_agg(distinct event_id), '[]') from gone) as events,
      ${setsOf(sql`
        select unit_id, event_id, own_adults as adults, own_children as children, created_at as at from gone where own_adults + own_children > 0
        union all select unit_id, event_id, adults, children, created_at from parked`)} as sets`);
  return rows[0]!;
}
