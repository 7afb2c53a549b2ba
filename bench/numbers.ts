import pg from "pg";
import { mintScope } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { readTenant } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/commands/refresh-projections";
import { loadDashboardNumbers } from "@/lib/reports/queries";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import type { Stack } from "@/scripts/stack/stack";
import { alternate, type Figure, median, quantile, round, timed } from "./measure";
import { plantAnswered } from "./plant";

const SIZES = (process.env.BENCH_SIZES ?? "1000,10000,100000").split(",").map(Number);
const REPLIES = 40;
const LOOKS = 200;
const REBUILDS = 7;

type Piece = Pick<Figure, "value" | "floor" | "ratio_to_floor" | "goal" | "unit" | "n"> &
  Record<string, unknown>;

/**
 * The numbers as the wedding grows: what one reply's refresh costs, the dashboard's query against one look-up by a key,
 * and a rebuild of everything against one raw GROUP BY of the same invitations and answers.
 */
export async function numbers(stack: Stack): Promise<Figure> {
  const admin = new pg.Client({ connectionString: stack.adminUrl });
  await admin.connect();
  try {
    const refresh: Record<number, { median: number; p95: number }> = {};
    let dashboard: Piece | null = null;
    let rebuild: Piece | null = null;
    for (const households of SIZES) {
      const { weddingId, userId } = await plantAnswered(admin, households);
      const scope = mintScope(weddingId, { kind: "user", userId, role: "owner" });
      await rebuildAll(scope);
      await admin.query("vacuum analyze");
      const took = await refreshing(admin, scope);
      refresh[households] = { median: round(median(took), 1), p95: round(quantile(took, 0.95), 1) };
      if (households !== SIZES.at(-1)) continue;
      dashboard = await looking(scope, households);
      rebuild = await rebuilding(admin, scope, households);
    }
    const [small, large] = [refresh[SIZES[0]!]!.median, refresh[SIZES.at(-1)!]!.median];
    return {
      value: large,
      floor: small,
      ratio_to_floor: round(large / small),
      goal: `flat: one reply's refresh at ${SIZES.at(-1)} households as at ${SIZES[0]}`,
      unit: "ms",
      n: REPLIES,
      refresh_ms: refresh,
      dashboard,
      rebuild,
    };
  } finally {
    await admin.end();
  }
}

async function rebuildAll(scope: Scope): Promise<void> {
  const system = mintScope(scope.weddingId, { kind: "system", job: "bench" });
  const done = await refreshProjections({ scope: system, correlationId: "bench" }, { everything: true });
  if (!done.ok) throw new Error(done.message);
}

/** One answer by the product's own command, and the refresh that follows it; the refresh is timed. */
async function refreshing(admin: pg.Client, scope: Scope): Promise<number[]> {
  const { rows } = await admin.query<{ unit: string; events: string[] }>(
    "select unit_id as unit, array_agg(event_id) as events from invitations where wedding_id = $1 group by unit_id order by md5(unit_id::text) limit $2",
    [scope.weddingId, REPLIES + 5],
  );
  const system = mintScope(scope.weddingId, { kind: "system", job: "bench" });
  const took: number[] = [];
  for (const { unit, events } of rows) {
    const said = await recordAnswer(
      { scope, correlationId: "bench" },
      { unitId: unit, eventIds: events, answer: "yes", adults: 2, children: 1 },
    );
    if (!said.ok) throw new Error(said.message);
    took.push(await timed(() => refreshProjections({ scope: system, correlationId: "bench" }, {})));
  }
  return took.slice(5);
}

/** Both through the same door: a transaction, the fences' settings, one statement. */
async function looking(scope: Scope, households: number): Promise<Piece> {
  const query = () => timed(() => readTenant(scope, (tx) => loadDashboardNumbers(tx, scope)));
  const lookUp = () =>
    timed(() =>
      readTenant(scope, (tx) => tx.execute(`select * from weddings where id = '${scope.weddingId}'`)),
    );
  for (let i = 0; i < 10; i++) await Promise.all([query(), lookUp()]);
  const { value, floor } = await alternate(LOOKS, query, lookUp);
  return {
    value: round(value),
    floor: round(floor),
    ratio_to_floor: round(value / floor),
    goal: "the dashboard's query within 5 times one look-up by a key",
    unit: "ms",
    n: LOOKS,
    households,
  };
}

const ANSWERS_GROUPED = `
  select i.event_id, i.side, count(*), sum(i.adults + i.children), count(*) filter (where c.answer = 'yes'), count(*) filter (where c.answer = 'no'),
    count(*) filter (where c.answer = 'maybe'), sum(c.adults), sum(c.children)
  from invitations i left join rsvp_current c on c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id
  where i.wedding_id = $1 group by i.event_id, i.side`;

/** The other rows a rebuild reads, each grouped once by household: who lives there, what was said, what was sent and read. */
const HOUSEHOLDS_GROUPED = `
  with lives as (
    select unit_id, count(*) filter (where age_band = 'adult') as adults, count(*) as all, count(diet) as eats from people where wedding_id = $1 group by unit_id
  ), said as (
    select unit_id, event_id, count(*) as n, max(recorded_at) as at from rsvp_answers where wedding_id = $1 group by unit_id, event_id
  ), sent as (
    select m.unit_id, min(t.started_at) as asked_at, min(r.provider_at) as read_at from messages m
    join message_attempts t on t.wedding_id = m.wedding_id and t.message_id = m.id
    left join message_receipts r on r.wedding_id = t.wedding_id and r.attempt_id = t.id and r.status = 'read'
    where m.wedding_id = $1 group by m.unit_id
  )
  select (select count(*) from lives where adults > 0), (select max(at) from said), (select count(*) from sent where read_at is not null)`;

/**
 * Against one raw GROUP BY of the same rows, as Postgres runs it. Beside it: against that of invitations and current answers
 * alone, a third of them; against one process's, because what writes reads in one; and a rebuild where nothing stands, which
 * writes all.
 */
async function rebuilding(admin: pg.Client, scope: Scope, households: number): Promise<Piece> {
  const mine = [scope.weddingId];
  const { rows } = await admin.query<{ n: number }>(
    `select (${[
      "invitations",
      "rsvp_current",
      "people",
      "rsvp_answers",
      "messages",
      "message_attempts",
      "message_receipts",
      "guest_units",
    ]
      .map((table) => `(select count(*) from ${table} where wedding_id = $1)`)
      .join(" + ")})::int as n`,
    mine,
  );
  await admin.query("set work_mem = '64MB'");
  const answers: number[] = [];
  const raw = async () => {
    const first = await timed(() => admin.query(ANSWERS_GROUPED, mine));
    answers.push(first);
    return first + (await timed(() => admin.query(HOUSEHOLDS_GROUPED, mine)));
  };
  const both = () => alternate(REBUILDS, () => timed(() => rebuildAll(scope)), raw);
  const { value: ms, floor: rawMs } = await both();
  const answersMs = median(answers);
  await admin.query("set max_parallel_workers_per_gather = 0");
  const oneProcess = await both();
  const nothing: number[] = [];
  for (let i = 0; i < REBUILDS; i++) {
    for (const table of ["unit_overview", "headcount_parts", "event_headcounts", "run_funnels"])
      await admin.query(`delete from ${table} where wedding_id = $1`, mine);
    nothing.push(await timed(() => rebuildAll(scope)));
  }
  const perSecond = (took: number) => round(rows[0]!.n / (took / 1000), 0);
  return {
    value: perSecond(ms),
    floor: perSecond(rawMs),
    ratio_to_floor: round(rawMs / ms, 3),
    goal: "at least 0.3 of one raw GROUP BY of the same rows",
    unit: "rows/s",
    n: rows[0]!.n,
    households,
    rebuild_ms: round(ms, 0),
    group_by_ms: round(rawMs, 0),
    of_one_process: round(oneProcess.floor / oneProcess.value, 3),
    from_nothing_ms: round(median(nothing), 0),
    of_answers_alone: round(answersMs / ms, 3),
  };
}
