import { expect, it } from "vitest";
import { refreshGrown } from "@/lib/platform/statistics";
import { inTenant } from "@/lib/platform/transaction";
import { makeWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

it("looks again at a table that is twice as large, and not at a large one for a few rows more", async () => {
  const { scope, weddingId } = await makeWedding();
  const unit = await admin.query<{ id: string }>(
    "insert into guest_units (wedding_id, side, name, attested) values ($1, 'both', 'Rao', true) returning id",
    [weddingId],
  );
  const tag = async (from: number, to: number) => {
    const one = await admin.connect();
    await one.query(
      "insert into unit_tags (wedding_id, unit_id, side, tag) select $1, $2, 'both', 'tag ' || n from generate_series($3::int, $4::int) n",
      [weddingId, unit.rows[0]!.id, from, to],
    );
    // What a connection has done is told to the others a second later, or now.
    await one.query("select pg_stat_force_next_flush()");
    await one.query("select 1");
    one.release();
  };
  const looksAt = () => inTenant(scope, ({ tx }) => refreshGrown(tx, ["unit_tags", "invitations"]));
  const known = async () => {
    const { rows } = await admin.query<{ n: number }>(
      "select reltuples::int as n from pg_class where relname = 'unit_tags'",
    );
    return rows[0]!.n;
  };

  await tag(1, 20_000);
  expect(await looksAt()).toContain("unit_tags");
  expect(await known()).toBeGreaterThanOrEqual(20_000);
  await tag(20_001, 20_100);
  expect(await looksAt()).not.toContain("unit_tags");
  await tag(20_101, 60_000);
  expect(await looksAt()).toContain("unit_tags");
  expect(await known()).toBeGreaterThanOrEqual(60_000);
  await admin.query("delete from unit_tags where wedding_id = $1", [weddingId]);
});
