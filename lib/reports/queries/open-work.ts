import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { hasAnswered } from "@/lib/audience/queries/answered";
import { asks } from "@/lib/audience/queries/asking";
import { listDecidedSuggestions, listLoneHouseholds } from "@/lib/guests/queries";
import { countLikely } from "@/lib/guests/queries/duplicates";
import { homeOfRow } from "@/lib/guests/queries/index-keys";
import { suggestHouseholds } from "@/lib/imports/rules/households";
import { countOpenCalls } from "@/lib/messaging/queries/calls";
import { CALLABLE } from "@/lib/messaging/rules/next-actions";
import { MOST_COUNTED, type OpenWork } from "@/lib/reports/types";

/** In larger weddings who may belong together is looked for on its own page alone. */
const FAMILIES_COMPARED = 5_000;
/** Of how many of the latest invites. */
const RUNS = 5;

const NONE: OpenWork = {
  numberless: 0,
  lists: { count: 0, only: null },
  differences: 0,
  likely: { count: 0, more: false },
  suggestions: 0,
  unreached: { count: 0, run: null },
  calls: { open: 0, unassigned: 0 },
};

/** Only what this person may do something about. */
export async function countOpenWork(tx: Transaction, scope: Scope): Promise<OpenWork> {
  const may = (permission: Parameters<typeof scope.permissions.has>[0]) => scope.permissions.has(permission);
  return {
    numberless: may("wedding.edit") ? await withoutNumber(tx, scope) : NONE.numberless,
    lists: may("guests.import") ? await waitingLists(tx, scope) : NONE.lists,
    ...(may("guests.edit")
      ? {
          differences: await openDifferences(tx, scope),
          ...(await whoBelongsTogether(tx, scope)),
          calls: await countOpenCalls(tx, scope),
        }
      : NONE),
    unreached: may("runs.prepare") ? await unreachedFamilies(tx, scope) : NONE.unreached,
  };
}

const first = async <T>(tx: Transaction, query: SQL): Promise<T> =>
  (await tx.execute<{ found: T }>(query)).rows[0]!.found;

/** The families are looked at only where no number is connected. */
const withoutNumber = (tx: Transaction, { weddingId }: Scope) =>
  first<number>(
    tx,
    sql`select case when not exists (select 1 from senders where wedding_id = ${weddingId} and disconnected_at is null)
        and coalesce((select max(starts_at) from events where wedding_id = ${weddingId} and cancelled_at is null) > now(), true)
      then (select count(*)::int from (select 1 from guest_units where wedding_id = ${weddingId} and live limit ${MOST_COUNTED}) u)
      else 0 end as found`,
  );

const waitingLists = (tx: Transaction, { weddingId }: Scope) =>
  first<OpenWork["lists"]>(
    tx,
    sql`select jsonb_build_object('count', count(*), 'only', case when count(*) = 1 then min(b.id::text) end) as found from (
      select id from import_batches where wedding_id = ${weddingId} and state in ('mapping', 'staged') limit ${MOST_COUNTED}) b`,
  );

const openDifferences = (tx: Transaction, { weddingId }: Scope) =>
  first<number>(
    tx,
    sql`select count(*)::int as found from (select 1 from import_conflicts where wedding_id = ${weddingId} limit ${MOST_COUNTED}) c`,
  );

async function whoBelongsTogether(tx: Transaction, scope: Scope) {
  const decided = await listDecidedSuggestions(tx, scope);
  return {
    likely: await countLikely(tx, scope, decided),
    suggestions: await openSuggestions(tx, scope, decided),
  };
}

async function openSuggestions(tx: Transaction, scope: Scope, decided: ReadonlySet<string>): Promise<number> {
  const small = await first<boolean>(
    tx,
    sql`select count(*) <= ${FAMILIES_COMPARED} as found from (select 1 from guest_units where wedding_id = ${scope.weddingId} limit ${FAMILIES_COMPARED + 1}) u`,
  );
  if (!small) return 0;
  const lone = await listLoneHouseholds(tx, scope);
  if (lone.length < 2) return 0;
  return suggestHouseholds(lone.map((one) => ({ ...one, address: one.address ?? "" }))).filter(
    (one) => !decided.has(one.key),
  ).length;
}

const unreachedFamilies = (tx: Transaction, { weddingId }: Scope) =>
  first<OpenWork["unreached"]>(
    tx,
    sql`
    with latest as materialized (
      select r.id, r.created_at, (r.audience->>'event')::uuid as event_id from send_runs r where r.wedding_id = ${weddingId} and ${asks(sql`r`)} and r.started_at is not null
      order by r.created_at desc limit ${RUNS}
    ), missed as materialized (
      select m.wedding_id, m.unit_id, m.run_id, l.event_id from latest l join messages m on m.wedding_id = ${weddingId} and m.run_id = l.id
      where m.state in ('blocked', 'failed') and m.reason in (select jsonb_array_elements_text(${JSON.stringify(CALLABLE)}::jsonb))
        and not exists (select 1 from messages o where o.wedding_id = m.wedding_id and o.unit_id = m.unit_id and o.created_at >= m.created_at
          and o.id <> m.id and o.kind = 'template' and o.state not in ('blocked', 'failed', 'cancelled'))
      limit ${MOST_COUNTED}
    ), families as (
      select distinct home.id, missed.run_id from missed ${homeOfRow("missed")}
      join guest_units u on u.wedding_id = ${weddingId} and u.id = home.id and u.live
      where home.id not in (select t.unit_id from call_tasks t where t.wedding_id = ${weddingId})
        and not ${hasAnswered(sql`${weddingId}::uuid`, sql`home.id`, sql`missed.event_id`)}
    )
    select jsonb_build_object('count', count(distinct id), 'run', case when count(distinct run_id) = 1 then min(run_id::text) end) as found from families`,
  );
