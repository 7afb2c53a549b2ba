import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { connectionAtHand, type Transaction } from "@/db/client";
import { mintScope } from "@/lib/access/policy";
import { inTenant, readBeside, readTenant } from "@/lib/platform/transaction";
import { refreshProjections, whenFree } from "@/lib/reports/commands/refresh-projections";
import { plantFamilies, sayAnything } from "@/tests/factories/answers";
import { contextFor, makeEvents, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { everyRow } from "@/tests/support/projections";
import { pick, seeded } from "@/tests/support/seeded";

/** What was written without being marked: what stands is behind, but adds up. */
const UNMARKED = {
  "of families": "update guest_units set unnamed_adults = 9 where wedding_id = $1",
  "of answers": "update rsvp_current set adults = 9 where wedding_id = $1 and answer = 'yes'",
};

const WRONGS = {
  ...UNMARKED,
  nothing: "select $1::uuid",
  "a family":
    "update unit_overview set asked_at = null, adults = adults + 1 where wedding_id = $1 and bucket = 1",
  "a part": "update headcount_parts set diets = '{}' where wedding_id = $1 and bucket = 2",
  "a part too few": "delete from headcount_parts where wedding_id = $1 and bucket = 0",
  "a part too many, and its sum":
    "with wrong as (update headcount_parts set bucket = 99 where wedding_id = $1 and bucket = 3 returning 1) update event_headcounts set yes = yes + 1 where wedding_id = $1",
  "a sum": "update event_headcounts set silent_days = '{}' where wedding_id = $1",
  "all families": "update unit_overview set infants = 9 where wedding_id = $1",
  "all there is":
    "with o as (delete from unit_overview where wedding_id = $1), p as (delete from headcount_parts where wedding_id = $1), f as (delete from run_funnels where wedding_id = $1) delete from event_headcounts where wedding_id = $1",
};

const system = (wedding: TestWedding) =>
  contextFor(mintScope(wedding.weddingId, { kind: "system", job: "reports.refresh" }));
const rebuild = async (wedding: TestWedding) =>
  must(await whenFree(() => refreshProjections(system(wedding), { everything: true })));

async function answered(): Promise<TestWedding> {
  const next = seeded(1);
  const wedding = await makeWedding();
  const events = await makeEvents(wedding, ["Mehndi", "Sangeet", "Wedding"]);
  const families = await plantFamilies(wedding, events, { households: 120, next });
  const invited = families.filter((one) => one.events.length > 0);
  for (let facts = 0; facts < 60; ) facts += await sayAnything(wedding, pick(next, invited), next);
  await rebuild(wedding);
  return wedding;
}

/** Takes every connection but one until the answer is called. */
async function crowd(wedding: TestWedding): Promise<() => Promise<void>> {
  const held: { free: () => void; done: Promise<void> }[] = [];
  while (connectionAtHand())
    await new Promise<void>((taken) => {
      let free = () => {};
      const until = new Promise<void>((resolve) => {
        free = resolve;
      });
      const done = readTenant(wedding.scope, async (tx) => {
        await tx.execute("select 1");
        taken();
        await until;
      });
      held.push({ free, done });
    });
  const release = async (some: typeof held) => {
    for (const { free } of some) free();
    await Promise.all(some.map(({ done }) => done));
  };
  await release(held.splice(0, 1));
  return () => release(held);
}

it.each(Object.entries(WRONGS))(
  "a rebuild puts right what is wrong, with a second connection and without: %s",
  async (what, wrong) => {
    const wedding = await answered();
    const right = await everyRow(wedding.weddingId);
    await admin.query(wrong, [wedding.weddingId]);
    await rebuild(wedding);
    const besides = await everyRow(wedding.weddingId);
    if (what in UNMARKED) expect(besides).not.toEqual(right);
    else expect(besides).toEqual(right);
    await admin.query(wrong, [wedding.weddingId]);
    const leave = await crowd(wedding);
    await rebuild(wedding);
    await leave();
    expect(await everyRow(wedding.weddingId)).toEqual(besides);
  },
);

it("what reads beside a transaction sees its snapshot and not its writes; without a free connection it reads nothing", async () => {
  const wedding = await makeWedding();
  const families = async (tx: Transaction) =>
    (await tx.execute<{ n: number }>(sql`select count(*)::int as n from guest_units`)).rows[0]!.n;
  const plantFamily = (on: Pick<typeof admin, "query">) =>
    on.query("insert into guest_units (wedding_id, side, name) values ($1, 'both', 'Rao')", [
      wedding.weddingId,
    ]);
  const look = () =>
    inTenant(
      wedding.scope,
      async ({ tx }) => {
        const before = await families(tx);
        await plantFamily(admin);
        await tx.execute(
          sql`insert into guest_units (wedding_id, side, name) values (${wedding.weddingId}, 'both', 'Shah')`,
        );
        const beside = await readBeside(tx, wedding.scope, families, 5_000);
        return { before, beside, own: await families(tx) };
      },
      { snapshot: true },
    );
  expect(await look()).toEqual({ before: 0, beside: 0, own: 1 });
  const leave = await crowd(wedding);
  expect(await look()).toEqual({ before: 2, beside: null, own: 3 });
  await leave();
});
