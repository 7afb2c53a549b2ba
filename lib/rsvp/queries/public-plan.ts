import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { wordsEdition, wordsOf } from "@/lib/events/queries/words";
import type { CalendarFunction } from "@/lib/rsvp/rules/calendar";

export interface PublicPlan {
  wedding: string;
  hosts: string;
  functions: CalendarFunction[];
}

/** The functions everybody may read of, as a calendar takes them; none where the family hides its functions on the site. */
export async function readPublicPlan(tx: Transaction, scope: Scope): Promise<PublicPlan | null> {
  const { rows } = await tx.execute<{ plan: PublicPlan }>(sql`
    select jsonb_build_object('wedding', w.name, 'hosts', w.hosts, 'functions', coalesce((
      select jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'startsAt', e.starts_at, 'zone', e.zone, 'venue', v.name, 'address', v.address, 'mapUrl', v.map_url,
        'dress', e.dress, 'note', e.note, 'words', ${wordsOf(sql`e.wedding_id`, sql`e.id`)}, 'cancelled', e.cancelled_at is not null, 'sequence', e.version - 1 + ${wordsEdition}, 'changedAt', greatest(e.shown_at, v.shown_at)) order by e.position, e.id)
      from events e left join venues v on v.wedding_id = e.wedding_id and v.id = e.venue_id
      where e.wedding_id = w.id and e.visibility = 'public'
        and not exists (select 1 from jsonb_to_recordset(r.content->'sections') as s(kind text, hidden boolean) where s.kind = 'functions' and s.hidden)
    ), '[]')) as plan
    from weddings w join sites s on s.wedding_id = w.id join site_versions r on r.wedding_id = s.wedding_id and r.number = s.published_number
    where w.id = ${scope.weddingId}`);
  return rows[0]?.plan ?? null;
}
