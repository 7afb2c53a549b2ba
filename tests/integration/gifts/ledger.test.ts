import { parse } from "csv-parse/sync";
import { beforeAll, expect, it } from "vitest";
import { CONSOLE_COMMANDS } from "@/app/api/weddings/[wedding]/commands/console-commands";
import { drain } from "@/jobs/drain";
import type { Scope } from "@/lib/access/types";
import { objectStore } from "@/lib/adapters/object-store";
import { countAudience } from "@/lib/audience/queries";
import { requestGifts } from "@/lib/exports/commands/request-gifts";
import { requireExport } from "@/lib/exports/queries";
import { changeGift } from "@/lib/gifts/commands/change-gift";
import { importGifts, importNotes } from "@/lib/gifts/commands/import-gifts";
import { markThanked } from "@/lib/gifts/commands/mark-thanked";
import { changeNote, noteBefore } from "@/lib/gifts/commands/note-before";
import { prepareThanks } from "@/lib/gifts/commands/prepare-thanks";
import { recordGift } from "@/lib/gifts/commands/record-gift";
import { removeGift } from "@/lib/gifts/commands/remove-gift";
import { thankFamily } from "@/lib/gifts/commands/thank-family";
import { findWayToThank } from "@/lib/gifts/loaders";
import { previewSheet } from "@/lib/gifts/loaders/preview-sheet";
import { countGifts, listGifts } from "@/lib/gifts/queries/gift-list";
import { listNotes } from "@/lib/gifts/queries/notes";
import type { GiftFilter } from "@/lib/gifts/rules/address";
import { joinHouseholds } from "@/lib/guests/commands/move-people";
import { newId } from "@/lib/kernel/ids";
import { approveRun } from "@/lib/messaging/commands/approve-run";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import type { UndoStep } from "@/lib/platform/command";
import { readTenant } from "@/lib/platform/transaction";
import { prepareSending, type SendingWedding } from "@/tests/factories/run";
import { makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider } from "@/tests/support/provider";

let wedding: TestWedding;
let sending: SendingWedding;
let units: Record<string, string>;

beforeAll(async () => {
  await startProvider(12);
  wedding = await makeWedding();
  sending = await prepareSending(wedding, {
    csv: `Name,Phone,Family,Side
Asha Mehta,9876577701,Mehta,bride
Ravi Rao,9876577702,Rao,groom
Gita Iyer,9876577703,Iyer,both
Sunil Bose,9876577704,Bose,bride
Nani Bose,9876577705,Bose,groom
`,
  });
  const { rows } = await admin.query(
    "select id, name || ' ' || side as name from guest_units where wedding_id = $1",
    [wedding.weddingId],
  );
  units = Object.fromEntries(rows.map((row) => [row.name, row.id]));
});

const gift = (more: object) => ({
  id: newId(),
  kind: "cash" as const,
  amount: 1101,
  eventId: sending.events[0]!,
  ...more,
});
const book = (filter: GiftFilter = {}, scope: Scope = wedding.scope) =>
  readTenant(scope, (tx) => listGifts(tx, scope, filter, { limit: 100, offset: 0 }));
const totals = (scope: Scope = wedding.scope, filter: GiftFilter = {}) =>
  readTenant(scope, (tx) => countGifts(tx, scope, filter));
async function undo(step: UndoStep | null | undefined) {
  const done = must(await CONSOLE_COMMANDS.get(step!.command)!(wedding.ctx, step!.input));
  return (done as { undo?: UndoStep }).undo;
}

it("records, changes, removes and thanks, each undone to what was before; a form sent twice is one gift", async () => {
  const form = gift({ unitId: units["Mehta bride"], note: "From all of us", receivedBy: "Kaka" });
  must(await recordGift(wedding.ctx, form));
  expect(must(await recordGift(wedding.ctx, form)).undo).toBeNull();
  must(
    await recordGift(wedding.ctx, gift({ giver: "A neighbour", kind: "thing", amount: null, what: "Lamp" })),
  );
  const [lamp, cash] = await book();
  expect(lamp).toMatchObject({ from: "A neighbour", side: "both", what: "Lamp", unitId: null });
  expect(cash).toMatchObject({
    from: "Mehta",
    side: "bride",
    event: "Sangeet",
    amount: 1101,
    currency: "INR",
  });

  const changed = must(
    await changeGift(wedding.ctx, { ...form, version: 1, amount: 5100.5, currency: "USD" }),
  );
  expect(await changeGift(wedding.ctx, { ...form, version: 1 })).toMatchObject({ ok: false, code: "stale" });
  expect((await totals()).money).toEqual([{ currency: "USD", amount: 5100.5, gifts: 1 }]);
  await undo(changed.undo);
  expect((await book())[1]).toMatchObject({
    amount: 1101,
    currency: "INR",
    receivedAt: cash!.receivedAt,
    version: 3,
  });

  const removed = must(await removeGift(wedding.ctx, { id: form.id, version: 3 }));
  expect(await totals()).toMatchObject({ gifts: 1, money: [] });
  await undo(removed.undo);

  const thanked = must(await markThanked(wedding.ctx, { gifts: [{ id: form.id, how: "call" }] }));
  expect(must(await markThanked(wedding.ctx, { gifts: [{ id: form.id, how: "card" }] }))).toMatchObject({
    marked: 0,
  });
  expect(await book({ thanked: "no" })).toHaveLength(1);
  const again = await undo(thanked.undo);
  expect(await book({ thanked: "no" })).toHaveLength(2);
  await undo(again);
  expect((await book({ thanked: "yes" }))[0]).toMatchObject({
    from: "Mehta",
    thanked: { how: "call", byRun: false },
  });
});

it("keeps sides, amounts and other weddings apart, and refuses what is no gift", async () => {
  must(await recordGift(wedding.ctx, gift({ unitId: units["Rao groom"], amount: 2100, note: "₹2100" })));
  const viewer = await wedding.as("viewer");
  const seen = await book({}, viewer.scope);
  expect(seen).toHaveLength(3);
  expect(JSON.stringify(seen)).not.toMatch(/1101|2100|5100|From all of us/);
  expect((await totals(viewer.scope)).money).toEqual([]);
  const bride = await wedding.as("side_admin", "bride");
  expect((await book({}, bride.scope)).map((one) => one.from).sort()).toEqual(["A neighbour", "Mehta"]);
  for (const more of [{ unitId: units["Rao groom"] }, { giver: "Uncle", side: "groom" }])
    expect(await recordGift(bride, gift(more) as never)).toMatchObject({ ok: false });
  await expect(recordGift(wedding.ctx, gift({}))).rejects.toThrow("Say who gave it.");
  await expect(recordGift(wedding.ctx, gift({ giver: "X", amount: null }))).rejects.toThrow("Envelope");
  const other = await makeWedding("Other");
  expect(await recordGift(other.ctx, gift({ unitId: units["Rao groom"], eventId: null }))).toMatchObject({
    ok: false,
  });
  expect(
    await recordGift(other.ctx, gift({ id: (await book())[0]!.id, giver: "X", eventId: null })),
  ).toMatchObject({
    ok: false,
    code: "taken",
  });
  expect(await recordGift(other.ctx, gift({ giver: "X" }))).toMatchObject({ ok: false, code: "gone" });
  const theirs = (await book())[0]!;
  expect(await removeGift(other.ctx, { id: theirs.id, version: theirs.version })).toMatchObject({
    ok: false,
  });
  expect(must(await markThanked(other.ctx, { gifts: [{ id: theirs.id, how: "call" }] })).marked).toBe(0);
});

it("finds by a family's name in another script, by function, side and thanks", async () => {
  expect((await book({ search: "मेहता" })).map((one) => one.from)).toEqual(["Mehta"]);
  expect((await book({ search: "neigh" })).map((one) => one.from)).toEqual(["A neighbour"]);
  expect(await book({ search: "%" })).toEqual([]);
  expect(await book({ event: sending.events[1]! })).toEqual([]);
  expect((await book({ side: "groom", thanked: "no" })).map((one) => one.from)).toEqual(["Rao"]);
});

it("keeps what was given before, and what a family that joined another gave stays with it", async () => {
  const note = { occasion: "Rohan’s wedding", year: 2019, what: "Silver bowls" };
  const id = newId();
  must(
    await noteBefore(wedding.ctx, {
      id,
      unitId: units["Iyer both"]!,
      direction: "received",
      amount: 2100,
      ...note,
    }),
  );
  const changed = must(await changeNote(wedding.ctx, { id, version: 1, direction: "given", ...note }));
  const notes = (unit: string, scope = wedding.scope) =>
    readTenant(scope, (tx) => listNotes(tx, scope, unit));
  expect(await notes(units["Iyer both"]!)).toMatchObject([{ direction: "given", amount: null }]);
  await undo(changed.undo);
  expect(await notes(units["Iyer both"]!)).toMatchObject([{ direction: "received", amount: 2100 }]);
  expect(await notes(units["Iyer both"]!, (await wedding.as("viewer")).scope)).toEqual([]);
  const joined = must(
    await joinHouseholds(wedding.ctx, {
      intoId: units["Mehta bride"]!,
      unitIds: [units["Iyer both"]!],
    } as never),
  ) as { undo: UndoStep };
  expect(await notes(units["Mehta bride"]!)).toHaveLength(1);
  await undo(joined.undo);
  expect(await notes(units["Mehta bride"]!)).toEqual([]);
});

const SHEET = `Family;Mobile;Amount;Gift;Function;Date;From party
Mehta;;"1,500";;sangeet;14/12/2026;x
Somebody;+91 98765 77702;₹ 2100;;Haldi;;
bose;;501;;;;
Stranger;;;Clock;;;
Rao;;many;;;;
"=HYPERLINK(""x"")";;11;;;;
`;

it("brings a list in by exact matches, leaves the rest to a human, and twice changes nothing", async () => {
  const read = (text = SHEET) => previewSheet(wedding.scope, Buffer.from(`\uFEFF${text}`));
  const preview = await read();
  expect(preview).toMatchObject({ kind: "gifts", ignored: ["From party"] });
  expect(preview.rows.map((row) => row.problem ?? row.match?.family ?? null)).toEqual([
    "Mehta",
    "Rao",
    null, // Two families are called Bose.
    null,
    "“many” is not an amount.",
    null,
  ]);
  const chosen = preview.rows
    .filter((row) => !row.problem)
    .map((row) => ({
      ...row.facts,
      key: row.key,
      unitId: row.match?.unitId ?? (row.family === "bose" ? units["Bose bride"]! : null),
      ...(row.match || row.family === "bose" ? {} : { giver: row.family }),
    }));
  const done = must(await importGifts(wedding.ctx, { rows: chosen as never }));
  expect(done.added).toBe(5);
  expect(await book({ unit: units["Rao groom"]! })).toMatchObject([
    { amount: 2100, note: "At: Haldi" },
    { amount: 2100 },
  ]);
  expect((await book({ unit: units["Mehta bride"]! }))[0]).toMatchObject({
    event: "Sangeet",
    receivedAt: expect.stringContaining("2026-12-14T06:30"),
  });
  expect((await read()).rows.map((row) => row.known)).toEqual([true, true, true, true, false, true]);
  // Another family chosen for the same row is still the same row.
  expect(
    must(
      await importGifts(wedding.ctx, {
        rows: chosen.map((row) => ({ ...row, unitId: units["Rao groom"]! })) as never,
      }),
    ),
  ).toEqual({ added: 0, undo: null });
  await undo(done.undo);
  expect(must(await importGifts(wedding.ctx, { rows: chosen as never })).added).toBe(5);

  const before = await read(
    "Family,Occasion,Year,Direction,Amount,What\nMehta,Rohan’s wedding,२०१९,we gave,51k,\n",
  );
  expect(before).toMatchObject({
    kind: "notes",
    rows: [{ facts: { direction: "given", year: 2019, amount: 51_000 } }],
  });
  const noted = before.rows.map((row) => ({ ...row.facts, key: row.key, unitId: row.match!.unitId }));
  expect(must(await importNotes(wedding.ctx, { rows: noted as never })).added).toBe(1);
  expect(must(await importNotes(wedding.ctx, { rows: noted as never })).added).toBe(0);
});

it("goes out as a file that a spreadsheet cannot run, and comes back without a change", async () => {
  for (const kind of ["gifts", "gift_notes"] as const) {
    const id = newId();
    must(await requestGifts(wedding.ctx, { id, kind }));
    await drain({ budgetMs: 10_000 });
    const file = await readTenant(wedding.scope, (tx) => requireExport(tx, wedding.scope, id));
    const chunks: Buffer[] = [];
    for await (const chunk of (await objectStore().get(file.objectKey!)).body) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const records = parse(bytes, { bom: true }) as string[][];
    expect(records.length).toBe(kind === "gifts" ? 9 : 3);
    for (const cell of records.flat()) expect(cell).not.toMatch(/^\s*[=+\-@]/);
    const again = await previewSheet(wedding.scope, bytes);
    expect(again).toMatchObject({
      kind: kind === "gifts" ? "gifts" : "notes",
      ignored: kind === "gifts" ? ["As of"] : [],
    });
    expect(again.rows.every((row) => row.known && !row.problem)).toBe(true);
  }
});

it("thanks in an open chat or by a run to all who are not, and a message that is lost thanks nobody", async () => {
  const [mine] = await book({ unit: units["Bose bride"]! });
  const thank = () =>
    thankFamily(wedding.ctx, { unitId: units["Bose bride"]!, giftIds: [mine!.id], text: "Thank you" });
  expect(await thank()).toMatchObject({ ok: false, code: "window_closed" });
  await admin.query(
    "insert into contact_windows (wedding_id, sender_id, unit_id, side, destination, last_inbound_at) values ($1, $2, $3, 'bride', '+919876577704', now())",
    [wedding.weddingId, sending.senderId, units["Bose bride"]],
  );
  const way = await findWayToThank(wedding.scope, { unitId: units["Bose bride"]! });
  expect(way).toMatchObject({ chatOpen: true, phone: "+919876577704", gifts: [mine!.id] });
  expect(way.text).not.toMatch(/501/);
  const { messageId } = must(await thank());
  expect(await thank()).toMatchObject({ ok: false, code: "already" });
  await admin.query("update messages set state = 'failed' where id = $1", [messageId]);
  expect((await book({ unit: units["Bose bride"]! }))[0]).toMatchObject({ thanked: null, thanksLost: true });

  const waiting = () =>
    readTenant(wedding.scope, (tx) => countAudience(tx, wedding.scope, { gift: "not_thanked" }));
  expect(await waiting()).toBe(3);
  const runId = newId();
  must(
    await prepareThanks(wedding.ctx, {
      id: runId,
      senderId: sending.senderId,
      templateId: sending.templateId,
    }),
  );
  must(await rehearseRun(wedding.ctx, { runId }));
  const frozen = must(await freezeRun(wedding.ctx, { runId }));
  expect(frozen.recipients).toBe(3);
  must(await approveRun(wedding.ctx, { runId, hash: frozen.hash, typedCount: 3 }));
  expect(await waiting()).toBe(0);
  expect((await book({ unit: units["Rao groom"]! }))[0]).toMatchObject({
    thanked: { how: "message", byRun: true },
  });
  // A gift that came later is not thanked for by it.
  must(await recordGift(wedding.ctx, gift({ unitId: units["Rao groom"] })));
  expect(await waiting()).toBe(1);
  expect(
    await prepareThanks(await wedding.as("admin"), {
      id: newId(),
      senderId: sending.senderId,
      templateId: newId(),
    }),
  ).toMatchObject({
    ok: false,
    code: "unknown_template",
  });
});
