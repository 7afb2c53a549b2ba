import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { liftStopInput } from "@/lib/compliance/inputs";
import { listReached, printsOfPerson } from "@/lib/compliance/queries/stops";
import { lockStops } from "@/lib/guests/commands/settle-stops";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";

/**
 * A guest who had stopped our messages asked somebody of the family, in other words than START, to get them again. Whoever
 * vouches for it is kept with what they say of it, with every household that has the same number. What the provider told us
 * of them only the provider takes back.
 */
export const liftStop = defineCommand({
  name: "compliance.lift-stop",
  permission: "stops.lift",
  input: liftStopInput,
  irreversible: "The guest's word is a fact. They write STOP again if it was not theirs.",
  async run({ tx, scope }, { unitId, personId, seen, asked }) {
    await lockHouseholds(tx, scope, { unitId, personId });
    await lockStops(tx, scope);
    const prints = await printsOfPerson(tx, scope, { unitId, personId });
    const reached = await listReached(tx, scope, { unitId, personId });
    const left = await lift(tx, scope, prints, seen);
    if (left.later)
      return refuse(
        "stopped_again",
        "They asked to be left alone again since. Please look at the page anew.",
      );
    if (left.lifted === 0 && left.provider)
      return refuse(
        "by_provider",
        "WhatsApp itself keeps our messages from them. Only they can change that, in WhatsApp.",
      );
    if (left.lifted === 0) return refuse("not_stopped", "Nothing keeps our messages from them any more.");
    const others = new Map(
      reached.flatMap((one) => (one.unitId === unitId ? [] : [[one.unitId, one.personId] as const])),
    );
    await tx.execute(sql`
      insert into consents (wedding_id, unit_id, side, basis, granted, evidence, actor)
      select u.wedding_id, u.id, u.side, 'guest_reply', 'yes', r.evidence, ${actorLabel(scope.actor)}
      from jsonb_to_recordset(${JSON.stringify([
        { unit: unitId, evidence: { person: personId, asked, vouched: true } },
        ...[...others].map(([unit, person]) => ({
          unit,
          evidence: { person, asked, vouched: true, through: personId },
        })),
      ])}::jsonb) as r(unit uuid, evidence jsonb)
      join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = r.unit`);
    return {
      result: { byProvider: left.provider },
      audit: [
        {
          action: "lift",
          entity: "guest_unit",
          entityId: unitId,
          payload: { personId, asked, others: [...others.keys()] },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [unitId, ...others.keys()].map((key) => ({ kind: "unit" as const, key })),
    };
  },
});

/** Whose ledger is written to, before the stops: in the order in which a message that is heard takes both. */
async function lockHouseholds(tx: Transaction, scope: Scope, of: { unitId: string; personId: string }) {
  const reached = await listReached(tx, scope, of);
  const units = [of.unitId, ...reached.map((one) => one.unitId)];
  await tx.execute(sql`
    select id from guest_units where wedding_id = ${scope.weddingId}
      and id in (select jsonb_array_elements_text(${JSON.stringify(units)}::jsonb)::uuid) order by id for key share`);
}

/**
 * Lifts what they said themselves, or the family for them, up to what whoever vouches has seen. By the time of that, not of
 * the lift: a STOP written in between and heard only later is a newer word, and stands.
 */
async function lift(tx: Transaction, { weddingId }: Scope, prints: readonly string[], seen: string) {
  const { rows } = await tx.execute<{ lifted: number; later: boolean; provider: boolean }>(sql`
    with standing as (
      select id, reason, created_at, date_trunc('milliseconds', created_at) > ${seen}::timestamptz as later from suppressions
      where wedding_id = ${weddingId} and scope = 'all' and lifted_at is null
        and fingerprint in (select decode(jsonb_array_elements_text(${JSON.stringify(prints)}::jsonb), 'hex')) for update
    ), lifted as (
      update suppressions s set lifted_at = (select max(k.created_at) from standing k where k.reason <> 'provider') + interval '1 millisecond' from standing t
      where s.wedding_id = ${weddingId} and s.id = t.id and t.reason <> 'provider' returning s.id
    )
    select (select count(*)::int from lifted) as lifted, coalesce(bool_or(reason <> 'provider' and later), false) as later,
      coalesce(bool_or(reason = 'provider'), false) as provider from standing`);
  return rows[0]!;
}
