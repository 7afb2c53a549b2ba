import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";

/**
 * The families that said yes to one function, with who of them has a place: `unit_id, adults, children, infants, waiting,
 * diets, words, untold`. Says of each family what `rules/headcount.ts` says, so that the families behind a number and the
 * file for whoever cooks add up to it. Text and no parameters, because COPY takes none: both ids are checked to be UUIDs. `among` names what
 * has the only families wanted.
 */
export function seatedAt(weddingId: string, eventId: string, among?: "page"): string {
  if (!isUuid(weddingId) || !isUuid(eventId)) throw new AppError("invalid_input", "Not an id.");
  return `(
    with yes as materialized (
      select c.unit_id, c.answer_id, c.adults as said_adults, c.children as said_children,
        case when e.ceiling_persons is null then c.adults + c.children else least(c.adults + c.children, coalesce(g.persons, 0)) end as placed
      from events e
      join invitations i on i.wedding_id = e.wedding_id and i.event_id = e.id
      join rsvp_current c on c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id and c.answer = 'yes'
      left join event_places g on g.wedding_id = i.wedding_id and g.event_id = i.event_id and g.unit_id = i.unit_id
      where e.wedding_id = '${weddingId}' and e.id = '${eventId}' ${among ? `and c.unit_id in (select unit_id from ${among})` : ""}
    ), member as materialized (
      select p.unit_id, p.id, p.age_band, btrim(coalesce(d.diet, p.diet, '')) as diet from people p
      left join person_diets d on d.wedding_id = p.wedding_id and d.person_id = p.id and d.event_id = '${eventId}'
      where p.wedding_id = '${weddingId}' and p.live and p.unit_id in (select unit_id from yes)
    ), home as (
      select u.id as unit_id, u.unnamed_adults + count(m.id) filter (where m.age_band = 'adult') as adults,
        u.unnamed_children + count(m.id) filter (where m.age_band <> 'adult') as children, count(m.id) filter (where m.age_band = 'infant') as infants
      from guest_units u left join member m on m.unit_id = u.id
      where u.wedding_id = '${weddingId}' and u.id in (select unit_id from yes) group by u.id, u.unnamed_adults, u.unnamed_children
    ), named as (
      select distinct m.* from yes y
      join rsvp_answer_people n on n.wedding_id = '${weddingId}' and n.answer_id = y.answer_id
      join people x on x.wedding_id = n.wedding_id and x.id = n.person_id
      join member m on m.id = case when x.merged_into is null then x.id else x.merged_into end and m.unit_id = y.unit_id
    ), seated as (
      select y.*, least(said_adults, placed) as adults, placed - least(said_adults, placed) as children,
        case when n.unit_id is not null then least(said_children, n.infants)
          else greatest(0, least(h.infants, said_children - (h.children - h.infants))) end as said_infants,
        n.unit_id is null and said_adults >= h.adults and said_children >= h.children as all_come
      from yes y join home h using (unit_id)
      left join (select unit_id, count(*) filter (where age_band = 'infant') as infants from named group by unit_id) n using (unit_id)
    ), counted as (
      select seated.*, least(said_children - said_infants, children) as older from seated
    ), known as (
      select * from named union all select m.* from member m join counted c using (unit_id) where c.all_come
    ), eaten as (
      select unit_id, diet, count(*) as n from (
        select known.*, row_number() over (partition by unit_id, age_band order by id) as nth from known
      ) one join counted c using (unit_id)
      where diet <> '' and nth <= case age_band when 'adult' then c.adults when 'child' then c.older else c.children - c.older end group by 1, 2
    ), plate as (
      select unit_id, sum(n) as told, jsonb_object_agg(diet, n) as diets, string_agg(n || ' ' || diet, ', ' order by n desc, diet) as words from eaten group by unit_id
    )
    select c.unit_id, c.adults, c.children, c.children - c.older as infants, c.said_adults + c.said_children - c.placed as waiting,
      coalesce(p.diets, '{}') as diets, p.words, c.placed - coalesce(p.told, 0) as untold
    from counted c left join plate p using (unit_id))`;
}
