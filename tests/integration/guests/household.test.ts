import { beforeEach, expect, it } from "vitest";
import { editPerson } from "@/lib/guests/commands/edit-person";
import { mergePeople } from "@/lib/guests/commands/merge-people";
import { splitHousehold } from "@/lib/guests/commands/move-people";
import { shareIdentifier } from "@/lib/guests/commands/share-identifier";
import {
  findHome,
  listHouseholdHistory,
  listMemberDetails,
  listMerges,
  searchGuests,
} from "@/lib/guests/queries/household";
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
