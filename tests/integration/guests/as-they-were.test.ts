import { beforeEach, expect, it } from "vitest";
import { decideConflicts } from "@/lib/guests/commands/decide-conflicts";
import { dropIdentifier } from "@/lib/guests/commands/drop-identifier";
import { editHousehold } from "@/lib/guests/commands/edit-household";
import { editPerson, setPersonEdits } from "@/lib/guests/commands/edit-person";
import { movePeople, splitHousehold } from "@/lib/guests/commands/move-people";
import { placePeopleBack } from "@/lib/guests/commands/place-people";
import { settleHouseholds } from "@/lib/guests/commands/settle-households";
import { takeOff } from "@/lib/guests/commands/take-off";
import { stateHash } from "@/lib/guests/queries/state";
import { addGuest } from "@/lib/imports/commands/add-guest";
import { addNumber } from "@/lib/imports/commands/add-number";
import { undoImport } from "@/lib/imports/commands/undo-import";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { inTenant, readTenant } from "@/lib/platform/transaction";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { importCsv, makeEvents, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

let wedding: TestWedding;
beforeEach(async () => {
  wedding = await makeWedding();
});

const bring = (rows: string) => importCsv(wedding.ctx, `Name,Phone,Email,Family,Side,Adults\n${rows}`);
const hash = async () => (await readTenant(wedding.scope, (tx) => stateHash(tx, wedding.scope))).hash;
const guest = async (name: string) =>
  (
    await admin.query<{
      id: string;
      version: number;
      unit: string;
      family: string;
      unit_version: number;
      unnamed: number;
    }>(
      `select p.id, p.version, p.unit_id as unit, u.name as family, u.version as unit_version, u.unnamed_adults as unnamed
       from people p join guest_units u on u.id = p.unit_id where p.wedding_id = $1 and p.name = $2 and p.live`,
      [wedding.weddingId, name],
    )
  ).rows[0]!;
const numbers = async () =>
  (
    await admin.query<{ heads: number; places: number; coming: number }>(
      `select (select count(*)::int from people where wedding_id = $1 and live) + (select sum(unnamed_adults)::int from guest_units where wedding_id = $1 and live) as heads,
         (select coalesce(sum(adults), 0)::int from invitations where wedding_id = $1) as places,
         (select coalesce(sum(adults), 0)::int from rsvp_current where wedding_id = $1 and answer = 'yes') as coming`,
      [wedding.weddingId],
    )
  ).rows[0]!;
const alone = async (name: string) => {
  const { id, unit } = await guest(name);
  return must(await splitHousehold(wedding.ctx, { unitId: unit, personIds: [id], name: "Apart" }));
};
async function invite(...said: { name: string; adults: number }[]): Promise<string> {
  const [event] = await makeEvents(wedding, ["Sangeet"]);
  must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: [event!] }));
  for (const { name, adults } of said)
    must(
      await recordAnswer(wedding.ctx, {
        unitId: (await guest(name)).unit,
        eventIds: [event!],
        answer: "yes",
        adults,
      }),
    );
  return event!;
}

it("an invited guest stays where they are while a list names another invited family, whatever else is done", async () => {
  await bring("Ramesh,9825011112,b@example.test,Verma,bride,\nAsha,9825011113,,Arora,both,\n");
  await invite();
  await bring("Ramesh,9825011112,,Arora,both,\n");
  expect((await guest("Ramesh")).family).toBe("Verma");
  const { id, version } = await guest("Ramesh");
  must(await editPerson(wedding.ctx, { personId: id, version, changes: { diet: "jain" } }));
  expect((await guest("Ramesh")).family).toBe("Verma");
});

it("an invited guest whose name was decided has the one before when that is taken back", async () => {
  await bring("Ram,9825011111,,Verma,bride,\n");
  await invite();
  await bring("Sunita Devi,9825011111,,Verma,bride,\n");
  const { id } = await guest("Ram");
  const { rows } = await admin.query(
    "select key from import_conflicts where wedding_id = $1 and field = 'name'",
    [wedding.weddingId],
  );
  const before = await hash();
  const choice = { kind: "value", value: "Sunita Devi" } as const;
  const { undo } = must(await decideConflicts(wedding.ctx, { keys: [rows[0].key], choice }));
  expect((await guest("Sunita Devi")).id).toBe(id);
  must(await setPersonEdits(wedding.ctx, undo.input));
  expect(await hash()).toBe(before);
});

it("a family whose count a human gave is counted once when its first member leaves", async () => {
  await bring("Asha,9825011111,,Mehta,bride,5\nKiran,9825011112,,Mehta,bride,\n");
  const { unit, unit_version } = await guest("Asha");
  must(
    await editHousehold(wedding.ctx, { unitId: unit, version: unit_version, changes: { unnamedAdults: 1 } }),
  );
  const before = await hash();
  const { undo } = await alone("Asha");
  expect(await numbers()).toMatchObject({ heads: 3 });
  expect(await guest("Asha")).toMatchObject({ unnamed: 0 });
  must(await placePeopleBack(wedding.ctx, undo.input));
  expect(await hash()).toBe(before);
});

it("somebody who was counted and has a name now is one guest wherever they go", async () => {
  await bring("Asha,9825011111,,Mehta,bride,3\n");
  const { unit } = await guest("Asha");
  must(
    await addGuest(wedding.ctx, {
      batchId: newId(),
      name: "Leela",
      unitId: unit,
      outOfCount: true,
      attested: true,
    }),
  );
  expect(await numbers()).toMatchObject({ heads: 3 });
  const { undo } = await alone("Leela");
  expect(await numbers()).toMatchObject({ heads: 3 });
  expect(await guest("Asha")).toMatchObject({ unnamed: 1 });
  must(await placePeopleBack(wedding.ctx, undo.input));
  await alone("Asha");
  expect(await numbers()).toMatchObject({ heads: 3 });
  expect(await guest("Asha")).toMatchObject({ unnamed: 1 });
});

it("a family that left, was brought back and leaves again has its answer again, and is counted once", async () => {
  await bring("Asha,9825011111,,Mehta,bride,\nKiran,9825011112,,Mehta,bride,\n");
  await invite({ name: "Asha", adults: 2 });
  const first = await alone("Asha");
  const apart = await hash();
  const back = must(await placePeopleBack(wedding.ctx, first.undo.input));
  const again = must(await placePeopleBack(wedding.ctx, back.undo.input as never));
  expect(await hash()).toBe(apart);
  expect(await numbers()).toMatchObject({ places: 2, coming: 2 });
  must(await placePeopleBack(wedding.ctx, again.undo.input as never));
  expect(await numbers()).toMatchObject({ places: 2, coming: 2 });
});

it("whoever leaves last takes the invitation and the answer along, though somebody was taken off there", async () => {
  await bring(
    "Asha,9825011111,,Mehta,bride,\nKiran,9825011112,,Mehta,bride,\nLata,9825011113,,Mehta,bride,\n",
  );
  await invite({ name: "Asha", adults: 2 });
  must(await takeOff(wedding.ctx, { unitIds: [], personIds: [(await guest("Lata")).id] }));
  const { id, unit } = await guest("Asha");
  const personIds = [id, (await guest("Kiran")).id];
  const { undo } = must(await splitHousehold(wedding.ctx, { unitId: unit, personIds, name: "Apart" }));
  expect(await numbers()).toMatchObject({ places: 2, coming: 2 });
  must(await placePeopleBack(wedding.ctx, undo.input));
  expect(await numbers()).toMatchObject({ places: 3, coming: 2 });
});

it("a family that went into another stays there with its places, though one of them goes on to a third", async () => {
  await bring(
    "Asha,9825011111,,Mehta,bride,\nKiran,9825011112,,Mehta,bride,\nLata,9825011113,,Joshi,bride,\nRao,9825011114,,Rao,bride,\n",
  );
  await invite();
  const [asha, kiran, lata, rao] = [
    await guest("Asha"),
    await guest("Kiran"),
    await guest("Lata"),
    await guest("Rao"),
  ];
  must(await movePeople(wedding.ctx, { personIds: [asha.id, kiran.id], unitId: lata.unit }));
  for (const { id } of [asha, kiran].toSorted((one, other) => (one.id < other.id ? -1 : 1)).slice(0, 1))
    must(await movePeople(wedding.ctx, { personIds: [id], unitId: rao.unit }));
  const before = await hash();
  await inTenant(wedding.scope, ({ tx }) => settleHouseholds(tx, wedding.scope, [asha.unit]));
  expect(await hash()).toBe(before);
  const { rows } = await admin.query("select joined_into from guest_units where id = $1", [asha.unit]);
  expect(rows).toEqual([{ joined_into: lata.unit }]);
});

it("whoever was given a number is themselves when a list that brought it as well is taken back", async () => {
  await bring("Amit,9825011114,a@example.test,,,\n");
  const amit = await guest("Amit");
  must(await addNumber(wedding.ctx, { batchId: newId(), personId: amit.id, phone: "9825011113" }));
  const before = await hash();
  const batchId = await bring("Ramesh Sharma,9825011113,a@example.test,Sharma,bride,\n");
  must(await undoImport(wedding.ctx, { batchId }));
  expect(await hash()).toBe(before);
  expect(await guest("Amit")).toMatchObject({ id: amit.id, unit: amit.unit });
});

it("a side gives nobody to the other, and leaves a number alone that a list of theirs gives", async () => {
  const groom = await wedding.as("side_admin", "groom");
  await bring("Ramesh,9825011111,,Verma,bride,\nRamesh,9825011111,a@example.test,Sharma,both,\n");
  const { id } = await guest("Ramesh");
  const wrong = { personId: id, kind: "phone" as const, value: "+919825011111" };
  expect(await dropIdentifier(groom, wrong)).toMatchObject({ ok: false, code: "other_side" });
  const { rows } = await admin.query(
    "select key from import_conflicts where wedding_id = $1 and field = 'home'",
    [wedding.weddingId],
  );
  const choice = { kind: "value", value: "column:bride:verma" } as const;
  expect(await decideConflicts(groom, { keys: [rows[0].key], choice })).toMatchObject({
    ok: false,
    code: "other_side",
  });
  must(await decideConflicts(wedding.ctx, { keys: [rows[0].key], choice }));
});
