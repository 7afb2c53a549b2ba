import { fork } from "node:child_process";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import pg from "pg";
import { writeContactsCsv } from "@/db/seed/generate-guests";
import { mintScope } from "@/lib/access/policy";
import { listHouseholds } from "@/lib/audience/queries/households";
import { SORTS } from "@/lib/audience/rules/address";
import { newId } from "@/lib/kernel/ids";
import type { CommandContext } from "@/lib/platform/command";
import { readTenant } from "@/lib/platform/transaction";
import { createWedding } from "@/lib/weddings/commands/create-wedding";
import type { Stack } from "@/scripts/stack/stack";
import type { ImportedAlone } from "./import-alone";
import { copyAndInsert, insertSameRows } from "./import-floor";
import { type Figure, quantile, round, timed } from "./measure";

const ROWS = Number(process.env.BENCH_ROWS ?? 100_000);
const SEARCHES = 200;

/**
 * A list of 100,000 through reading, staging, identity and households, against COPY of the same lines and one INSERT …
 * SELECT of them, and against that with the very rows an import leaves behind; then the same list again, both in a process
 * of their own, whose memory is told; then search against one look-up by key.
 */
export async function importList(stack: Stack): Promise<Figure> {
  const admin = new pg.Client({ connectionString: stack.adminUrl });
  await admin.connect();
  const file = path.join(tmpdir(), `parinaya-bench-${newId()}.csv`);
  try {
    await writeContactsCsv(file, { guests: ROWS, seed: 7 });
    const ctx = await newWedding(admin);
    const floor = await copyAndInsert(admin, file);
    const { rows, first, again, idle, peak } = await importAlone(stack, ctx, file);
    const search = await searching(admin, ctx);
    const table = await turningPages(ctx);
    // Last, for it doubles the tables.
    const same = await insertSameRows(admin, ctx.scope.weddingId, (await newWedding(admin)).scope.weddingId);
    return {
      value: round(rows / (first / 1000), 0),
      floor: round(rows / (floor / 1000), 0),
      ratio_to_floor: round(floor / first, 3),
      goal: "at least 0.3 of the floor; the unchanged list faster than the first time; under 300 MB above idle",
      unit: "rows/s",
      n: rows,
      first_ms: round(first, 0),
      again_ms: round(again, 0),
      floor_ms: round(floor, 0),
      same_rows_ms: round(same, 0),
      ratio_to_same_rows: round((floor + same) / first, 2),
      memory_above_idle_mb: round((peak - idle) / 1048576, 0),
      search,
      table_p95_ms: table,
    };
  } finally {
    await admin.end();
    await rm(file, { force: true });
  }
}

const importAlone = (stack: Stack, { scope }: CommandContext, file: string): Promise<ImportedAlone> =>
  new Promise((resolve, reject) => {
    if (scope.actor.kind !== "user") throw new Error("Somebody brings the list.");
    const alone = fork(
      fileURLToPath(new URL("./import-alone.ts", import.meta.url)),
      [scope.weddingId, scope.actor.userId, file],
      { execArgv: ["--import", "tsx", "--max-old-space-size=1024"], env: { ...process.env, ...stack.env } },
    );
    alone.once("message", (told) => resolve(told as ImportedAlone));
    alone.once("exit", (code) => reject(new Error(`The import ended with ${code}.`)));
  });

async function newWedding(admin: pg.Client): Promise<CommandContext> {
  const [userId, weddingId] = [newId(), newId()];
  await admin.query("insert into users (id, email) values ($1, $2)", [userId, `${userId}@bench.test`]);
  const scope = mintScope(weddingId, { kind: "user", userId, role: "owner" });
  const ctx = { scope, correlationId: "bench" };
  const made = await createWedding(ctx, { id: weddingId, name: "Bench", hosts: "Meera & Rajesh" });
  if (!made.ok) throw new Error(made.message);
  return ctx;
}

/** A page of the table of families, first and deep, in every order. */
async function turningPages({ scope }: CommandContext): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const sort of SORTS)
    for (const offset of [0, 5_000]) {
      const times: number[] = [];
      for (let n = 0; n < 20; n++)
        times.push(
          await timed(() =>
            readTenant(scope, (tx) =>
              listHouseholds(tx, scope, {}, { sort, limit: 50, offset: offset + n * 50 }),
            ),
          ),
        );
      found[`${sort}+${offset}`] = round(quantile(times, 0.95), 0);
    }
  return found;
}

/**
 * The first page of a search by a part of a name, against one bare look-up by key; beside it, against the look-up
 * through the same door, for every read of the product opens a transaction behind its fences.
 */
async function searching(admin: pg.Client, { scope }: CommandContext) {
  const { rows } = await admin.query<{ id: string; name: string }>(
    "select id, name from people where wedding_id = $1 and live order by md5(id::text) limit $2",
    [scope.weddingId, SEARCHES],
  );
  const [searches, fenced, lookups]: [number[], number[], number[]] = [[], [], []];
  // The first round warms up.
  for (const { id, name } of [...rows, ...rows]) {
    const search = name.slice(0, 9);
    searches.push(
      await timed(() =>
        readTenant(scope, (tx) => listHouseholds(tx, scope, { search }, { limit: 50, offset: 0 })),
      ),
    );
    fenced.push(
      await timed(() =>
        readTenant(scope, (tx) =>
          tx.execute(sql`select * from people where wedding_id = ${scope.weddingId} and id = ${id}`),
        ),
      ),
    );
    lookups.push(
      await timed(() =>
        admin.query("select * from people where wedding_id = $1 and id = $2", [scope.weddingId, id]),
      ),
    );
  }
  for (const times of [searches, fenced, lookups]) times.splice(0, rows.length);
  const [value, floor] = [quantile(searches, 0.95), quantile(lookups, 0.95)];
  return {
    p95_ms: round(value, 1),
    lookup_p95_ms: round(floor, 2),
    ratio: round(value / floor, 1),
    fenced_lookup_p95_ms: round(quantile(fenced, 0.95), 2),
    ratio_to_fenced_lookup: round(value / quantile(fenced, 0.95), 1),
    goal: "within 10",
  };
}
