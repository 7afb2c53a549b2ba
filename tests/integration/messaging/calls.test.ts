import { expect, it } from "vitest";
import { joinHouseholds } from "@/lib/guests/commands/move-people";
import { putBack } from "@/lib/guests/commands/put-back";
import { takeOff } from "@/lib/guests/commands/take-off";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { noteCall } from "@/lib/messaging/commands/call-list";
import { listCalls } from "@/lib/messaging/queries/calls";
import { readTenant } from "@/lib/platform/transaction";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { recordCall } from "@/lib/rsvp/commands/record-call";
import { takeBackAnswer } from "@/lib/rsvp/commands/take-back-answer";
import { familiesCsv } from "@/tests/factories/run";
import { importCsv, makeEvents, makeWedding, must } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

it("has one line for each family that is still to be called: not for who has answered, nor twice for who became one", async () => {
  const wedding = await makeWedding();
  await importCsv(wedding.ctx, familiesCsv(4, 8_500));
  const eventIds = await makeEvents(wedding, ["Sangeet", "Wedding"]);
  must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds }));
  const { rows: units } = await admin.query<{ id: string }>(
    "insert into call_tasks (wedding_id, unit_id, side, reason) select wedding_id, id, side, 'SILENT' from guest_units where wedding_id = $1 order by name returning unit_id as id",
    [wedding.weddingId],
  );
  const open = async () =>
    await readTenant(wedding.scope, (tx) => listCalls(tx, wedding.scope, "open", undefined));
  expect((await open()).counts).toEqual({ open: 4, done: 0 });
  const [first, second, third] = units.map((unit) => unit.id) as [string, string, string];
  must(
    await recordAnswer(wedding.ctx, { unitId: first, eventIds: [eventIds[0]!], answer: "yes", adults: 1 }),
  );
  // About the other function somebody may still ask.
  expect((await open()).counts).toEqual({ open: 4, done: 0 });
  must(await recordAnswer(wedding.ctx, { unitId: first, eventIds: [eventIds[1]!], answer: "no" }));
  expect((await open()).counts).toEqual({ open: 3, done: 1 });
  must(await joinHouseholds(wedding.ctx, { intoId: second, unitIds: [third] }));
  const { calls, counts } = await open();
  expect(counts).toEqual({ open: 2, done: 1 });
  expect(calls.filter((call) => call.unitId === second)).toHaveLength(1);
  const [line] = calls.filter((call) => call.unitId === second);
  must(
    await noteCall(wedding.ctx, { taskId: line!.id, version: line!.version, outcome: "reached", note: null }),
  );
  expect((await open()).counts).toEqual({ open: 1, done: 2 });
  // Whoever is off the guest list is not called, and put back they wait again.
  const [last] = (await open()).calls;
  const off = must(await takeOff(wedding.ctx, { unitIds: [last!.unitId], personIds: [] }));
  expect((await open()).counts).toEqual({ open: 0, done: 2 });
  must(await putBack(wedding.ctx, off.undo.input));
  expect((await open()).counts).toEqual({ open: 1, done: 2 });
});

it("says in words that a call is not taken back while the family is on the list once more", async () => {
  const wedding = await makeWedding();
  await importCsv(wedding.ctx, familiesCsv(1, 8_600));
  const eventIds = await makeEvents(wedding, ["Sangeet"]);
  must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds }));
  const task = async () => {
    const id = newId();
    await admin.query(
      "insert into call_tasks (id, wedding_id, unit_id, side, reason) select $2, wedding_id, id, side, 'SILENT' from guest_units where wedding_id = $1",
      [wedding.weddingId, id],
    );
    return id;
  };
  const said = must(await recordCall(wedding.ctx, { taskId: await task(), version: 1, said: "maybe" }));
  await task();
  const back = await takeBackAnswer(wedding.ctx, said.undo.input);
  expect(back).toMatchObject({ ok: false, code: "on_the_list" });
  const { rows } = await admin.query("select answer from rsvp_current where wedding_id = $1", [
    wedding.weddingId,
  ]);
  expect(rows).toEqual([{ answer: "maybe" }]);
});
