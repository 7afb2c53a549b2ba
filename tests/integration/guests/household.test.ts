import { beforeEach, expect, it } from "vitest";
import { CONSOLE_COMMANDS } from "@/app/api/weddings/[wedding]/commands/console-commands";
import { editPerson } from "@/lib/guests/commands/edit-person";
import { mergePeople } from "@/lib/guests/commands/merge-people";
import { joinHouseholds, movePeople, splitHousehold } from "@/lib/guests/commands/move-people";
import { shareIdentifier } from "@/lib/guests/commands/share-identifier";
import {
  findHome,
  listHouseholdHistory,
  listMemberDetails,
  listMerges,
} from "@/lib/guests/queries/household";
import { searchGuests } from "@/lib/guests/queries/search";
import { readTenant } from "@/lib/platform/transaction";
import { importCsv, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

let wedding: TestWedding;
let ids: Record<string, { id: string; unit: string }>;
beforeEach(async () => {
  wedding = await makeWedding();
  await importCsv(
    wedding.ctx,
    "Name,Phone,Family\nAsha Mehta,9876511101,Mehta family\nKiran Mehta,9876511103,Mehta family\nAsha M,9876511104,Lone\n",
  );
  const { rows } = await admin.query("select id, name, unit_id from people where wedding_id = $1", [
    wedding.weddingId,
  ]);
  ids = Object.fromEntries(rows.map((row) => [row.name, { id: row.id, unit: row.unit_id }]));
});
const read = <T>(work: Parameters<typeof readTenant<T>>[1]) => readTenant(wedding.scope, work);
const details = (unit: string) => read((tx) => listMemberDetails(tx, wedding.scope, unit));

it("shows where each member comes from, what a human set, and which number is shared", async () => {
  const asha = ids["Asha Mehta"]!;
  const before = (await details(asha.unit)).find((one) => one.id === asha.id)!;
  must(
    await editPerson(wedding.ctx, {
      personId: asha.id,
      version: before.version,
      changes: { diet: "jain", contact: 1 },
    }),
  );
  must(await shareIdentifier(wedding.ctx, { kind: "phone", value: "+919876511101" }));
  const after = (await details(asha.unit)).find((one) => one.id === asha.id)!;
  expect(before).toMatchObject({ chosen: false, byHand: [] });
  expect(after).toMatchObject({
    diet: "jain",
    chosen: true,
    byHand: ["contact", "diet"],
    phones: [{ value: "+919876511101", shared: true }],
  });
  expect(after.sources).toHaveLength(1);
  expect(await read((tx) => listHouseholdHistory(tx, wedding.scope, asha.unit))).toContainEqual(
    expect.objectContaining({ action: "guests.edit-person:edit" }),
  );
});

it("lists a merge where it stands, with both people's sources, and leads on from the household that went", async () => {
  const [kept, gone] = [ids["Asha Mehta"]!, ids["Asha M"]!];
  must(await mergePeople(wedding.ctx, { keptId: kept.id, goneId: gone.id }));
  expect(await read((tx) => listMerges(tx, wedding.scope, kept.unit))).toMatchObject([
    { kept: "Asha Mehta", gone: "Asha M" },
  ]);
  expect((await details(kept.unit)).find((one) => one.id === kept.id)!.sources).toHaveLength(2);
  expect(await read((tx) => findHome(tx, wedding.scope, gone.unit))).toBe(kept.unit);
  expect(await read((tx) => findHome(tx, wedding.scope, kept.unit))).toBeNull();
});

it("finds people and families by name, by the family's name and by number", async () => {
  const find = (query: string, of: "people" | "families") =>
    read((tx) => searchGuests(tx, wedding.scope, { query, of }));
  expect((await find("asha", "people")).map((hit) => hit.name)).toEqual(["Asha M", "Asha Mehta"]);
  expect(await find("mehta", "families")).toMatchObject([
    { personId: null, name: "Mehta family", family: "Mehta family", people: 2 },
  ]);
  expect(await find("98765 11103", "people")).toMatchObject([{ name: "Kiran Mehta" }]);
  expect(await find("lone", "people")).toMatchObject([{ name: "Asha M" }]);
  expect(await find("  ", "people")).toEqual([]);
});

it("finds the family that was split off", async () => {
  const kiran = ids["Kiran Mehta"]!;
  must(
    await splitHousehold(wedding.ctx, {
      unitId: kiran.unit,
      personIds: [kiran.id],
      name: "Kiran and family",
    }),
  );
  expect(
    await read((tx) => searchGuests(tx, wedding.scope, { query: "kiran and", of: "families" })),
  ).toMatchObject([{ name: "Kiran and family", people: 1 }]);
});

/** Who lives where, and what is known of them. */
const stateOf = async () =>
  (
    await admin.query(
      "select p.name, p.diet, u.id as unit, u.name as family, u.live from people p join guest_units u on u.id = p.unit_id where p.wedding_id = $1 and p.live order by 1, 3",
      [wedding.weddingId],
    )
  ).rows;

it("takes every act of the page back by the undo it came with, as the browser sends it", async () => {
  const [asha, kiran, lone] = [ids["Asha Mehta"]!, ids["Kiran Mehta"]!, ids["Asha M"]!];
  const version = (await details(asha.unit)).find((one) => one.id === asha.id)!.version;
  const before = await stateOf();
  for (const act of [
    () => editPerson(wedding.ctx, { personId: asha.id, version, changes: { name: "Asha Ji", diet: "jain" } }),
    () => mergePeople(wedding.ctx, { keptId: asha.id, goneId: lone.id }),
    () => movePeople(wedding.ctx, { personIds: [kiran.id], unitId: lone.unit }),
    () => splitHousehold(wedding.ctx, { unitId: asha.unit, personIds: [kiran.id], name: "Kiran" }),
    () => joinHouseholds(wedding.ctx, { intoId: asha.unit, unitIds: [lone.unit] }),
    () => shareIdentifier(wedding.ctx, { kind: "phone", value: "+919876511101" }),
  ]) {
    const { undo } = must<{ undo: { command: string; input: unknown } }>(await act());
    const sent = JSON.parse(JSON.stringify(undo.input)) as never;
    must(await CONSOLE_COMMANDS.get(undo.command)!(wedding.ctx, sent));
    expect(await stateOf()).toEqual(before);
  }
});

it("refuses an edit of what somebody else changed meanwhile, in words", async () => {
  const asha = ids["Asha Mehta"]!;
  const done = await editPerson(wedding.ctx, { personId: asha.id, version: 0, changes: { diet: "veg" } });
  expect(done).toMatchObject({ ok: false, code: "stale", message: expect.stringMatching(/Asha Mehta/) });
});
