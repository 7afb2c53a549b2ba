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
const REBUILDS = 3;

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

async function rebuilding(admin: pg.Client, scope: Scope, households: number): Promise<Piece> {
  const { rows } = await admin.query<{ n: number }>(
    "select (select count(*) from invitations where wedding_id = $1)::int + (select count(*) from rsvp_current where wedding_id = $1)::int as n",
    [scope.weddingId],
  );
  await admin.query("set work_mem = '64MB'");
  const raw = () =>
    timed(() =>
      admin.query(
        `select i.event_id, i.side, count(*), sum(i.adults + i.children), count(*) filter (where c.answer = 'yes'), count(*) filter (where c.answer = 'no'),
           count(*) filter (where c.answer = 'maybe'), sum(c.adults), sum(c.children)
         from invitations i left join rsvp_current c on c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id
         where i.wedding_id = $1 group by i.event_id, i.side`,
        [scope.weddingId],
      ),
    );
  const { value: ms, floor: rawMs } = await alternate(REBUILDS, () => timed(() => rebuildAll(scope)), raw);
  const perSecond = (took: number) => round(rows[0]!.n / (took / 1000), 0);
  return {
    value: perSecond(ms),
    floor: perSecond(rawMs),
    ratio_to_floor: round(rawMs / ms, 3),
    goal: "at least 0.3 of one raw GROUP BY of the same invitations and answers",
    unit: "rows/s",
    n: rows[0]!.n,
    households,
    rebuild_ms: round(ms, 0),
    group_by_ms: round(rawMs, 0),
  };
}
