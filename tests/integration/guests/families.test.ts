import { beforeEach, describe, expect, it } from "vitest";
import { CONSOLE_COMMANDS } from "@/app/api/weddings/[wedding]/commands/console-commands";
import { drain } from "@/jobs/drain";
import { editHouseholds } from "@/lib/audience/commands/edit-households";
import { dropIdentifier } from "@/lib/guests/commands/drop-identifier";
import { editHousehold } from "@/lib/guests/commands/edit-household";
import { mergePeople } from "@/lib/guests/commands/merge-people";
import { joinHouseholds, movePeople } from "@/lib/guests/commands/move-people";
import { removeView, saveView } from "@/lib/guests/commands/saved-views";
import { setDiet } from "@/lib/guests/commands/set-diet";
import { setSecondHousehold } from "@/lib/guests/commands/set-second-household";
import { stateHash } from "@/lib/guests/queries/state";
import { addGuest } from "@/lib/imports/commands/add-guest";
import { undoImport } from "@/lib/imports/commands/undo-import";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { withdrawHouseholds } from "@/lib/invitations/commands/withdraw-households";
import { newId } from "@/lib/kernel/ids";
import { readTenant } from "@/lib/platform/transaction";
import { findSenders } from "@/lib/rsvp/queries";
import { importCsv, makeEvents, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

interface Undo {
  command: string;
  input: unknown;
}
const LIST =
  "Name,Phone,Family,Side,Tags\nAsha Mehta,9876511101,Mehta,bride,Mumbai\nKiran Mehta,9876511102,Mehta,bride,Mumbai\n" +
  "Nana Joshi,,Joshi,bride,\nVikram Rao,9876511104,Rao,groom,Pune\n";

let wedding: TestWedding;
let batchId: string;
let ids: Record<string, { id: string; unit: string; version: number }>;
const load = async () => {
  const { rows } = await admin.query(
    "select p.id, p.name, p.unit_id, u.version from people p join guest_units u on u.id = p.unit_id where p.wedding_id = $1",
    [wedding.weddingId],
  );
  ids = Object.fromEntries(
    rows.map((row) => [row.name, { id: row.id, unit: row.unit_id, version: row.version }]),
  );
};
beforeEach(async () => {
  wedding = await makeWedding();
  batchId = await importCsv(wedding.ctx, LIST);
  await load();
});

const hash = () => readTenant(wedding.scope, (tx) => stateHash(tx, wedding.scope));
const takeBack = async (undo: Undo | null): Promise<Undo> => {
  const sent = JSON.parse(JSON.stringify(undo!.input)) as never;
  return (must(await CONSOLE_COMMANDS.get(undo!.command)!(wedding.ctx, sent)) as { undo: Undo } | null)
    ?.undo as Undo;
};
const seats = async () =>
  Object.fromEntries(
    (
      await admin.query(
        "select u.name || ' ' || e.name as key, i.adults + i.children as n from invitations i join guest_units u on u.id = i.unit_id join events e on e.id = i.event_id where i.wedding_id = $1",
        [wedding.weddingId],
      )
    ).rows.map(({ key, n }) => [key, n]),
  );
const tags = async (name: string) =>
  (
    await admin.query(
      "select coalesce(jsonb_agg(tag order by tag), '[]') as tags from unit_tags where unit_id = $1",
      [ids[name]!.unit],
    )
  ).rows[0].tags;

describe("a family, edited by hand", () => {
  it("is as many as were typed, whoever of them has got a name before or after", async () => {
    const { unit } = ids["Asha Mehta"]!;
    const unnamed = async () =>
      (await admin.query("select version, unnamed_adults as adults from guest_units where id = $1", [unit]))
        .rows[0] as { version: number; adults: number };
    const count = async (unnamedAdults: number) =>
      must(
        await editHousehold(wedding.ctx, {
          unitId: unit,
          version: (await unnamed()).version,
          changes: { unnamedAdults },
        }),
      );
    await count(3);
    const paati = { batchId: newId(), name: "Paati", unitId: unit, outOfCount: true, attested: false };
    must(await addGuest(wedding.ctx, paati));
    expect(await unnamed()).toMatchObject({ adults: 2 });
    await count(4);
    expect(await unnamed()).toMatchObject({ adults: 4 });
    const { undo } = must(
      await joinHouseholds(wedding.ctx, { intoId: unit, unitIds: [ids["Nana Joshi"]!.unit] }),
    );
    expect(await unnamed()).toMatchObject({ adults: 4 });
    await takeBack(undo);
    expect(await unnamed()).toMatchObject({ adults: 4 });
  });
  it("stands over the lists, and goes back to them", async () => {
    const before = await hash();
    const { unit, version } = ids["Asha Mehta"]!;
    const changes = {
      name: "Mehta, Pune",
      side: "both",
      address: "12 MG Road",
      unnamedAdults: 2,
      unnamedChildren: 1,
      tags: ["VIP"],
    } as const;
    const { undo } = must(
      await editHousehold(wedding.ctx, { unitId: unit, version, changes: { ...changes, tags: ["VIP"] } }),
    );
    const { rows } = await admin.query(
      "select name, side, address, unnamed_adults, unnamed_children from guest_units where id = $1",
      [unit],
    );
    expect(rows[0]).toEqual({
      name: "Mehta, Pune",
      side: "both",
      address: "12 MG Road",
      unnamed_adults: 2,
      unnamed_children: 1,
    });
    expect(await tags("Asha Mehta")).toEqual(["VIP"]);
    const after = await hash();
    await importCsv(wedding.ctx, LIST);
    expect(await hash()).toEqual(after);
    expect(await editHousehold(wedding.ctx, { unitId: unit, version, changes: { name: "X" } })).toMatchObject(
      {
        ok: false,
        code: "stale",
      },
    );
    await takeBack(undo);
    expect(await hash()).toEqual(before);
  });
  it("is not given to a side that somebody does not look after", async () => {
    const bride = await wedding.as("side_admin", "bride");
    const { unit, version } = ids["Asha Mehta"]!;
    expect(await editHousehold(bride, { unitId: unit, version, changes: { side: "groom" } })).toMatchObject({
      ok: false,
      code: "other_side",
    });
    expect(
      await editHouseholds(bride, { audience: {}, change: { kind: "side", side: "groom" } }),
    ).toMatchObject({ ok: false, code: "other_side" });
  });
});

describe("many families at once", () => {
  it.each([
    [{ kind: "tag", tag: "Mumbai" }, 2],
    [{ kind: "untag", tag: "Mumbai" }, 1],
    [{ kind: "side", side: "both" }, 3],
    [{ kind: "language", language: "hi" }, 3],
  ] as const)("%j changes %i and can be taken back", async (change, changed) => {
    const before = await hash();
    const done = must(await editHouseholds(wedding.ctx, { audience: {}, change }));
    expect(done.changed).toBe(changed);
    const after = await hash();
    expect(after).not.toEqual(before);
    expect(must(await editHouseholds(wedding.ctx, { audience: {}, change })).changed).toBe(0);
    await importCsv(wedding.ctx, LIST);
    expect(await hash()).toEqual(after);
    await takeBack(done.undo);
    expect(await hash()).toEqual(before);
  });
  it("keeps a tag given by hand over a join, and both tags of the joined", async () => {
    must(
      await editHouseholds(wedding.ctx, {
        audience: { units: [ids["Vikram Rao"]!.unit] },
        change: { kind: "tag", tag: "VIP" },
      }),
    );
    const before = await hash();
    const { undo } = must(
      await joinHouseholds(wedding.ctx, {
        intoId: ids["Asha Mehta"]!.unit,
        unitIds: [ids["Vikram Rao"]!.unit],
      }),
    );
    expect(await tags("Asha Mehta")).toEqual(["Mumbai", "Pune", "VIP"]);
    await takeBack(undo);
    expect(await hash()).toEqual(before);
  });
});

describe("one person in two families", () => {
  it("is counted once per function, whoever is invited first", async () => {
    const [haldi, sangeet] = await makeEvents(wedding, ["Haldi", "Sangeet"]);
    const [kiran, rao] = [ids["Kiran Mehta"]!, ids["Vikram Rao"]!];
    const invite = (unit: string, eventIds: string[]) =>
      inviteHouseholds(wedding.ctx, { audience: { units: [unit] }, eventIds });
    must(await invite(rao.unit, [haldi!, sangeet!]));
    must(await invite(kiran.unit, [sangeet!]));
    const plain = await hash();
    const { undo } = must(await setSecondHousehold(wedding.ctx, { personId: kiran.id, unitId: rao.unit }));
    expect(await seats()).toEqual({ "Rao Haldi": 2, "Rao Sangeet": 1, "Mehta Sangeet": 2 });
    must(await invite(kiran.unit, [haldi!]));
    expect(await seats()).toEqual({ "Rao Haldi": 1, "Rao Sangeet": 1, "Mehta Sangeet": 2, "Mehta Haldi": 2 });
    must(
      await withdrawHouseholds(wedding.ctx, {
        audience: { units: [kiran.unit] },
        eventIds: [haldi!, sangeet!],
      }),
    );
    expect(await seats()).toEqual({ "Rao Haldi": 2, "Rao Sangeet": 2 });
    must(await invite(kiran.unit, [sangeet!]));

    // They move into the second family for good: one seat, not two, and back again.
    const moved = must(await movePeople(wedding.ctx, { personIds: [kiran.id], unitId: rao.unit }));
    expect((await seats())["Rao Haldi"]).toBe(1);
    await takeBack(moved.undo);
    expect((await seats())["Rao Haldi"]).toBe(2);

    // The second family joins another and leaves it again.
    const with2 = await hash();
    const joined = must(
      await joinHouseholds(wedding.ctx, { intoId: ids["Nana Joshi"]!.unit, unitIds: [rao.unit] }),
    );
    await takeBack(joined.undo);
    expect(await hash()).toEqual(with2);

    expect(await undoImport(wedding.ctx, { batchId })).toMatchObject({ ok: false, code: "depends" });
    await takeBack(undo);
    expect(await hash()).toEqual(plain);
  });
});

it("writes to somebody else for a family without a phone, and finds the family when that one answers", async () => {
  const [nana, asha] = [ids["Nana Joshi"]!, ids["Asha Mehta"]!];
  const before = await hash();
  const edit = (personId: string) =>
    editHousehold(wedding.ctx, {
      unitId: nana.unit,
      version: nana.version,
      changes: { proxyPersonId: personId },
    });
  expect(await edit(nana.id)).toMatchObject({ ok: false, code: "not_elsewhere" });
  const { undo } = must(await edit(asha.id));
  const { rows } = await admin.query("select fence.consented($1, $2) as ok", [wedding.weddingId, nana.unit]);
  expect(rows[0].ok).toBe(true);
  const found = await readTenant(wedding.scope, (tx) =>
    findSenders(tx, wedding.scope, { phone: "+919876511101", bsuid: null }),
  );
  expect(found.map((one) => one.unitId).sort()).toEqual([nana.unit, asha.unit].sort());
  expect(await undoImport(wedding.ctx, { batchId })).toMatchObject({ ok: false, code: "depends" });
  await takeBack(undo);
  expect(await hash()).toEqual(before);
});

it("knows what somebody eats at one function", async () => {
  const [haldi] = await makeEvents(wedding, ["Haldi"]);
  const before = await hash();
  const { undo } = must(
    await setDiet(wedding.ctx, { personId: ids["Asha Mehta"]!.id, eventId: haldi!, diet: "jain" }),
  );
  expect(await hash()).not.toEqual(before);
  await takeBack(undo);
  expect(await hash()).toEqual(before);
});

it("lets what came along through two merges go with whoever it is of", async () => {
  const [sangeet] = await makeEvents(wedding, ["Sangeet"]);
  const [asha, kiran, vikram] = [ids["Asha Mehta"]!.id, ids["Kiran Mehta"]!.id, ids["Vikram Rao"]!.id];
  const set = async (personId: string, diet: string | null) =>
    must(await setDiet(wedding.ctx, { personId, eventId: sangeet!, diet }));
  await set(vikram, "jain");
  const before = await hash();
  const first = must(await mergePeople(wedding.ctx, { keptId: kiran, goneId: vikram }));
  const second = must(await mergePeople(wedding.ctx, { keptId: asha, goneId: kiran }));
  // A word of theirs that is taken back leaves it what it was: somebody else's.
  await takeBack((await set(asha, "veg")).undo);
  await takeBack(first.undo);
  await takeBack(second.undo);
  expect(await hash()).toEqual(before);
});

it("lets a merged guest's second family come along, seats and all, and go again with them", async () => {
  const [sangeet] = await makeEvents(wedding, ["Sangeet"]);
  const [asha, vikram, joshi] = [ids["Asha Mehta"]!, ids["Vikram Rao"]!, ids["Nana Joshi"]!];
  must(await setSecondHousehold(wedding.ctx, { personId: vikram.id, unitId: joshi.unit }));
  must(await inviteHouseholds(wedding.ctx, { audience: { units: [joshi.unit] }, eventIds: [sangeet!] }));
  expect(await seats()).toEqual({ "Joshi Sangeet": 2 });
  const before = await hash();
  const { undo } = must(await mergePeople(wedding.ctx, { keptId: asha.id, goneId: vikram.id }));
  expect(await seats()).toEqual({ "Joshi Sangeet": 2 });
  expect((await hash()).hash).not.toBe(before.hash);
  await takeBack(undo);
  expect(await hash()).toEqual(before);
  expect(await seats()).toEqual({ "Joshi Sangeet": 2 });
});

it("lets what a merged guest eats at a function come along, and go again with them", async () => {
  const [sangeet, haldi] = await makeEvents(wedding, ["Sangeet", "Haldi"]);
  const [asha, vikram] = [ids["Asha Mehta"]!.id, ids["Vikram Rao"]!.id];
  const eats = async (personId: string, eventId: string, diet: string | null) =>
    must(await setDiet(wedding.ctx, { personId, eventId, diet }));
  await eats(asha, sangeet!, "veg");
  await eats(vikram, sangeet!, "jain");
  await eats(vikram, haldi!, "vegan");
  const before = await hash();
  const { undo } = must(await mergePeople(wedding.ctx, { keptId: asha, goneId: vikram }));
  const diets = async () =>
    (await admin.query("select diet from person_diets where person_id = $1 order by diet", [asha])).rows.map(
      (row) => row.diet,
    );
  expect(await diets()).toEqual(["veg", "vegan"]);
  await takeBack(undo);
  expect(await hash()).toEqual(before);
  const again = must(await mergePeople(wedding.ctx, { keptId: asha, goneId: vikram }));
  await eats(asha, haldi!, "halal");
  await takeBack(again.undo);
  expect(await diets()).toEqual(["halal", "veg"]);
});

it("forgets a number that is not theirs, though the list comes again, until that is taken back", async () => {
  const before = await hash();
  const asha = ids["Asha Mehta"]!;
  const drop = () =>
    dropIdentifier(wedding.ctx, { personId: asha.id, kind: "phone", value: "+919876511101" });
  const { undo } = must(await drop());
  const numbers = async () =>
    (
      await admin.query(
        "select value from person_identifiers where person_id = $1 and kind = 'phone' and valid_to is null",
        [asha.id],
      )
    ).rows;
  expect(await numbers()).toEqual([]);
  await importCsv(wedding.ctx, LIST);
  await drain({ budgetMs: 5_000 });
  expect(await numbers()).toEqual([]);
  expect(await drop()).toMatchObject({ ok: false });
  await takeBack(undo);
  expect(await hash()).toEqual(before);
});

it("saves a view for everybody of the wedding, once per name", async () => {
  const view = { id: newId(), name: "Pune, no answer", address: "tag=Pune&answer=none" };
  const { undo } = must(await saveView(wedding.ctx, view));
  expect(await saveView(wedding.ctx, { ...view, id: newId() })).toMatchObject({ ok: false, code: "taken" });
  const redo = await takeBack(undo);
  await takeBack(redo);
  must(await removeView(wedding.ctx, { id: view.id }));
  expect(await removeView(wedding.ctx, { id: view.id })).toMatchObject({ ok: false, code: "changed" });
});
