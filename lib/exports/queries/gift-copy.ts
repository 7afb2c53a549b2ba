import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { guardedCell, phoneCell } from "../rules";

/** The number of whoever speaks for the family of `row`. */
const contact = (row: string) => `left join lateral (
      select d.value as phone from people p
      join person_identifiers d on d.wedding_id = p.wedding_id and d.person_id = p.id and d.kind = 'phone' and d.valid_to is null
      where p.wedding_id = ${row}.wedding_id and p.unit_id = u.id and p.live order by p.contact_rank, p.id, d.position limit 1
    ) contact on true`;

const family = (row: string) =>
  `left join lateral (select fence.home_of(${row}.wedding_id, ${row}.unit_id) as id offset 0) home on true
  left join guest_units u on u.wedding_id = ${row}.wedding_id and u.id = home.id`;

const amount = (row: string) => `trim_scale(${row}.amount)`;

/** The book of gifts as a COPY statement, by headings our own import reads again: brought back in, it changes nothing. */
export function giftsCopy(weddingId: string): string {
  if (!isUuid(weddingId)) throw new AppError("invalid_input", "Not an id.");
  return `copy (
    select ${guardedCell("coalesce(u.name, g.giver)")} as "Family", ${guardedCell("case when u.id is not null then g.giver end")} as "Given by", ${phoneCell("contact.phone")} as "Phone",
      initcap(g.side) as "Side", ${guardedCell("e.name")} as "Function", initcap(g.kind) as "Kind", ${amount("g")} as "Amount", g.currency as "Currency",
      ${guardedCell("g.what")} as "What", ${guardedCell("g.note")} as "Note", ${guardedCell("g.received_by")} as "Received by",
      to_char(g.received_at at time zone w.zone, 'YYYY-MM-DD') as "Received on", to_char(g.thanked_at at time zone w.zone, 'YYYY-MM-DD') as "Thanked on",
      replace(g.thanked_how, '_', ' ') as "Thanked how", g.id as "Record", to_char(now() at time zone w.zone, 'YYYY-MM-DD HH24:MI') || ' ' || w.zone as "As of"
    from gifts g join weddings w on w.id = g.wedding_id ${family("g")} left join events e on e.wedding_id = g.wedding_id and e.id = g.event_id ${contact("g")}
    where g.wedding_id = '${weddingId}' and g.removed_at is null order by g.received_at, g.id
  ) to stdout with (format csv, header)`;
}

/** What was given before, likewise. */
export function giftNotesCopy(weddingId: string): string {
  if (!isUuid(weddingId)) throw new AppError("invalid_input", "Not an id.");
  return `copy (
    select ${guardedCell("u.name")} as "Family", ${phoneCell("contact.phone")} as "Phone", initcap(n.direction) as "Direction", ${guardedCell("n.occasion")} as "Occasion", n.year as "Year",
      ${amount("n")} as "Amount", n.currency as "Currency", ${guardedCell("n.what")} as "What", n.id as "Record"
    from gift_notes n ${family("n")} ${contact("n")}
    where n.wedding_id = '${weddingId}' and n.removed_at is null order by u.name, n.year, n.id
  ) to stdout with (format csv, header)`;
}
