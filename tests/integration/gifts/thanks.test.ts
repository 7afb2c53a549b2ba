import { afterAll, beforeAll, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { countAudience } from "@/lib/audience/queries";
import { changeGift } from "@/lib/gifts/commands/change-gift";
import { prepareThanks } from "@/lib/gifts/commands/prepare-thanks";
import { recordGift } from "@/lib/gifts/commands/record-gift";
import { findWayToThank } from "@/lib/gifts/loaders";
import { listGifts } from "@/lib/gifts/queries/gift-list";
import { toThank } from "@/lib/gifts/queries/to-thank";
import { newId } from "@/lib/kernel/ids";
import { approveRun } from "@/lib/messaging/commands/approve-run";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import { startRun } from "@/lib/messaging/commands/steer-run";
import type { Fill } from "@/lib/messaging/rules/parameters";
import { readTenant } from "@/lib/platform/transaction";
import { prepareSending, type SendingWedding } from "@/tests/factories/run";
import { importCsv, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

let provider: TestProvider;
let wedding: TestWedding;
let sending: SendingWedding;
let units: Record<string, string>;

/** Mehta is invited; the others are on the list and are invited to nothing. */
beforeAll(async () => {
  provider = await startProvider(44);
  await provider.quiet();
  wedding = await makeWedding();
  sending = await prepareSending(wedding, { csv: "Name,Phone,Family\nAsha,9876577801,Mehta\n" });
  await importCsv(
    wedding.ctx,
    "Name,Phone,Family\nRavi,9876577802,Rao\nNani,9876577803,Stopped\nGita,,Numberless\nSunil,9876577804,Unasked\n",
  );
  const { rows } = await admin.query("select id, name from guest_units where wedding_id = $1", [
    wedding.weddingId,
  ]);
  units = Object.fromEntries(rows.map((row) => [row.name, row.id]));
  await admin.query("update guest_units set attested = name <> 'Unasked' where wedding_id = $1", [
    wedding.weddingId,
  ]);
  await admin.query(
    "insert into suppressions (wedding_id, fingerprint, key_id, scope, reason, source) select d.wedding_id, d.fingerprint, 'k1', 'all', 'provider', 'test' from person_identifiers d where d.wedding_id = $1 and d.value = '+919876577803'",
    [wedding.weddingId],
  );
  for (const unitId of Object.values(units)) await give({ unitId });
  await give({ giver: "A neighbour" });
});
afterAll(() => provider.close());

const gift = (more: object) => ({ id: newId(), kind: "cash" as const, amount: 501, ...more });
const give = async (more: object) => must(await recordGift(wedding.ctx, gift(more))).id;
const outcome = async (runId: string) =>
  Object.fromEntries(
    (
      await admin.query(
        "select u.name, coalesce(m.reason, m.state) as what, m.content->'events' as events from messages m join guest_units u on u.id = m.unit_id where m.run_id = $1",
        [runId],
      )
    ).rows.map((row) => [row.name, row.what]),
  );
async function rehearsedRun(fills: readonly Fill[]): Promise<string> {
  await admin.query("update templates set fills = $2 where id = $1", [
    sending.templateId,
    JSON.stringify(fills),
  ]);
  const runId = newId();
  must(
    await prepareThanks(wedding.ctx, {
      id: runId,
      senderId: sending.senderId,
      templateId: sending.templateId,
    }),
  );
  must(await rehearseRun(wedding.ctx, { runId }));
  return runId;
}
async function thanksRun(fills: readonly Fill[]) {
  const runId = await rehearsedRun(fills);
  const frozen = must(await freezeRun(wedding.ctx, { runId }));
  return { runId, frozen };
}
const PLAIN: readonly Fill[] = [
  { kind: "family" },
  { kind: "hosts" },
  { kind: "text", text: "your gift" },
  { kind: "text", text: "your blessings" },
];

it("thanks nobody twice where two people prepare it and freeze at the same moment", async () => {
  const runs = [await rehearsedRun(PLAIN), await rehearsedRun(PLAIN)];
  const frozen = await Promise.all(runs.map((runId) => freezeRun(wedding.ctx, { runId })));
  expect(frozen.filter((one) => one.ok)).toHaveLength(1);
  expect(frozen.find((one) => !one.ok)).toMatchObject({ code: "rehearsal_outdated" });
  await admin.query("delete from messages where run_id = any($1)", [runs]);
});

it("leaves out who is invited to nothing where the message speaks of functions, and says so", async () => {
  const { runId, frozen } = await thanksRun([
    { kind: "family" },
    { kind: "hosts" },
    { kind: "functions" },
    { kind: "places" },
  ]);
  expect(await outcome(runId)).toEqual({
    Mehta: "queued",
    Rao: "NOT_INVITED",
    Stopped: "DO_NOT_MESSAGE",
    Numberless: "NO_ADDRESS",
    Unasked: "NO_CONSENT",
  });
  expect(frozen).toMatchObject({ recipients: 1, blocked: 4 });
  await admin.query("delete from messages where run_id = $1", [runId]);
});

it("reaches every family that gave and may be written to, invited or not; the gate stands for all", async () => {
  const before = await readTenant(wedding.scope, (tx) => toThank(tx, wedding.scope));
  expect(before).toMatchObject({
    families: 5,
    uninvited: 4,
    byName: [{ from: "A neighbour" }],
    byNameCount: 1,
  });
  const { runId, frozen } = await thanksRun(PLAIN);
  expect(await outcome(runId)).toEqual({
    Mehta: "queued",
    Rao: "queued",
    Stopped: "DO_NOT_MESSAGE",
    Numberless: "NO_ADDRESS",
    Unasked: "NO_CONSENT",
  });
  must(await approveRun(wedding.ctx, { runId, hash: frozen.hash, typedCount: 2 }));
  must(await startRun(wedding.ctx, { runId }));
  await provider.waitIdle(() => drain({ budgetMs: 5_000 }));
  expect(await outcome(runId)).toMatchObject({ Mehta: "read", Rao: "read" });
  const { rows } = await provider.control<{ rows: { to: string }[] }>("GET", "ledger?limit=50");
  expect(rows.map((row) => row.to).sort()).toEqual(["+919876577801", "+919876577802"]);
  expect(
    await readTenant(wedding.scope, (tx) => countAudience(tx, wedding.scope, { gift: "not_thanked" })),
  ).toBe(3);
});

it("gives words for whoever is on no list, and a gift by name alone can be given to a family later", async () => {
  const [named] = await readTenant(wedding.scope, (tx) =>
    listGifts(tx, wedding.scope, { search: "neighbour" }, { limit: 5, offset: 0 }),
  );
  const way = await findWayToThank(wedding.scope, { giftId: named!.id });
  expect(way).toMatchObject({ phone: null, chatOpen: false, doNotMessage: false, gifts: [named!.id] });
  expect(way.text).toContain("A neighbour");
  await expect(
    findWayToThank((await makeWedding("Other")).scope, { giftId: named!.id }),
  ).rejects.toMatchObject({
    code: "not_found",
  });
  must(
    await changeGift(wedding.ctx, {
      ...gift({ unitId: units.Rao, giver: "A neighbour" }),
      id: named!.id,
      version: named!.version,
    }),
  );
  const rao = await findWayToThank(wedding.scope, { unitId: units.Rao! });
  expect(rao).toMatchObject({ phone: "+919876577802" });
  expect((await readTenant(wedding.scope, (tx) => toThank(tx, wedding.scope))).byName).toEqual([]);
});
