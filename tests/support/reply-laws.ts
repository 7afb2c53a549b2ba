import { isDeepStrictEqual } from "node:util";
import { rowsOf } from "@/tests/factories/campaign";
import { post, type Replies, type Word, type Wrote } from "@/tests/factories/replies";
import { judgeAccount } from "./reply-account";
import { standingOf, trust } from "./reply-standing";
import { hearStop, samePeople } from "./reply-stops";

/** The families a number or an id belongs to: its people's, and those for whom they are written to. */
export async function familiesOf(
  replies: Replies,
  { phone, bsuid }: Pick<Wrote, "phone" | "bsuid">,
): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    replies,
    `with writer as (
       select p.id, p.unit_id from person_identifiers d join people p on p.wedding_id = d.wedding_id and p.id = d.person_id and p.live
       where d.wedding_id = $1 and d.value in ($2, $3) and d.valid_to is null
     ) select unit_id as id from writer union
     select u.id from writer w join people x on x.wedding_id = $1 and (x.id = w.id or x.merged_into = w.id)
     join guest_units u on u.wedding_id = $1 and u.proxy_person_id = x.id and u.live`,
    phone,
    bsuid,
  );
  return rows.map(({ id }) => id);
}

interface Open {
  event: string;
  name: string;
  seats: number;
  closed: boolean;
}

/** The functions that a household can answer with what it writes at that time: under a message of ours, those it named. */
const openFor = (
  replies: Replies,
  home: string,
  { at, tapped }: Pick<Wrote, "at" | "tapped">,
): Promise<Open[]> =>
  rowsOf(
    replies,
    `with asked as (
       select distinct e.id::uuid as id from messages m cross join jsonb_array_elements_text(m.content->'events') as e(id)
       where m.wedding_id = $1 and m.kind = 'template' and m.state not in ('blocked', 'cancelled') and fence.home_of($1, m.unit_id) = $2
         and ($4::uuid = m.id or $4::uuid is null and exists (select 1 from message_attempts a where a.wedding_id = $1 and a.message_id = m.id
           and a.state <> 'failed' and a.started_at < to_timestamp($3::float8 / 1000) + interval '1 second'))
     ) select e.id as event, e.name, i.adults + i.children as seats, coalesce(e.rsvp_deadline <= to_timestamp($3::float8 / 1000), false)
         and not exists (select 1 from answer_extensions x where x.wedding_id = $1 and fence.home_of($1, x.unit_id) = $2 and x.created_at < to_timestamp($3::float8 / 1000) + interval '1 second') as closed
       from invitations i join events e on e.wedding_id = i.wedding_id and e.id = i.event_id
       where i.wedding_id = $1 and i.unit_id = $2 and (e.cancelled_at is null or e.cancelled_at > to_timestamp($3::float8 / 1000))
         and (not exists (select 1 from asked) or i.event_id in (select id from asked))`,
    home,
    at,
    tapped,
  );

interface Expected {
  wrote: Wrote;
  /** The one family it is of; null where nobody can say, or several. */
  home: string | null;
  families: readonly string[];
  facts: readonly { event: string; persons: number }[];
  /** Functions that may be answered by it at all. */
  open: readonly string[];
  /** Somebody of that family was asked something: what is not named under it may be declined. */
  asked: boolean;
}

async function expected(replies: Replies, wrote: Wrote): Promise<Expected> {
  const known = { ...wrote, phone: wrote.phone };
  const families = await familiesOf(replies, known);
  const [of] = wrote.tapped
    ? await rowsOf<{ id: string }>(
        replies,
        "select fence.home_of(wedding_id, unit_id) as id from messages where wedding_id = $1 and id = $2",
        wrote.tapped,
      )
    : [];
  const home = wrote.tapped
    ? (families.find((one) => one === of?.id) ?? null)
    : families.length === 1
      ? families[0]!
      : null;
  const open = home ? await openFor(replies, home, wrote) : [];
  const says = Object.entries(wrote.says);
  // A name that is none of theirs makes the whole of it unclear.
  const clear =
    wrote.sense === "clear" && says.every(([name]) => name === "*" || open.some((one) => one.name === name));
  const facts = clear
    ? says.flatMap(([name, said]) =>
        open
          .filter((one) => (name === "*" || one.name === name) && !one.closed)
          .map((one) => ({
            event: one.event,
            persons: said === Number.POSITIVE_INFINITY ? one.seats : said,
            seats: one.seats,
          }))
          .filter(({ persons, seats }) => persons <= seats),
      )
    : [];
  const chats = home
    ? await rowsOf(
        replies,
        "select 1 from inbound_messages n where n.wedding_id = $1 and fence.home_of(n.wedding_id, n.unit_id) = $2 and n.outcome in ('prompted', 'to_read') and n.reading->>'kind' <> 'unread' limit 1",
        home,
      )
    : [];
  return { wrote, home, families, facts, open: open.map(({ event }) => event), asked: chats.length > 0 };
}

const counts = (replies: Replies) =>
  rowsOf<{ answers: number; voids: number }>(
    replies,
    `select (select count(*)::int from rsvp_answers where wedding_id = $1) as answers, (select count(*)::int from rsvp_voids where wedding_id = $1) as voids`,
  ).then(([row]) => row!);

export class Broken extends Error {}
export const holds = (wrong: readonly string[]): void => {
  if (wrong.length > 0) throw new Broken(wrong.join("\n"));
};

/** What was written arrives and is read: everything that must be so afterwards. */
export async function heard(replies: Replies, batch: readonly Wrote[]): Promise<void> {
  const first = batch.filter((one) => !one.delivered);
  const news = [...new Map(first.map((one) => [one.id, one])).values()];
  const before = await counts(replies);
  const all = await Promise.all(news.map((one) => expected(replies, one)));
  await post(replies, batch);
  for (const one of news) {
    one.delivered = true;
    const [row] = await rowsOf<{ at: number }>(
      replies,
      "select extract(epoch from provider_at)::float8 * 1000 as at from inbound_messages where wedding_id = $1 and provider_message_id = $2",
      one.id,
    );
    if (row) one.at = row.at;
  }
  holds(await judgeAccount(replies, batch));
  if (news.length === 0 && !isDeepStrictEqual(before, await counts(replies)))
    holds([`what came again changed answers: ${batch.map(({ words }) => words).join(", ")}`]);
  const late = news.some(({ at }) => at < latest(replies, news));
  if (
    news.every(({ sense }) => sense !== "clear" && sense !== "open") &&
    !late &&
    !isDeepStrictEqual(before, await counts(replies))
  )
    holds([`what answers nothing changed answers: ${news.map(({ words }) => words).join(", ")}`]);
  holds(await judgeFresh(replies, all));
  await learn(replies, all);
  holds(await judgeWords(replies));
}

const latest = (replies: Replies, news: readonly Wrote[]): number =>
  Math.max(0, ...replies.wrote.filter((one) => one.delivered && !news.includes(one)).map(({ at }) => at));

interface Fresh {
  id: string;
  home: string;
  event: string;
  name: string;
  persons: number;
  seats: number | null;
  inbound: string | null;
  actor: string;
}

/** Nothing is answered but what they were asked about, by whoever it is, within the places kept. */
async function judgeFresh(replies: Replies, all: readonly Expected[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const one of await freshAnswers(replies)) {
    const by = all.find(({ wrote }) => wrote.id === one.inbound);
    const words = `${one.name}, ${one.persons} persons, by ${by?.wrote.words ?? "what was written before"}`;
    if (one.seats === null) wrong.push(`answered and not invited: ${words}`);
    else if (one.persons > one.seats) wrong.push(`more persons than the ${one.seats} places kept: ${words}`);
    if (!by) continue;
    const choice = JSON.stringify(by.wrote.raw).includes('"2:');
    if (!by.families.includes(one.home) && by.wrote.phone !== null)
      wrong.push(`recorded for a family whose number it is not: ${words}`);
    if (by.families.length > 1 && by.wrote.tapped === null && !choice && !(await wasOpen(replies, by)))
      wrong.push(`recorded for one of several families, and nobody said which: ${words}`);
    if (by.home && by.open.length > 0 && !choice && !by.open.includes(one.event))
      wrong.push(`was not asked about that: ${words}`);
  }
  return wrong;
}

/** A number of several families that just now answered a question about one of them, or picked one. */
async function wasOpen(replies: Replies, { wrote }: Expected): Promise<boolean> {
  const rows = await rowsOf(
    replies,
    `select 1 from inbound_messages n where n.wedding_id = $1 and n.from_identifier in ($2, $3) and n.unit_id is not null and n.provider_message_id <> $4
       and n.provider_at >= to_timestamp($5::float8 / 1000) - interval '31 minutes' limit 1`,
    wrote.phone,
    wrote.bsuid,
    wrote.id,
    wrote.at,
  );
  return rows.length > 0;
}

export async function freshAnswers(replies: Replies): Promise<Fresh[]> {
  const rows = await rowsOf<Fresh>(
    replies,
    `select a.id, home.id as home, a.event_id as event, u.name || ' for ' || e.name as name, a.adults + a.children as persons, i.adults + i.children as seats, n.provider_message_id as inbound, a.actor
     from rsvp_answers a cross join lateral (select fence.home_of(a.wedding_id, a.unit_id) as id) home
     join events e on e.wedding_id = a.wedding_id and e.id = a.event_id join guest_units u on u.wedding_id = a.wedding_id and u.id = a.unit_id
     left join invitations i on i.wedding_id = a.wedding_id and i.unit_id = home.id and i.event_id = a.event_id
     left join inbound_messages n on n.wedding_id = a.wedding_id and n.id = a.inbound_id where a.wedding_id = $1`,
  );
  const fresh = rows.filter(({ id }) => !replies.looked.has(id));
  for (const { id } of fresh) replies.looked.add(id);
  return fresh;
}

/** The model hears the same: the latest clear word by the provider's time, and after what can be read in several ways, what stands. */
async function learn(replies: Replies, all: readonly Expected[]): Promise<void> {
  const doubtful = new Set<string>();
  const sure = new Set<string>();
  const order = all.toSorted((x, y) => x.wrote.at - y.wrote.at);
  for (const { wrote, home, families, facts, asked } of order) {
    const settled =
      wrote.sense === "clear" &&
      home !== null &&
      !replies.regrouped &&
      wrote.at >= (replies.openUntil.get(home) ?? 0);
    const inOrder = wrote.sense === "clear" && home !== null && wrote.at >= latestOf(replies, home);
    // Of what is late by less than a second nobody knows what it came before.
    for (const one of families) if (wrote.at < latestOf(replies, one)) doubtful.add(one);
    if (wrote.sense === "moves") replies.regrouped = true;
    if ((settled || inOrder) && home) {
      for (const { event, persons } of facts) speak(replies, `${home} ${event}`, { at: wrote.at, persons });
      // It may also answer a question that was open, and then declines what it does not name.
      if (!wrote.tapped && asked) doubtful.add(home);
    } else if (wrote.sense === "open" || wrote.sense === "clear")
      for (const one of families) doubtful.add(one);
    for (const one of families) {
      lastOf(replies).set(one, Math.max(latestOf(replies, one), wrote.at));
      if (wrote.sense === "open")
        replies.openUntil.set(one, Math.max(replies.openUntil.get(one) ?? 0, wrote.at));
    }
    hearStop(replies, wrote, await samePeople(replies, wrote));
  }
  if (all.some(({ wrote }) => wrote.sense === "moves")) return trust(replies);
  for (const { home, event, said, at } of await standingOf(replies))
    if (doubtful.has(home) && !sure.has(`${home} ${event}`))
      replies.words.set(`${home} ${event}`, { at, persons: said });
  // A choice under a question which family writes answers what was written before it, for the family that is chosen.
  if (order.some(({ wrote, home }) => wrote.sense === "open" && home === null)) await trust(replies);
}

const lasts = new WeakMap<Replies, Map<string, number>>();
const lastOf = (replies: Replies) => {
  const map = lasts.get(replies) ?? new Map<string, number>();
  lasts.set(replies, map);
  return map;
};
const latestOf = (replies: Replies, home: string): number => lastOf(replies).get(home) ?? 0;

export function speak(replies: Replies, key: string, word: Word): void {
  const before = replies.words.get(key);
  if (!before || word.at >= before.at) replies.words.set(key, word);
}

/** What somebody last said clearly for a function is what stands. */
export async function judgeWords(replies: Replies): Promise<string[]> {
  return (await standingOf(replies)).flatMap(({ home, event, name, said, at }) => {
    const word = replies.words.get(`${home} ${event}`);
    const wanted = word ? word.persons : null;
    return wanted === said ? [] : [`${name}: said ${wanted} at ${word?.at}, and it stands ${said} of ${at}`];
  });
}
