import { beforeEach, expect, it } from "vitest";
import { editHousehold } from "@/lib/guests/commands/edit-household";
import { editPerson, setPersonEdits } from "@/lib/guests/commands/edit-person";
import { joinHouseholds, movePeople } from "@/lib/guests/commands/move-people";
import { placePeopleBack } from "@/lib/guests/commands/place-people";
import { shareIdentifier, unshareIdentifier } from "@/lib/guests/commands/share-identifier";
import { stateHash } from "@/lib/guests/queries/state";
import { undoImport } from "@/lib/imports/commands/undo-import";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import type { CommandContext } from "@/lib/platform/command";
import { readTenant } from "@/lib/platform/transaction";
import { importCsv, makeEvents, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

let wedding: TestWedding;
let bride: CommandContext;
beforeEach(async () => {
  wedding = await makeWedding();
  bride = await wedding.as("side_admin", "bride");
});

const hash = async () => (await readTenant(wedding.scope, (tx) => stateHash(tx, wedding.scope))).hash;
const person = async (name: string) =>
  (
    await admin.query<{
      id: string;
      unit_id: string;
      live: boolean;
      version: number;
      unit_version: number;
      side: string;
      phones: string[];
    }>(
      `select p.id, p.unit_id, p.live, p.version, u.version as unit_version, u.side,
         array(select i.value from person_identifiers i where i.person_id = p.id and i.kind = 'phone' and i.valid_to is null order by i.value) as phones
       from people p join guest_units u on u.id = p.unit_id where p.wedding_id = $1 and p.name = $2 order by p.live desc limit 1`,
      [wedding.weddingId, name],
    )
  ).rows[0]!;
const note = async (ctx: CommandContext, name: string) => {
  const { id, version } = await person(name);
  return must(await editPerson(ctx, { personId: id, version, changes: { notes: "Window seat" } }));
};

it("does the same for a guest whichever side's admin does it: lists of the other side speak of them as well", async () => {
  await importCsv(
    wedding.ctx,
    "Name,Phone,Side,Family\nAsha Rao,9825011111,groom,Rao\nKiran Rao,9825011112,groom,Rao\n",
  );
  const { unit_id, unit_version } = await person("Asha Rao");
  must(
    await editHousehold(wedding.ctx, { unitId: unit_id, version: unit_version, changes: { side: "both" } }),
  );
  await note(bride, "Asha Rao");
  expect(await person("Asha Rao")).toMatchObject({ live: true, side: "both", phones: ["+919825011111"] });
  expect(await person("Kiran Rao")).toMatchObject({ live: true });
  const byBride = await hash();
  const { id, version } = await person("Asha Rao");
  must(await editPerson(wedding.ctx, { personId: id, version, changes: { notes: "Aisle seat" } }));
  const again = await person("Asha Rao");
  must(
    await editPerson(wedding.ctx, {
      personId: id,
      version: again.version,
      changes: { notes: "Window seat" },
    }),
  );
  expect(await hash()).toBe(byBride);
});

it("keeps a guest whom the other side's list names when a side takes its own list back", async () => {
  await importCsv(wedding.ctx, "Name,Phone,Side,Family\nAsha Rao,9825011111,groom,Rao\n");
  await importCsv(wedding.ctx, "Name,Phone,Side,Family\nAsha Rao,9825011111,both,Rao\n");
  const own = await importCsv(bride, "Name,Phone\nAsha Rao,9825011111\n");
  must(await undoImport(bride, { batchId: own }));
  expect(await person("Asha Rao")).toMatchObject({ live: true, phones: ["+919825011111"] });
});

it("leaves a family of the other side that went into one of ours where it is, with what it was invited to", async () => {
  await importCsv(
    wedding.ctx,
    "Name,Phone,Side,Family\nRao,9825011111,groom,Rao\nMehta,9825011112,bride,Mehta\n",
  );
  const eventIds = await makeEvents(wedding, ["Sangeet"]);
  const [rao, mehta] = [await person("Rao"), await person("Mehta")];
  must(await inviteHouseholds(wedding.ctx, { audience: { units: [rao.unit_id] }, eventIds }));
  must(await joinHouseholds(wedding.ctx, { intoId: mehta.unit_id, unitIds: [rao.unit_id] }));
  const invited = async () =>
    (await admin.query("select adults from invitations where unit_id = $1", [mehta.unit_id])).rows;
  const before = await invited();
  expect(before).toHaveLength(1);
  await note(bride, "Mehta");
  expect(await invited()).toEqual(before);
});

it("tells a side nothing of whose a number was that somebody of the other side has left", async () => {
  await importCsv(wedding.ctx, "Name,Phone,Side\nGroom's uncle,9825011119,groom\n");
  const uncle = await person("Groom's uncle");
  await admin.query(
    "update person_identifiers set valid_to = now() where wedding_id = $1 and kind = 'phone' and value = '+919825011119'",
    [wedding.weddingId],
  );
  await importCsv(bride, "Name,Phone\nBride's aunt,9825011119\n");
  const { rows } = await admin.query(
    "select r.outcome, r.conflict::text as told from import_rows r join import_batches b on b.id = r.batch_id where b.wedding_id = $1 and b.side = 'bride'",
    [wedding.weddingId],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].told ?? "").not.toContain("uncle");
  expect(await person("Groom's uncle")).toMatchObject({ id: uncle.id, side: "groom", live: true });
});

it("puts nobody where the one who acts may not look, and decides no number that the other side has, too", async () => {
  await importCsv(
    wedding.ctx,
    "Name,Phone,Side,Family\nRao,9825011111,groom,Rao\nMehta,9825011112,bride,Mehta\nShah,9825011113,bride,Shah\n",
  );
  const [rao, mehta, shah] = [await person("Rao"), await person("Mehta"), await person("Shah")];
  expect(await movePeople(bride, { personIds: [mehta.id], unitId: rao.unit_id })).toMatchObject({
    ok: false,
  });
  const forged = { personId: mehta.id, home: { value: `unit:${rao.unit_id}`, over: [] } };
  await placePeopleBack(bride, { people: [forged], units: [] }).catch(() => null);
  expect(await person("Mehta")).toMatchObject({ unit_id: mehta.unit_id, live: true });
  for (const home of ["column:groom:rao", "column:groom:somebody"]) {
    const edit = { personId: mehta.id, field: "home", edit: { value: home, over: [] } };
    await setPersonEdits(bride, { edits: [edit] }).catch(() => null);
    expect(await person("Mehta")).toMatchObject({ unit_id: mehta.unit_id, live: true, side: "bride" });
  }
  const into = { unitId: shah.unit_id, patch: { joinedInto: rao.unit_id } };
  expect(await placePeopleBack(bride, { people: [], units: [into] })).toMatchObject({ ok: false });
  const shared = { kind: "phone" as const, value: "+919825011113" };
  must(await shareIdentifier(wedding.ctx, shared));
  await importCsv(wedding.ctx, "Name,Phone,Side\nGroom's aunt,9825011113,groom\n");
  expect(await unshareIdentifier(bride, shared)).toMatchObject({ ok: false, code: "other_side" });
  expect((await person("Shah")).id).toBe(shah.id);
});
