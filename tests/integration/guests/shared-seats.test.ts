import { beforeEach, describe, expect, it } from "vitest";
import { joinHouseholds, movePeople, splitHousehold } from "@/lib/guests/commands/move-people";
import { placePeopleBack } from "@/lib/guests/commands/place-people";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { keepPlaces } from "@/lib/invitations/commands/keep-places";
import { importCsv, makeEvents, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

let wedding: TestWedding;
const idOf = async (table: "people" | "guest_units", name: string): Promise<string> =>
  (
    await admin.query<{ id: string }>(`select id from ${table} where wedding_id = $1 and name = $2`, [
      wedding.weddingId,
      name,
    ])
  ).rows[0]!.id;

/** The places each family has, by its name. */
async function places(): Promise<Record<string, number>> {
  const { rows } = await admin.query<{ name: string; n: number }>(
    `select u.name, i.adults + i.children as n from invitations i join guest_units u on u.wedding_id = i.wedding_id and u.id = i.unit_id
     where i.wedding_id = $1 and u.live order by u.name`,
    [wedding.weddingId],
  );
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}

const LIST = `Name,Phone,Family
Asha,9825021111,Mehta
Kiran,9825021112,Joshi
Lata,9825021113,Joshi
`;

describe.each([
  ["both are invited", ["Mehta", "Joshi"]],
  ["only who joined is invited", ["Joshi"]],
])("a family that another one joined, where %s", (_which, invited) => {
  let mehta: string;
  let joshi: string;
  let undoJoin: { command: string; input: never };
  const split = async (...names: string[]) =>
    must(
      await splitHousehold(wedding.ctx, {
        unitId: mehta,
        personIds: await Promise.all(names.map((name) => idOf("people", name))),
        name: `${names.join(" and ")} apart`,
      }),
    );
  const total = async () => Object.values(await places()).reduce((sum, n) => sum + n, 0);
  beforeEach(async () => {
    wedding = await makeWedding();
    await importCsv(wedding.ctx, LIST);
    [mehta, joshi] = [await idOf("guest_units", "Mehta"), await idOf("guest_units", "Joshi")];
    const events = await makeEvents(wedding, ["Sangeet"]);
    const units = invited.map((name) => (name === "Mehta" ? mehta : joshi));
    must(await inviteHouseholds(wedding.ctx, { audience: { units }, eventIds: events }));
    undoJoin = must(await joinHouseholds(wedding.ctx, { intoId: mehta, unitIds: [joshi] })).undo as never;
  });

  it.each([[["Kiran"]], [["Kiran", "Lata"]], [["Asha"]], [["Asha", "Lata"]]])(
    "shares its places once where %s go, and has them back",
    async (names) => {
      const before = await places();
      const all = await total();
      const { undo } = await split(...names);
      expect(await total()).toBe(all);
      must(await placePeopleBack(wedding.ctx, undo.input));
      expect(await places()).toEqual(before);
    },
  );

  it("gives nobody a place twice, whoever goes after whom", async () => {
    const all = await total();
    await split("Kiran");
    await split("Lata");
    expect(await total()).toBe(all);
  });

  it("gives nobody a place twice where the family itself went before it is taken apart", async () => {
    const all = await total();
    await split("Asha");
    must(await placePeopleBack(wedding.ctx, undoJoin.input));
    expect(await total()).toBe(all);
  });
});

describe("somebody who moves to another family", () => {
  let [mehta, joshi, sangeet, haldi]: string[] = [];
  const move = async (...names: string[]) =>
    must(
      await movePeople(wedding.ctx, {
        personIds: await Promise.all(names.map((name) => idOf("people", name))),
        unitId: mehta!,
      }),
    );
  beforeEach(async () => {
    wedding = await makeWedding();
    await importCsv(wedding.ctx, LIST);
    [mehta, joshi] = [await idOf("guest_units", "Mehta"), await idOf("guest_units", "Joshi")];
    [sangeet, haldi] = await makeEvents(wedding, ["Sangeet", "Haldi"]);
    must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: [sangeet!] }));
    must(await inviteHouseholds(wedding.ctx, { audience: { units: [joshi!] }, eventIds: [haldi!] }));
  });
  const placesAt = async (eventId: string) => {
    const { rows } = await admin.query<{ name: string; n: number; own: number }>(
      `select u.name, i.adults + i.children as n from invitations i join guest_units u on u.wedding_id = i.wedding_id and u.id = i.unit_id where i.wedding_id = $1 and i.event_id = $2`,
      [wedding.weddingId, eventId],
    );
    return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
  };
  const kept = async () => [await placesAt(sangeet!), await placesAt(haldi!)];

  it("takes a place along where that one is invited too, and gives it back", async () => {
    const before = await kept();
    const { undo } = await move("Kiran");
    const after = [{ Mehta: 2, Joshi: 1 }, { Joshi: 1 }];
    expect(await kept()).toEqual(after);
    const again = must(await placePeopleBack(wedding.ctx, undo.input as never)).undo;
    expect(await kept()).toEqual(before);
    must(await placePeopleBack(wedding.ctx, again.input as never));
    expect(await kept()).toEqual(after);
  });

  it("goes with all of them where nobody stays", async () => {
    const before = await kept();
    const { undo } = await move("Kiran", "Lata");
    expect(await kept()).toEqual([{ Mehta: 3 }, { Mehta: 2 }]);
    must(await placePeopleBack(wedding.ctx, undo.input as never));
    expect(await kept()).toEqual(before);
  });

  it("is not undone where the places were changed since", async () => {
    const { undo } = await move("Kiran");
    const set = { unitId: mehta!, eventId: sangeet! };
    const one = { adults: 1, children: 0 };
    must(await keepPlaces(wedding.ctx, { ...set, before: { adults: 2, children: 0 }, places: one }));
    expect(await placePeopleBack(wedding.ctx, undo.input as never)).toMatchObject({
      ok: false,
      code: "changed",
    });
  });
});
