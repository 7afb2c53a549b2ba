import pg from "pg";
import { mintScope } from "@/lib/access/policy";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import type { Stack } from "@/scripts/stack/stack";
import { type Figure, median, round, timed } from "./measure";
import { type Planted, plant } from "./plant";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const HOUSEHOLDS = Number(process.env.BENCH_HOUSEHOLDS ?? 20_000);

/**
 * Freeze + gate + enqueue by the product's own command, against a raw INSERT … SELECT of the very same rows: into a
 * table with the same indexes and checks, and into one that has the same foreign keys besides.
 */
export async function enqueue(stack: Stack): Promise<Figure> {
  const large = await measure(stack, HOUSEHOLDS);
  const small = await measure(stack, 200);
  return {
    ...large,
    goal: `at most 2 at ${HOUSEHOLDS} households, 4 at 200; under 10 s at 100,000 (BENCH_HOUSEHOLDS)`,
    households_200: small,
  };
}

async function measure(stack: Stack, households: number): Promise<Figure> {
  const admin = new pg.Client({ connectionString: stack.adminUrl });
  await admin.connect();
  try {
    const planted = await plant(admin, households);
    const freeze = await freezing(admin, planted, households);
    await makeFloors(admin);
    const raw = async (table: string) => {
      await admin.query(`truncate ${table}`);
      await admin.query(`vacuum ${table}`);
      return timed(() => admin.query(`insert into ${table} select * from bench_rows`));
    };
    const took = { freeze: [] as number[], floor: [] as number[], keyed: [] as number[] };
    for (let i = 0; i <= ROUNDS; i++) {
      took.freeze.push(await freeze());
      took.floor.push(await raw("bench_floor"));
      took.keyed.push(await raw("bench_keyed"));
      // The first round warms the caches of all three.
      if (i === 0) for (const times of Object.values(took)) times.pop();
    }
    const [value, floor, keyed] = [median(took.freeze), median(took.floor), median(took.keyed)];
    return {
      value: round(value, 1),
      floor: round(floor, 1),
      ratio_to_floor: round(value / floor),
      goal: "",
      unit: "ms",
      n: households,
      floor_with_keys: round(keyed, 1),
      ratio_to_floor_with_keys: round(value / keyed),
      worst: round(Math.max(...took.freeze), 1),
      rounds: ROUNDS,
    };
  } finally {
    await admin.query("drop table if exists bench_floor, bench_keyed, bench_rows");
    await admin.end();
  }
}

/** One freeze a call; what it wrote is kept in `bench_rows` and taken back. */
async function freezing(admin: pg.Client, { weddingId, runId, userId }: Planted, households: number) {
  const ctx = {
    scope: mintScope(weddingId, { kind: "user", userId, role: "owner" }),
    correlationId: "bench",
  };
  const rehearsed = await rehearseRun(ctx, { runId });
  if (!rehearsed.ok || rehearsed.value.recipients !== households)
    throw new Error(`rehearsal: ${JSON.stringify(rehearsed)}`);
  return async () => {
    const ms = await timed(async () => {
      const done = await freezeRun(ctx, { runId });
      if (!done.ok) throw new Error(done.message);
    });
    await admin.query(
      `drop table if exists bench_rows; create table bench_rows as select * from messages where run_id = '${runId}'`,
    );
    await admin.query("delete from messages where run_id = $1", [runId]);
    await admin.query("update send_runs set state = 'rehearsed', frozen_hash = null where id = $1", [runId]);
    await admin.query("vacuum messages");
    return ms;
  };
}

/** `bench_floor` with the indexes and checks of `messages`, `bench_keyed` with its foreign keys, too. */
async function makeFloors(admin: pg.Client): Promise<void> {
  await admin.query("drop table if exists bench_floor, bench_keyed");
  for (const table of ["bench_floor", "bench_keyed"])
    await admin.query(`create table ${table} (like messages including all) with (fillfactor = 80)`);
  const { rows } = await admin.query<{ name: string; key: string }>(
    "select conname as name, pg_get_constraintdef(oid) as key from pg_constraint where conrelid = 'messages'::regclass and contype = 'f'",
  );
  for (const { name, key } of rows)
    await admin.query(`alter table bench_keyed add constraint bench_${name} ${key}`);
}
