import { expect, it } from "vitest";
import { handle } from "@/jobs/reports/refresh-projections.handler";
import { lookAgain } from "@/lib/platform/statistics";
import { makeWedding, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

/** As the planner knows it; -1 where it has never looked. */
async function known(table: string): Promise<number> {
  const { rows } = await admin.query<{ n: number }>(
    "select reltuples::int as n from pg_class where relname = $1",
    [table],
  );
  return rows[0]!.n;
}

async function family({ weddingId }: TestWedding): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(
    "insert into guest_units (wedding_id, side, name, attested) values ($1, 'both', 'Rao', true) returning id",
    [weddingId],
  );
  return rows[0]!.id;
}

it("tells the planner how large a table has become, beside other work", async () => {
  const wedding = await makeWedding();
  await admin.query(
    "insert into unit_tags (wedding_id, unit_id, side, tag) select $1, $2, 'both', 'tag ' || n from generate_series(1, 20000) n",
    [wedding.weddingId, await family(wedding)],
  );
  await lookAgain(wedding.scope, ["unit_tags"]);
  expect(await known("unit_tags")).toBeGreaterThanOrEqual(20_000);
});

it("does so at a wedding's second version of its numbers", async () => {
  const wedding = await makeWedding();
  const unit = await family(wedding);
  const counted = async () => {
    await admin.query("insert into projection_marks (wedding_id, kind, key) values ($1, 'unit', $2)", [
      wedding.weddingId,
      unit,
    ]);
    await handle({ weddingId: wedding.weddingId }, {
      correlationId: "test",
      deadline: Date.now() + 10_000,
      attempt: 1,
    } as Parameters<typeof handle>[1]);
  };
  await counted();
  const looks = async () => {
    const { rows } = await admin.query<{ n: number }>(
      "select analyze_count::int as n from pg_stat_user_tables where relname = 'message_attempts'",
    );
    return rows[0]!.n;
  };
  const before = await looks();
  await counted();
  expect(await looks()).toBeGreaterThan(before);
  expect(await known("message_attempts")).toBeGreaterThanOrEqual(0);
});
