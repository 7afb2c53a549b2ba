import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { keptId } from "@/lib/guests/queries/index-keys";
import { type Apart, allGoes, answersApart, answersTogether } from "@/lib/guests/rules/answers-apart";
import type { Seats } from "@/lib/guests/rules/share-seats";
import { newId } from "@/lib/kernel/ids";
import { wholeWedding } from "@/lib/platform/transaction";
import { idsOf, joinTrees } from "./join-trees";

/** Whose part of what was said goes from household to household, with the places that went before it. */
export interface AnswersWent {
  from: string;
  to: string;
  /** A household of their own, which has said nothing by itself yet. */
  fresh: boolean;
  /** Only those stay who were taken off the list. */
  whole: boolean;
  people: string[];
  taken: { eventId: string; adults: number; children: number }[];
}

type Went = AnswersWent & { now: Date };

/**
 * What a family had said goes with those who live somewhere else now, and what stays is said of the others: so nobody is
 * counted twice. Where they went to others, it is added to what these have said. All are facts of whoever moved them;
 * returns their ids, by which they are taken back.
 */
export const takeAnswersAlong = (tx: Transaction, scope: Scope, went: Went): Promise<string[]> =>
  wholeWedding(tx, scope, async () => {
    const { from, to, people, taken } = went;
    const [there, here] = [await listSaid(tx, scope, to), await listSaid(tx, scope, from, people)];
    const facts = taken.flatMap((one) => factsOf(went, one, here.get(one.eventId), there.get(one.eventId)));
    if (facts.length === 0) return [];
    await tx.execute(sql`
      with fact as (
        select * from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb)
          as f(id uuid, "unitId" uuid, "eventId" uuid, answer text, adults int, children int, at timestamptz, replaces uuid, named jsonb)
      ), written as (
        insert into rsvp_answers (id, wedding_id, unit_id, side, event_id, answer, adults, children, channel, actor, answered_at, replaces)
        select f.id, u.wedding_id, u.id, u.side, f."eventId", f.answer, f.adults, f.children, 'console', ${actorLabel(scope.actor)}, f.at, f.replaces
        from fact f join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = f."unitId"
        returning id
      )
      insert into rsvp_answer_people (wedding_id, answer_id, person_id, side)
      select p.wedding_id, f.id, p.id, p.side from fact f join written w on w.id = f.id
      cross join lateral (select n::uuid as id from jsonb_array_elements_text(f.named) n) n
      join people p on p.wedding_id = ${scope.weddingId} and p.id = n.id`);
    await joinTrees(tx, scope, [from, to], true);
    return facts.map((fact) => fact.id);
  });

interface Fact extends Apart {
  id: string;
  unitId: string;
  eventId: string;
  at: Date | string;
  replaces: string | null;
  named: string[];
}

function factsOf(
  { from, to, fresh, whole, people, now }: Went,
  { eventId, ...taken }: Went["taken"][number],
  here: Current | undefined,
  there: Current | undefined,
): Fact[] {
  if (!here) return [];
  const places = {
    adults: here.places.adults + taken.adults,
    children: here.places.children + taken.children,
  };
  const { goes, stays } = whole ? allGoes(here) : answersApart(here, { places, taken });
  const arrives = fresh ? goes : answersTogether(there ?? null, goes);
  const left = here.named.filter((id) => !people.includes(id));
  const gone = here.named.filter((id) => people.includes(id));
  const fact = (unitId: string, said: Apart, rest: Pick<Fact, "at" | "replaces" | "named">): Fact => ({
    id: newId(),
    unitId,
    eventId,
    ...said,
    ...rest,
    named: said.answer === "yes" ? rest.named : [],
  });
  return [
    ...(stays ? [fact(from, stays, { at: now, replaces: here.answerId, named: left })] : []),
    // What was said before by those who are a household now keeps its time.
    ...(arrives && fresh ? [fact(to, arrives, { at: here.answeredAt, replaces: null, named: gone })] : []),
    ...(arrives && there && !fresh
      ? [
          fact(to, arrives, {
            at: now,
            replaces: there.answerId,
            named: together(there, here, { gone, people }),
          }),
        ]
      : []),
  ];
}

/** Whom the answer of both names: nobody, where the family they went to has named nobody. */
function together(
  there: Current,
  here: Current,
  { gone, people }: { gone: readonly string[]; people: readonly string[] },
): string[] {
  if (there.answer === "yes" && there.named.length === 0) return [];
  return [...there.named, ...(here.named.length > 0 ? gone : people)];
}

/** Takes back what was written down when these people went: it stays in the book, and does not count. */
export async function leaveAnswers(
  tx: Transaction,
  scope: Scope,
  { answers, people }: { answers: readonly string[]; people: readonly string[] },
): Promise<void> {
  if (answers.length === 0) return;
  await wholeWedding(tx, scope, async () => {
    const { rows } = await tx.execute<{ unit_id: string }>(sql`
      insert into rsvp_voids (wedding_id, answer_id, unit_id, side, reason)
      select a.wedding_id, a.id, a.unit_id, a.side, 'taken_back' from rsvp_answers a
      where a.wedding_id = ${scope.weddingId} and a.id in ${idsOf(answers)} and a.channel = 'console' and a.actor like 'user:%'
        and a.unit_id in (select m.unit_id from unit_members m where m.wedding_id = a.wedding_id and m.person_id in ${idsOf(people)})
      on conflict do nothing returning unit_id`);
    await joinTrees(
      tx,
      scope,
      rows.map((row) => row.unit_id),
      true,
    );
  });
}

/** Whether one of these households says that more come than it has places, now that some were given back. */
export const saysMore = (tx: Transaction, scope: Scope, unitIds: readonly string[]): Promise<boolean> =>
  wholeWedding(tx, scope, async () => {
    const { rows } = await tx.execute(sql`
      select 1 from rsvp_current c join invitations i on i.wedding_id = c.wedding_id and i.unit_id = c.unit_id and i.event_id = c.event_id
      where c.wedding_id = ${scope.weddingId} and c.unit_id in ${idsOf(unitIds)} and c.answer = 'yes' and c.adults + c.children > i.adults + i.children limit 1`);
    return rows.length > 0;
  });

type Current = Apart & {
  eventId: string;
  answerId: string;
  answeredAt: string;
  /** Who it names, as they are now. */
  named: string[];
  leaving: Seats | null;
  /** What is kept for those who stay. */
  places: Seats;
};

/** What a family says now, by function, and how many of those whom that names are among `people`; null where it names nobody. */
async function listSaid(
  tx: Transaction,
  { weddingId }: Scope,
  unitId: string,
  people: readonly string[] = [],
): Promise<Map<string, Current>> {
  const { rows } = await tx.execute<Current & Record<string, unknown>>(sql`
    select c.event_id as "eventId", c.answer_id as "answerId", c.answered_at as "answeredAt", c.answer, c.adults, c.children, n.named,
      case when n.named <> '[]' then jsonb_build_object('adults', n.adults, 'children', n.children) end as leaving,
      jsonb_build_object('adults', i.adults, 'children', i.children) as places
    from rsvp_current c join invitations i on i.wedding_id = c.wedding_id and i.unit_id = c.unit_id and i.event_id = c.event_id
    cross join lateral (
      select coalesce(jsonb_agg(k.id), '[]') as named, count(*) filter (where k.goes and k.age_band = 'adult')::int as adults,
        count(*) filter (where k.goes and k.age_band <> 'adult')::int as children
      from (
        select distinct p.id, p.age_band, p.id in ${idsOf(people)} as goes
        from rsvp_answer_people k join people x on x.wedding_id = k.wedding_id and x.id = k.person_id
        join people p on p.wedding_id = x.wedding_id and p.id = ${keptId("x")} and p.live
        where k.wedding_id = c.wedding_id and k.answer_id = c.answer_id) k
    ) n where c.wedding_id = ${weddingId} and c.unit_id = ${unitId} for update of c`);
  return new Map(rows.map((row) => [row.eventId, row]));
}
