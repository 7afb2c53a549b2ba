import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { wordsEdition, wordsOf } from "@/lib/events/queries/words";
import type { PlanFacts } from "@/lib/events/types";
import type { CalendarFunction, WithdrawnFunction } from "@/lib/rsvp/rules/calendar";

export interface PlannedFunction extends CalendarFunction {
  /** What changed since this household said that it comes, until it says that it has seen that, or answers again. */
  change: { id: string; before: PlanFacts; after: PlanFacts } | null;
}

export interface GuestPlan {
  wedding: string;
  hosts: string;
  zone: string;
  /** The household's. */
  language: string;
  functions: PlannedFunction[];
  /** What it knew of and is not invited to any more: for its calendar, without a word of what that is. */
  withdrawn: WithdrawnFunction[];
}

/** A household's own functions as its calendar takes them, and what is news to it; null where it is gone. */
export async function readGuestPlan(
  tx: Transaction,
  scope: Scope,
  unitId: string,
): Promise<GuestPlan | null> {
  const { rows } = await tx.execute<{ plan: GuestPlan }>(sql`
    with home as (
      select u.* from guest_units u where u.wedding_id = ${scope.weddingId} and u.id = fence.home_of(${scope.weddingId}, ${unitId}) and u.live
    ), lost as (
      -- Also by one that joined this household.
      select w.event_id, sum(w.times) as times, (array_agg(w order by w.withdrawn_at desc))[1] as latest from home u
      join withdrawn_invitations w on w.wedding_id = u.wedding_id and w.unit_id in (select fence.family_of(u.wedding_id, u.id)) group by w.event_id
    )
    select jsonb_build_object('wedding', w.name, 'hosts', w.hosts, 'zone', w.zone, 'language', u.language, 'functions', coalesce((
      select jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'startsAt', e.starts_at, 'zone', e.zone, 'venue', v.name, 'address', v.address, 'mapUrl', v.map_url, 'dress', e.dress, 'note', e.note, 'words', ${wordsOf(sql`e.wedding_id`, sql`e.id`)},
        'cancelled', e.cancelled_at is not null, 'sequence', e.version - 1 + ${wordsEdition} + 2 * coalesce(l.times, 0), 'changedAt', greatest(e.shown_at, v.shown_at), 'change', (
          select jsonb_build_object('id', x.id, 'before', x.before, 'after', x.after) from event_changes x
          join rsvp_current c on c.wedding_id = x.wedding_id and c.unit_id = u.id and c.event_id = x.event_id and c.answer in ('yes', 'maybe') and c.answered_at <= x.changed_at
          where x.wedding_id = e.wedding_id and x.event_id = e.id and x.state <> 'dismissed'
            and not exists (select 1 from event_change_sightings s where s.wedding_id = x.wedding_id and s.change_id = x.id and s.unit_id = u.id)
          order by x.changed_at desc limit 1))
        order by e.position, e.id)
      from invitations i
      join events e on e.wedding_id = i.wedding_id and e.id = i.event_id
      left join venues v on v.wedding_id = e.wedding_id and v.id = e.venue_id
      left join lost l on l.event_id = e.id
      where i.wedding_id = u.wedding_id and i.unit_id = u.id
    ), '[]'), 'withdrawn', coalesce((
      select jsonb_agg(jsonb_build_object('id', l.event_id, 'startsAt', (l.latest).starts_at, 'zone', (l.latest).zone, 'withdrawnAt', (l.latest).withdrawn_at,
        'sequence', (l.latest).event_version - 1 + 2 * l.times - 1) order by (l.latest).starts_at, l.event_id)
      from lost l where not exists (select 1 from invitations i where i.wedding_id = u.wedding_id and i.unit_id = u.id and i.event_id = l.event_id)
    ), '[]')) as plan
    from home u join weddings w on w.id = u.wedding_id`);
  return rows[0]?.plan ?? null;
}
