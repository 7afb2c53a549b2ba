import { expect, it } from "vitest";
import { CONSOLE_COMMANDS } from "@/app/api/weddings/[wedding]/commands/console-commands";
import { drain } from "@/jobs/drain";
import { shareIdentifier, unshareIdentifier } from "@/lib/guests/commands/share-identifier";
import { stateHash } from "@/lib/guests/queries/state";
import { addGuest } from "@/lib/imports/commands/add-guest";
import { addNumber, takeNumberBack } from "@/lib/imports/commands/add-number";
import { newId } from "@/lib/kernel/ids";
import { readTenant } from "@/lib/platform/transaction";
import { importCsv, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

interface Undo {
  command: string;
  input: unknown;
}
const back = async (wedding: TestWedding, undo: Undo): Promise<Undo> => {
  const done = must(await CONSOLE_COMMANDS.get(undo.command)!(wedding.ctx, undo.input as never));
  await drain({ budgetMs: 10_000 });
  return (done as { undo: Undo }).undo;
};
const hash = (wedding: TestWedding) => readTenant(wedding.scope, (tx) => stateHash(tx, wedding.scope));
const families = async (wedding: TestWedding) =>
  Object.fromEntries(
    (
      await admin.query(
        `select p.name, u.name as family from people p join guest_units u on u.id = p.unit_id where p.wedding_id = $1 and p.live`,
        [wedding.weddingId],
      )
    ).rows.map(({ name, family }) => [name, family]),
  );

it("puts a typed guest into a family, takes them out again, and puts them back", async () => {
  const wedding = await makeWedding();
  await importCsv(wedding.ctx, "Name,Phone,Family\nAsha Mehta,9876511101,Mehta family\n");
  const { rows } = await admin.query("select unit_id from people where wedding_id = $1", [wedding.weddingId]);
  const before = await hash(wedding);
  const added = must(
    await addGuest(wedding.ctx, {
      batchId: newId(),
      name: "Nani",
      phone: "98765 11109",
      unitId: rows[0].unit_id,
    }),
  );
  const inFamily = { "Asha Mehta": "Mehta family", Nani: "Mehta family" };
  expect(await families(wedding)).toEqual(inFamily);
  const after = await hash(wedding);

  const redo = await back(wedding, added.undo);
  expect(await hash(wedding)).toEqual(before);
  await back(wedding, redo);
  expect(await families(wedding)).toEqual(inFamily);
  expect(await hash(wedding)).toEqual(after);

  const gone = { batchId: newId(), name: "Nobody", unitId: newId() };
  expect(await addGuest(wedding.ctx, gone)).toMatchObject({ ok: false, code: "changed" });
});

it("shares a number however it is written", async () => {
  const wedding = await makeWedding();
  await importCsv(wedding.ctx, "Name,Phone\nLupita,+52 1 55 1234 5678\nCarlos,+52 55 1234 5678\n");
  expect(Object.keys(await families(wedding))).toHaveLength(1);
  const before = await hash(wedding);
  const number = { kind: "phone", value: "+525512345678" } as const;
  must(await shareIdentifier(wedding.ctx, number));
  expect(Object.keys(await families(wedding)).sort()).toEqual(["Carlos", "Lupita"]);
  must(await unshareIdentifier(wedding.ctx, { kind: "phone", value: "+5215512345678" }));
  expect(await hash(wedding)).toEqual(before);
});

it("adds a number to a guest who is there, who stays the same guest, and takes it back", async () => {
  const wedding = await makeWedding();
  await importCsv(
    wedding.ctx,
    "Name,Phone,Family\nPinky,,Sharma family\nRavi Sharma,9876511105,Sharma family\nSunita,9876511106,Rao\n",
  );
  const guest = async () =>
    (
      await admin.query(
        `select p.id, p.unit_id, array(select value from person_identifiers i where i.person_id = p.id and i.kind in ('phone', 'email') and i.valid_to is null order by 1) as reached
         from people p where p.wedding_id = $1 and p.name = 'Pinky' and p.live`,
        [wedding.weddingId],
      )
    ).rows;
  const [before] = await guest();
  const state = await hash(wedding);
  const add = (phone: string, email?: string) =>
    addNumber(wedding.ctx, { batchId: newId(), personId: before.id, phone, ...(email ? { email } : {}) });
  expect(await add("98765 11106")).toMatchObject({
    ok: false,
    code: "known",
    message: expect.stringMatching(/Sunita's already \(family Rao\)/),
  });
  expect(await add("12")).toMatchObject({ ok: false, code: "unreadable" });
  const { undo } = must(await add("98765 11107", "pinky@example.com"));
  expect(await guest()).toEqual([{ ...before, reached: ["+919876511107", "pinky@example.com"] }]);
  must(await takeNumberBack(wedding.ctx, undo.input));
  await drain({ budgetMs: 10_000 });
  expect(await guest()).toEqual([before]);
  expect(await hash(wedding)).toEqual(state);
  must(await add("98765 11107"));
  await importCsv(wedding.ctx, "Name,Phone\nPinky,9876511107\n");
  expect(await guest()).toEqual([{ ...before, reached: ["+919876511107"] }]);
});
