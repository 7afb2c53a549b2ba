import { rowsOf } from "@/tests/factories/campaign";
import type { Replies } from "@/tests/factories/replies";

export interface Standing {
  home: string;
  event: string;
  name: string;
  said: number | "maybe" | null;
  at: number;
}

/** What stands, by household and function, and when it was said. */
export const standingOf = (replies: Replies): Promise<Standing[]> =>
  rowsOf(
    replies,
    `select i.unit_id as home, i.event_id as event, u.name || ' for ' || e.name as name, case c.answer when 'maybe' then to_jsonb('maybe'::text) else to_jsonb(c.adults + c.children) end as said,
       coalesce(extract(epoch from c.answered_at) * 1000, 0)::float8 as at
     from invitations i join events e on e.wedding_id = i.wedding_id and e.id = i.event_id join guest_units u on u.wedding_id = i.wedding_id and u.id = i.unit_id and u.live
     left join rsvp_current c on c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id where i.wedding_id = $1`,
  );

/** What stands now is taken for what was said, of these households or of all: what led there is judged elsewhere. */
export async function trust(replies: Replies, homes: readonly string[] | null = null): Promise<void> {
  for (const { home, event, said, at } of await standingOf(replies))
    if (homes === null || homes.includes(home)) replies.words.set(`${home} ${event}`, { at, persons: said });
}

/** What was written and what was recorded of it, for whoever reads a failure. */
export async function tell(replies: Replies): Promise<string[]> {
  const rows = await rowsOf<{ line: string }>(
    replies,
    `select concat_ws(' | ', to_char(n.provider_at, 'MI:SS.MS'), u.name, p.name, n.from_identifier, n.kind, n.text, n.reading::text, n.outcome,
       (select string_agg(e.name || ' ' || a.answer || ' ' || a.adults + a.children || case when v.answer_id is null then '' else ' (void)' end, ', ') from rsvp_answers a
         join events e on e.id = a.event_id left join rsvp_voids v on v.answer_id = a.id where a.inbound_id = n.id)) as line
     from inbound_messages n left join guest_units u on u.id = n.unit_id left join people p on p.id = n.person_id where n.wedding_id = $1 order by n.provider_at, n.inbox_id, n.position`,
  );
  return rows.map(({ line }) => line);
}
