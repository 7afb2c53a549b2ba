import { beforeEach, expect, it } from "vitest";
import { CONSOLE_COMMANDS } from "@/app/api/weddings/[wedding]/commands/console-commands";
import { editHouseholds } from "@/lib/audience/commands/edit-households";
import { findUndo, listHistory } from "@/lib/audit/queries";
import { TAKES_BACK_LATER } from "@/lib/audit/rules";
import { editHousehold } from "@/lib/guests/commands/edit-household";
import { editPerson } from "@/lib/guests/commands/edit-person";
import { mergePeople } from "@/lib/guests/commands/merge-people";
import { joinHouseholds } from "@/lib/guests/commands/move-people";
import { putBack } from "@/lib/guests/commands/put-back";
import { setDiet } from "@/lib/guests/commands/set-diet";
import { setSecondHousehold } from "@/lib/guests/commands/set-second-household";
import { takeOff } from "@/lib/guests/commands/take-off";
import { unmergePeople } from "@/lib/guests/commands/unmerge-people";
import { listHouseholdHistory } from "@/lib/guests/queries/household";
import { stateHash } from "@/lib/guests/queries/state";
import type { CommandContext } from "@/lib/platform/command";
import { readTenant } from "@/lib/platform/transaction";
import { importCsv, makeEvents, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

let wedding: TestWedding;
beforeEach(async () => {
  wedding = await makeWedding();
  await importCsv(
    wedding.ctx,
    "Name,Phone,Family\nAsha,9825041111,Mehta\nKiran,9825041112,Mehta\nLata,9825041113,Joshi\n",
  );
});

const hash = async () => (await readTenant(wedding.scope, (tx) => stateHash(tx, wedding.scope))).hash;
const history = (ctx: CommandContext = wedding.ctx) =>
  readTenant(ctx.scope, (tx) => listHistory(tx, ctx.scope));
const guest = async (name: string) =>
  (
    await admin.query<{ id: string; version: number; unit: string }>(
      "select id, version, unit_id as unit from people where wedding_id = $1 and name = $2 and live",
      [wedding.weddingId, name],
    )
  ).rows[0]!;
/** As the route does it. */
async function takeBack(seq: number, ctx = wedding.ctx) {
  const step = await readTenant(ctx.scope, (tx) => findUndo(tx, ctx.scope, seq));
  return CONSOLE_COMMANDS.get(step!.command)!({ ...ctx, undoes: seq }, step!.input as never);
}

it("names commands that are there, with the right they ask for", () => {
  for (const [name, permission] of Object.entries(TAKES_BACK_LATER))
    expect([name, CONSOLE_COMMANDS.get(name)?.definition.permission]).toEqual([name, permission]);
});

it("takes an act back from the record long after, once, and that again", async () => {
  const before = await hash();
  const [asha, lata] = [await guest("Asha"), await guest("Lata")];
  const joined = must(await joinHouseholds(wedding.ctx, { intoId: asha.unit, unitIds: [lata.unit] }));
  const together = await hash();
  const entry = (await history())[0]!;
  expect(entry).toMatchObject({ seq: (joined.undo as { entry?: number }).entry, undo: "open" });
  const both = await Promise.all([takeBack(entry.seq), takeBack(entry.seq)]);
  expect(both.map((one) => one.ok).sort()).toEqual([false, true]);
  expect(await hash()).toBe(before);
  const [back, first] = await history();
  expect([back!.undo, first!.undo]).toEqual(["open", "done"]);
  expect(await takeBack(entry.seq)).toMatchObject({ ok: false });
  must(await takeBack(back!.seq));
  expect(await hash()).toBe(together);
});

it("takes nothing back that somebody has changed since", async () => {
  const change = async (diet: string) => {
    const { id, version } = await guest("Asha");
    must(await editPerson(wedding.ctx, { personId: id, version, changes: { diet } }));
    return (await history())[0]!.seq;
  };
  const first = await change("veg");
  await change("jain");
  expect(await takeBack(first)).toMatchObject({ ok: false, code: "changed_since" });

  const [sangeet] = await makeEvents(wedding, ["Sangeet"]);
  const asha = await guest("Asha");
  const eats = async (diet: string) => {
    must(await setDiet(wedding.ctx, { personId: asha.id, eventId: sangeet!, diet }));
    return (await history())[0]!.seq;
  };
  const veg = await eats("veg");
  await eats("jain");
  expect(await takeBack(veg)).toMatchObject({ ok: false, code: "changed_since" });

  const lata = await guest("Lata");
  must(await setSecondHousehold(wedding.ctx, { personId: asha.id, unitId: lata.unit }));
  const second = (await history())[0]!.seq;
  must(await setSecondHousehold(wedding.ctx, { personId: asha.id, unitId: null }));
  expect(await takeBack(second)).toMatchObject({ ok: false, code: "changed_since" });
});

it("is open to whoever may do the same, and to nobody of another wedding", async () => {
  const [asha, kiran] = [await guest("Asha"), await guest("Kiran")];
  must(await mergePeople(wedding.ctx, { keptId: asha.id, goneId: kiran.id }));
  const entry = (await history()).find((one) => one.undo === "open")!;
  const viewer = await wedding.as("viewer");
  expect((await history(viewer)).find((one) => one.seq === entry.seq)?.undo ?? null).toBeNull();
  await expect(takeBack(entry.seq, viewer)).rejects.toMatchObject({ code: "forbidden" });
  const other = await makeWedding();
  expect(await readTenant(other.scope, (tx) => findUndo(tx, other.scope, entry.seq))).toBeNull();
  must(await takeBack(entry.seq, await wedding.as("admin")));
});

it("is not taken back by halves: whoever looks after one side leaves what concerns both", async () => {
  await importCsv(
    wedding.ctx,
    "Name,Phone,Family,Side\nBina,9825041121,Banker,bride\nGopal,9825041122,Gandhi,groom\n",
  );
  const { undo } = must(
    await editHouseholds(wedding.ctx, { audience: {}, change: { kind: "tag", tag: "VIP" } }),
  );
  const bride = await wedding.as("side_admin", "bride");
  expect(await takeBack(undo!.entry!, bride)).toMatchObject({ ok: false, code: "other_side" });
  must(await takeBack(undo!.entry!));
  const { rows } = await admin.query("select 1 from unit_tags where wedding_id = $1", [wedding.weddingId]);
  expect(rows).toEqual([]);
});

it("makes nobody speak for a family who is no guest any more", async () => {
  const [asha, lata] = [await guest("Asha"), await guest("Lata")];
  const version = async () =>
    (await admin.query("select version from guest_units where id = $1", [lata.unit])).rows[0]
      .version as number;
  const set = async (proxyPersonId: string | null) =>
    must(
      await editHousehold(wedding.ctx, {
        unitId: lata.unit,
        version: await version(),
        changes: { proxyPersonId },
      }),
    );
  await set(asha.id);
  await set(null);
  const [cleared] = await history();
  must(await takeOff(wedding.ctx, { unitIds: [], personIds: [asha.id] }));
  expect(await takeBack(cleared!.seq)).toMatchObject({ ok: false, code: "changed_since" });
});

it("offers to make two guests one again while both are guests", async () => {
  const [asha, kiran] = [await guest("Asha"), await guest("Kiran")];
  const { mergeId } = must(await mergePeople(wedding.ctx, { keptId: asha.id, goneId: kiran.id }));
  must(await unmergePeople(wedding.ctx, { mergeId }));
  const apart = (await history())[0]!;
  const family = async () =>
    (await readTenant(wedding.scope, (tx) => listHouseholdHistory(tx, wedding.scope, kiran.unit))).find(
      (one) => one.seq === apart.seq,
    );
  const offered = async () => (await history()).find((one) => one.seq === apart.seq)!.undo;
  expect([await offered(), (await family())?.undo]).toEqual(["open", "open"]);
  for (const one of [kiran, asha]) {
    const off = must(await takeOff(wedding.ctx, { unitIds: [], personIds: [one.id] }));
    expect(await takeBack(apart.seq)).toMatchObject({ ok: false, code: "changed" });
    expect([await offered(), (await family())?.undo ?? null]).toEqual([null, null]);
    must(await putBack(wedding.ctx, off.undo.input as never));
  }
  must(await takeBack(apart.seq));
  expect(await offered()).toBe("done");
});

it("is gone with what was personal in it", async () => {
  const { id, version } = await guest("Asha");
  must(await editPerson(wedding.ctx, { personId: id, version, changes: { name: "Asha ben" } }));
  const [entry] = await history();
  await admin.query("update audit_payloads set payload = null, salt = null, undo = null where seq = $1", [
    entry!.seq,
  ]);
  expect((await history())[0]!.undo).toBeNull();
  expect(await readTenant(wedding.scope, (tx) => findUndo(tx, wedding.scope, entry!.seq))).toBeNull();
});
