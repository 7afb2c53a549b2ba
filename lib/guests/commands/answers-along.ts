import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { keptId } from "@/lib/guests/queries/index-keys";
import { answersApart, type Said } from "@/lib/guests/rules/answers-apart";
import { newId } from "@/lib/kernel/ids";
import { wholeWedding } from "@/lib/platform/transaction";
import { idsOf, joinTrees } from "./join-trees";
import type { Shared } from "./share-seats";

/**
 * What a family had said goes with those who are a household of their own now, and what stays is said of the others: so
 * nobody is counted twice, and nobody asked again. Both are facts of whoever set them apart; returns their ids, by which
 * they are taken back. What goes keeps its time, for it was said then.
 */
export const takeAnswersAlong = (
  tx: Transaction,
  scope: Scope,
  { from, to, shared, now }: { from: string; to: string; shared: readonly Shared[]; now: Date },
): Promise<string[]> =>
  wholeWedding(tx, scope, async () => {
    const said = new Map((await listSaid(tx, scope, { from, to })).map((one) => [one.eventId, one]));
    const facts = shared.flatMap(({ eventId, ...seats }) => {
      const one = said.get(eventId);
      if (!one) return [];
      const { goes, stays } = answersApart(one, seats);
      return [
        ...(goes ? [{ id: newId(), unitId: to, eventId, ...goes, at: one.answeredAt, replaces: null }] : []),
        ...(stays ? [{ id: newId(), unitId: from, eventId, ...stays, at: now, replaces: one.answerId }] : []),
      ];
    });
    if (facts.length === 0) return [];
    await tx.execute(sql`
      with fact as (
        select * from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as f(id uuid, "unitId" uuid, "eventId" uuid, answer text, adults int, children int, at timestamptz, replaces uuid)
      ), written as (
        insert into rsvp_answers (id, wedding_id, unit_id, side, event_id, answer, adults, children, channel, actor, answered_at, replaces)
        select f.id, u.wedding_id, u.id, u.side, f."eventId", f.answer, f.adults, f.children, 'console', ${actorLabel(scope.actor)}, f.at, f.replaces
        from fact f join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = f."unitId"
        returning id, unit_id
      )
      insert into rsvp_answer_people (wedding_id, answer_id, person_id, side)
      select distinct p.wedding_id, f.id, p.id, p.side from fact f join written w on w.id = f.id and f.answer = 'yes'
      join rsvp_current c on c.wedding_id = ${scope.weddingId} and c.unit_id = ${from} and c.event_id = f."eventId"
      join rsvp_answer_people n on n.wedding_id = c.wedding_id and n.answer_id = c.answer_id
      join people x on x.wedding_id = n.wedding_id and x.id = n.person_id
      join people p on p.wedding_id = x.wedding_id and p.id = ${keptId("x")} and p.unit_id = f."unitId" and p.live`);
    await joinTrees(tx, scope, [from, to], true);
    return facts.map((fact) => fact.id);
  });

/** Takes back what was written down when these people went: it stays in the book, and does not count. */
export async function leaveAnswers(
  tx: Transaction,
  scope: Scope,
  { answers, people }: { answers: readonly string[]; people: readonly string[] },
): Promise<void> {
  if (answers.length === 0) return;
  await wholeWedding(tx, scope, () =>
    tx.execute(sql`
      insert into rsvp_voids (wedding_id, answer_id, unit_id, side, reason)
      select a.wedding_id, a.id, a.unit_id, a.side, 'taken_back' from rsvp_answers a
      where a.wedding_id = ${scope.weddingId} and a.id in ${idsOf(answers)} and a.channel = 'console' and a.actor like 'user:%'
        and a.unit_id in (select m.unit_id from unit_members m where m.wedding_id = a.wedding_id and m.person_id in ${idsOf(people)})
      on conflict do nothing`),
  );
}

type Current = Said & { eventId: string; answerId: string; answeredAt: string };

/** What the family says now, and how many of those whom that names have gone. */
async function listSaid(
  tx: Transaction,
  { weddingId }: Scope,
  { from, to }: { from: string; to: string },
): Promise<Current[]> {
  const { rows } = await tx.execute<Current & Record<string, unknown>>(sql`
    select c.event_id as "eventId", c.answer_id as "answerId", c.answered_at as "answeredAt", c.answer, c.adults, c.children, case when n.named > 0
      then jsonb_build_object('adults', n.adults, 'children', n.children) end as leaving
    from rsvp_current c cross join lateral (
      select count(distinct p.id)::int as named, count(distinct p.id) filter (where p.unit_id = ${to} and p.age_band = 'adult')::int as adults,
        count(distinct p.id) filter (where p.unit_id = ${to} and p.age_band <> 'adult')::int as children
      from rsvp_answer_people k join people x on x.wedding_id = k.wedding_id and x.id = k.person_id
      join people p on p.wedding_id = x.wedding_id and p.id = ${keptId("x")} and p.live
      where k.wedding_id = c.wedding_id and k.answer_id = c.answer_id
    ) n where c.wedding_id = ${weddingId} and c.unit_id = ${from} for update of c`);
  return rows;
}
