import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { memberName } from "@/lib/access/queries";
import type { Scope } from "@/lib/access/types";
import { voices } from "./disagreements";

export interface Voice {
  answerId: string;
  /** The guest; of an entry of the family's own, who entered it. */
  who: string | null;
  own: boolean;
  channel: "whatsapp" | "web" | "phone" | "console";
  at: string;
  answer: "yes" | "no" | "maybe";
  adults: number;
  children: number;
  /** What counts now: the latest. */
  counts: boolean;
}

export interface Difference {
  unitId: string;
  household: string;
  eventId: string;
  event: string;
  latest: string;
  voices: Voice[];
}

/** Functions for which members of a family say different things, by family; the latest voice first. */
export async function listDifferences(
  tx: Transaction,
  scope: Scope,
  limit: number,
): Promise<{ differences: Difference[]; families: number }> {
  const units = sql`(select o.unit_id from unit_overview o join guest_units u on u.wedding_id = o.wedding_id and u.id = o.unit_id and u.live
    where o.wedding_id = ${scope.weddingId} and o.disagreements > 0 order by u.name, u.id limit ${limit})`;
  const { rows } = await tx.execute<{ differences: Difference[]; families: number }>(sql`
    with voice as (select * from ${voices(scope.weddingId, units)} v),
    apart as (
      select unit_id, event_id from voice group by unit_id, event_id having count(distinct (answer, adults, children)) > 1
    ), said as (
      select v.unit_id, v.event_id, c.answer_id as latest, jsonb_agg(jsonb_build_object('answerId', v.answer_id, 'who', coalesce(p.name, ${memberName(scope, "w")}),
        'own', v.channel in ('phone', 'console'), 'channel', v.channel, 'at', v.answered_at, 'answer', v.answer, 'adults', v.adults, 'children', v.children,
        'counts', c.answer_id = v.answer_id) order by c.answer_id = v.answer_id desc, v.answered_at desc, v.answer_id) as voices
      from apart a join voice v on v.unit_id = a.unit_id and v.event_id = a.event_id
      join rsvp_current c on c.wedding_id = ${scope.weddingId} and c.unit_id = v.unit_id and c.event_id = v.event_id
      join rsvp_answers r on r.wedding_id = ${scope.weddingId} and r.id = v.answer_id
      left join people p on p.wedding_id = ${scope.weddingId} and p.id = v.person_id
      left join users w on w.id = case when r.actor like 'user:%' then substr(r.actor, 6)::uuid end
      group by v.unit_id, v.event_id, c.answer_id
    )
    select (select count(*)::int from unit_overview where wedding_id = ${scope.weddingId} and disagreements > 0) as families, coalesce((
      select jsonb_agg(jsonb_build_object('unitId', u.id, 'household', u.name, 'eventId', e.id, 'event', e.name, 'latest', s.latest, 'voices', s.voices)
        order by u.name, u.id, e.position, e.id)
      from said s
      join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = s.unit_id
      join events e on e.wedding_id = ${scope.weddingId} and e.id = s.event_id), '[]') as differences`);
  return rows[0]!;
}
