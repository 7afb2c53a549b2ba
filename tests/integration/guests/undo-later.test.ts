import { beforeEach, expect, it } from "vitest";
import { editHouseholds } from "@/lib/audience/commands/edit-households";
import { editHousehold } from "@/lib/guests/commands/edit-household";
import { editPerson, setPersonEdits } from "@/lib/guests/commands/edit-person";
import { setHouseholdEdits } from "@/lib/guests/commands/household-edits";
import { joinHouseholds, movePeople } from "@/lib/guests/commands/move-people";
import { placePeopleBack } from "@/lib/guests/commands/place-people";
import { importCsv, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

let wedding: TestWedding;
beforeEach(async () => {
  wedding = await makeWedding();
  await importCsv(
    wedding.ctx,
    "Name,Phone,Family,Side\nAsha,9825011111,Mehta,bride\nKiran,9825011112,Mehta,bride\nLata,9825011113,Joshi,bride\nRao,9825011114,Rao,bride\n",
  );
});

const guest = async (name: string) =>
  (
    await admin.query<{ id: string; version: number; diet: string | null; unit: string; family: string }>(
      "select p.id, p.version, p.diet, p.unit_id as unit, u.name as family from people p join guest_units u on u.id = p.unit_id where p.wedding_id = $1 and p.name = $2 and p.live",
      [wedding.weddingId, name],
    )
  ).rows[0]!;
const family = async (id: string) =>
  (
    await admin.query<{ version: number; name: string; live: boolean; tags: string[] }>(
      "select version, name, live, array(select tag from unit_tags t where t.unit_id = u.id order by 1) as tags from guest_units u where id = $1",
      [id],
    )
  ).rows[0]!;
const GONE = { ok: false, code: "changed_since" };

it("takes back no word that somebody else has changed since", async () => {
  const asha = await guest("Asha");
  const first = must(
    await editPerson(wedding.ctx, { personId: asha.id, version: asha.version, changes: { diet: "veg" } }),
  );
  must(
    await editPerson(wedding.ctx, {
      personId: asha.id,
      version: (await guest("Asha")).version,
      changes: { diet: "jain" },
    }),
  );
  expect(await setPersonEdits(wedding.ctx, first.undo.input)).toMatchObject(GONE);
  expect((await guest("Asha")).diet).toBe("jain");
});

it("takes back no tag beside one that somebody else gave since, and its own where nobody did", async () => {
  const tag = (name: string) =>
    editHouseholds(wedding.ctx, { audience: {}, change: { kind: "tag", tag: name } });
  const { unit } = await guest("Asha");
  const vip = must(await tag("VIP")) as unknown as { undo: { input: never } };
  const hotel = must(await tag("Hotel")) as unknown as { undo: { input: never } };
  expect(await setHouseholdEdits(wedding.ctx, vip.undo.input)).toMatchObject(GONE);
  expect((await family(unit)).tags).toEqual(["Hotel", "VIP"]);
  must(await setHouseholdEdits(wedding.ctx, hotel.undo.input));
  expect((await family(unit)).tags).toEqual(["VIP"]);
  must(await setHouseholdEdits(wedding.ctx, vip.undo.input));
  expect((await family(unit)).tags).toEqual([]);
});

it("takes families apart again without what somebody else said of them since", async () => {
  const [mehta, joshi] = [(await guest("Asha")).unit, (await guest("Lata")).unit];
  const { undo } = must(await joinHouseholds(wedding.ctx, { intoId: mehta, unitIds: [joshi] }));
  const { version } = await family(mehta);
  must(await editHousehold(wedding.ctx, { unitId: mehta, version, changes: { name: "Mehta and Joshi" } }));
  must(await placePeopleBack(wedding.ctx, undo.input));
  expect(await family(mehta)).toMatchObject({ name: "Mehta and Joshi", live: true });
  expect(await guest("Lata")).toMatchObject({ unit: joshi });
});

it("puts nobody back who was put somewhere else since; the later step comes first", async () => {
  const [joshi, rao] = [(await guest("Lata")).unit, (await guest("Rao")).unit];
  const asha = await guest("Asha");
  const moved = must(await movePeople(wedding.ctx, { personIds: [asha.id], unitId: joshi }));
  const joined = must(await joinHouseholds(wedding.ctx, { intoId: rao, unitIds: [joshi] }));
  expect(await placePeopleBack(wedding.ctx, moved.undo.input)).toMatchObject({ ok: false, code: "changed" });
  expect((await guest("Asha")).unit).toBe(rao);
  must(await placePeopleBack(wedding.ctx, joined.undo.input));
  expect((await guest("Asha")).unit).toBe(joshi);
  must(await placePeopleBack(wedding.ctx, moved.undo.input));
  expect((await guest("Asha")).unit).toBe(asha.unit);
});
