import { REASONS } from "@/lib/compliance/rules";
import { stateHash } from "@/lib/guests/queries/state";
import { readTenant } from "@/lib/platform/transaction";
import { reconcileProjections } from "@/lib/reports/commands/reconcile-projections";
import { type Campaign, job, listSent, rowsOf, type Sent } from "@/tests/factories/campaign";

/** How it was before something was done: who lives where, is invited, has answered, and which runs do not send. */
export interface Before {
  homes: Map<string, { home: string; live: boolean }>;
  invited: Map<string, string[]>;
  answered: { home: string; event: string }[];
  halted: Set<string>;
  cancelled: Set<string>;
  stopped: Set<string>;
}

export async function lookBefore(campaign: Campaign): Promise<Before> {
  const [row] = await rowsOf<{
    homes: { id: string; home: string; live: boolean }[];
    invited: { home: string; events: string[] }[];
    answered: { home: string; event: string }[];
    halted: string[];
    cancelled: string[];
  }>(
    campaign,
    `select coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'home', h.id, 'live', h.live)) from guest_units u
        join guest_units h on h.wedding_id = u.wedding_id and h.id = fence.home_of(u.wedding_id, u.id) where u.wedding_id = $1), '[]') as homes,
      coalesce((select jsonb_agg(jsonb_build_object('home', unit_id, 'events', events)) from (
        select unit_id, jsonb_agg(event_id) as events from invitations where wedding_id = $1 group by 1) i), '[]') as invited,
      coalesce((select jsonb_agg(jsonb_build_object('home', c.unit_id, 'event', c.event_id)) from rsvp_current c
        join events e on e.wedding_id = c.wedding_id and e.id = c.event_id and e.cancelled_at is null where c.wedding_id = $1 and c.answer in ('yes', 'no')), '[]') as answered,
      coalesce((select jsonb_agg(id) from send_runs where wedding_id = $1 and state <> 'sending'), '[]') as halted,
      coalesce((select jsonb_agg(id) from events where wedding_id = $1 and cancelled_at is not null), '[]') as cancelled`,
  );
  return {
    homes: new Map(row!.homes.map(({ id, ...rest }) => [id, rest])),
    invited: new Map(row!.invited.map(({ home, events }) => [home, events])),
    answered: row!.answered,
    halted: new Set(row!.halted),
    cancelled: new Set(row!.cancelled),
    stopped: new Set(campaign.stopped),
  };
}

interface Told {
  attempt: string;
  message: string;
  unit: string;
  run: string | null;
  wave: string | null;
  purpose: string | null;
  audience: { answer?: string; event?: string; silentDays?: number } | null;
  events: string[];
  destination: string;
  shared: boolean;
  state: string;
}

const messagesOf = (campaign: Campaign) =>
  rowsOf<Told>(
    campaign,
    `select a.id as attempt, m.id as message, m.unit_id as unit, m.run_id as run, m.wave, r.purpose, r.audience, coalesce(m.content->'events', '[]') as events,
       m.destination, m.shared_destination as shared, m.state
     from message_attempts a join messages m on m.wedding_id = a.wedding_id and m.id = a.message_id
     left join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id where a.wedding_id = $1`,
  );

type Entry = Sent & Told;

/** What is wrong with what has left since the last look, in words. */
export async function judgeSent(campaign: Campaign, before: Before): Promise<string[]> {
  const sent = await listSent(campaign);
  const fresh = new Set(sent.map(({ attempt }) => attempt).filter((attempt) => !campaign.seen.has(attempt)));
  if (fresh.size === 0) return [];
  const known = new Map((await messagesOf(campaign)).map((one) => [one.attempt, one]));
  const wrong: string[] = [];
  const entries = sent.flatMap((one): Entry[] => {
    const row = known.get(one.attempt);
    if (!row) wrong.push(`the ledger has a message to ${one.to} of which we know nothing`);
    return row ? [{ ...one, ...row }] : [];
  });
  for (const entry of entries.filter(({ attempt }) => fresh.has(attempt))) {
    wrong.push(...wrongWith(entry, before).map((what) => `${what} (to ${entry.to}, ${entry.wave})`));
    wrong.push(...twice(campaign, entry, entries, before));
    campaign.seen.add(entry.attempt);
  }
  return [...new Set(wrong)];
}

/** Nobody is written to after they had said, or somebody had said of them, that they are not to be. */
function wrongWith(entry: Entry, before: Before): string[] {
  const wrong: string[] = [];
  if (entry.to !== entry.destination) wrong.push("sent to another number than the row has");
  if (before.stopped.has(entry.to)) wrong.push("sent to whoever had said STOP");
  if (entry.run === null) return wrong;
  if (before.halted.has(entry.run)) wrong.push("sent by a run that did not send");
  const home = before.homes.get(entry.unit);
  if (!home?.live) return [...wrong, "sent to a family that is off the list"];
  if (entry.purpose === "change") return wrong;
  if (entry.events.some((event) => before.cancelled.has(event)))
    wrong.push("sent of a function that is cancelled");
  const invited = before.invited.get(home.home) ?? [];
  if (entry.events.some((event) => !invited.includes(event)))
    wrong.push("sent to a family that is not invited to what it speaks of");
  const { answer, event, silentDays } = entry.audience ?? {};
  const toTheSilent =
    entry.purpose === "reminder" || answer === "none" || answer === "open" || silentDays !== undefined;
  const asks = entry.purpose === "reminder" || entry.purpose === "invitation";
  if (
    asks &&
    toTheSilent &&
    before.answered.some((one) => one.home === home.home && (event === undefined || one.event === event))
  )
    wrong.push("sent, as to the silent, to a family that had answered");
  return wrong;
}

/** No family and no number gets two of a wave, but where a human has decided about a doubt, or that a number is shared. */
function twice(campaign: Campaign, entry: Entry, all: readonly Entry[], before: Before): string[] {
  if (entry.wave === null) return [];
  const excused = ({ message, failed }: Entry) => failed || campaign.decided.has(message);
  const homeOf = ({ unit }: Entry) => before.homes.get(unit)?.home;
  const earlier = all.filter(
    (one) => one.attempt !== entry.attempt && one.wave === entry.wave && !excused(one),
  );
  if (campaign.decided.has(entry.message)) return [];
  return earlier.flatMap((one) => [
    ...(homeOf(one) === homeOf(entry) ? [`one family got two of ${entry.wave}: ${one.to}, ${entry.to}`] : []),
    // A family made of some of another is one of its own, and may be invited by another run.
    ...(one.to === entry.to && one.run === entry.run && !(one.shared || entry.shared)
      ? [`one number got two of ${entry.wave}: ${entry.to}`]
      : []),
  ]);
}

const OUT = ["accepted", "sent", "delivered", "read"];
const REASON_OF: Record<string, (reason: string | null) => boolean> = {
  blocked: (reason) => reason !== null && reason in REASONS,
  failed: (reason) => reason !== null,
  in_doubt: (reason) => reason !== null,
  cancelled: (reason) => reason === null || reason === "merged",
};

interface Row {
  id: string;
  family: string;
  to: string | null;
  wave: string;
  run: string;
  runState: string;
  state: string;
  reason: string | null;
  last: string | null;
}

/** When everything is over: nothing is lost, and every message that was not sent has a reason. */
export async function judgeEnd(campaign: Campaign): Promise<string[]> {
  const rows = await rowsOf<Row>(
    campaign,
    `select m.id, u.name as family, m.destination as to, m.wave, m.run_id as run, r.state as "runState", m.state, m.reason, m.last_attempt_id as last
     from messages m join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id join guest_units u on u.wedding_id = m.wedding_id and u.id = m.unit_id
     where m.wedding_id = $1`,
  );
  const arrived = new Map((await listSent(campaign)).map((one) => [one.attempt, one]));
  const attempts = Map.groupBy(await messagesOf(campaign), ({ message }) => message);
  const reached = (id: string) =>
    (attempts.get(id) ?? []).some(({ attempt }) => arrived.has(attempt) && !arrived.get(attempt)!.failed);
  const wrong: string[] = [];
  for (const row of rows) {
    const words = `${row.family} ${row.to} ${row.wave}: ${row.state} ${row.reason}`;
    if (["done", "stopped"].includes(row.runState) && ["queued", "calling"].includes(row.state))
      wrong.push(`waits in a run that is ${row.runState}: ${words}`);
    if (REASON_OF[row.state] && !REASON_OF[row.state]!(row.reason)) wrong.push(`no reason: ${words}`);
    if (OUT.includes(row.state) && !reached(row.id)) wrong.push(`is said to be out and is not: ${words}`);
    const shownByAnother = rows.some(
      (one) => one.id !== row.id && one.wave === row.wave && OUT.includes(one.state),
    );
    if (["cancelled", "blocked", "failed"].includes(row.state) && reached(row.id) && !shownByAnother)
      wrong.push(`is out and is said not to be: ${words}`);
  }
  return [...wrong, ...(await judgeCounts(campaign))];
}

/** A run's numbers are those of its rows, and what is counted live is what a rebuild would count. */
async function judgeCounts(campaign: Campaign): Promise<string[]> {
  const lost = await rowsOf<{ name: string; said: number; rows: number }>(
    campaign,
    `select r.name, r.recipients + r.blocked as said, count(m.id)::int as rows from send_runs r
     left join messages m on m.wedding_id = r.wedding_id and m.run_id = r.id
     where r.wedding_id = $1 and r.frozen_at is not null group by r.id having count(m.id) <> r.recipients + r.blocked`,
  );
  const funnels = await rowsOf<{ run: string }>(
    campaign,
    `with row as (select run_id, count(*) as n from messages where wedding_id = $1 and run_id is not null group by 1),
       shown as (select run_id, sum(count) as n from run_funnels where wedding_id = $1 group by 1)
     select run_id as run from row full join shown using (run_id) where row.n is distinct from shown.n`,
  );
  const found = await reconcileProjections(job(campaign, "reports.reconcile"), {});
  if (!found.ok) throw new Error(found.message);
  return [
    ...lost.map((one) => `${one.name} was ${one.said} families, and is ${one.rows}`),
    ...funnels.map(({ run }) => `the funnel of run ${run} counts others than its rows`),
    ...(found.value.differences > 0 ? [`counted otherwise: ${JSON.stringify(found.value.found)}`] : []),
  ];
}

/** What still waits and nobody sees why: its run sends, its number too, and its time has come. */
export async function judgeWaiting(campaign: Campaign): Promise<string[]> {
  const rows = await rowsOf<{ what: string }>(
    campaign,
    `select concat_ws(' ', u.name, m.destination, m.kind, m.wave, m.state, m.reason, m.attempts, r.state, r.purpose, n.provider, n.state) as what
     from messages m join guest_units u on u.wedding_id = m.wedding_id and u.id = m.unit_id
     join senders n on n.wedding_id = m.wedding_id and n.id = m.sender_id
     left join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id
     -- Of a relative's list whoever is off the guest list is gone, and shown again when they are put back.
     where m.wedding_id = $1 and m.state in ('queued', 'calling') and not (n.provider = 'wa_link' and not (select h.live from guest_units h where h.wedding_id = m.wedding_id and h.id = fence.home_of(m.wedding_id, m.unit_id)))
       and coalesce(r.state not in ('draft', 'rehearsed', 'frozen', 'approved', 'paused'), true)`,
  );
  const open = await rowsOf<{ what: string }>(
    campaign,
    `select concat_ws(' ', r.name, r.wave, r.state) as what from send_runs r where r.wedding_id = $1 and r.state = 'sending'
       and not exists (select 1 from messages m where m.wedding_id = r.wedding_id and m.run_id = r.id and m.state in ('queued', 'calling'))`,
  );
  return [
    ...rows.map(({ what }) => `waits for ever: ${what}`),
    ...open.map(({ what }) => `sends nothing more and does not end: ${what}`),
  ];
}

/** All that an act and its way back must leave as it was. */
export async function stateOf(campaign: Campaign): Promise<string> {
  const { scope } = campaign.wedding;
  const { hash } = await readTenant(scope, (tx) => stateHash(tx, scope));
  const messages = await rowsOf<{ row: string }>(
    campaign,
    `select concat_ws(' ', u.name, m.destination, m.wave, m.state, m.reason) as row from messages m
     join guest_units u on u.wedding_id = m.wedding_id and u.id = m.unit_id where m.wedding_id = $1 order by m.id`,
  );
  const runs = await rowsOf<{ row: string }>(
    campaign,
    "select concat_ws(' ', name, wave, state, state_reason, sender_id) as row from send_runs where wedding_id = $1 order by id",
  );
  return JSON.stringify([hash, messages.map(({ row }) => row), runs.map(({ row }) => row)], null, 1);
}
