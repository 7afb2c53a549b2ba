import { expect, it } from "vitest";
import { makeZip, workbookParts } from "@/db/seed/make-workbook";
import { listRows, requireBatch } from "@/lib/imports/queries";
import { readTenant } from "@/lib/platform/transaction";
import { importCsv, makeWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

const families = async (weddingId: string) =>
  (
    await admin.query(
      `select u.name, u.side, u.unnamed_adults as more, array_agg(p.name order by p.name collate "C") as people
       from guest_units u join people p on p.unit_id = u.id and p.live where u.wedding_id = $1 and u.live group by u.id order by 1`,
      [weddingId],
    )
  ).rows;

it("a chat in a text file is lines, counted from the first", async () => {
  const { ctx, scope, weddingId } = await makeWedding();
  const chat = "12/11/26, 22:20 - Papa: Gupta ji 98250 12355 +2\n12/11/26, 22:21 - Papa: thanks\n";
  const batchId = await importCsv(ctx, chat);
  const [batch, rows] = await readTenant(scope, async (tx) => [
    await requireBatch(tx, scope, batchId),
    await listRows(tx, scope, batchId, ["created", "refused"], { limit: 10 }),
  ]);
  expect(batch).toMatchObject({ state: "done", kind: "pasted" });
  expect(rows.map(({ line, outcome }) => [line, outcome])).toEqual([
    [1, "created"],
    [2, "refused"],
  ]);
  expect(await families(weddingId)).toEqual([
    { name: "Gupta ji", side: "both", more: 2, people: ["Gupta ji"] },
  ]);
});

it("a family in merged cells, counted once, is one family on its side", async () => {
  const { ctx, weddingId } = await makeWedding();
  const rows = [
    ["Family", "Name", "Phone", "Side", "Members"],
    ["Gupta", "Anil", 9811011111, "Bride", 4],
    [null, "Neha", null, null, null],
    [null, "Tara", null, null, null],
    [null, "Loner", null, null, null],
  ];
  const parts = workbookParts([{ name: "Guests", rows }]).map((part) => ({
    ...part,
    data: String(part.data).replace(
      "</sheetData>",
      '</sheetData><mergeCells><mergeCell ref="A2:A4"/><mergeCell ref="D2:D4"/><mergeCell ref="E2:E4"/></mergeCells>',
    ),
  }));
  await importCsv(ctx, makeZip(parts));
  expect(await families(weddingId)).toEqual([
    { name: "Gupta", side: "bride", more: 1, people: ["Anil", "Neha", "Tara"] },
    { name: "Loner", side: "both", more: 0, people: ["Loner"] },
  ]);
});

it("a row that differs says all that differs, in its own words", async () => {
  const { ctx, scope } = await makeWedding();
  const heading = "Name,Phone,Email,Side,Adults,Language";
  await importCsv(
    ctx,
    `${heading}\nRamesh Sharma,9825012345,,bride,2,Hindi\nMona,9825012346,mona@example.com,,,\n`,
  );
  const batchId = await importCsv(
    ctx,
    `${heading}\nRAMESH GUPTA,9825012345,,groom,4,English\nMonika,,mona@example.com,,,\n`,
  );
  const rows = await readTenant(scope, (tx) => listRows(tx, scope, batchId, ["conflict"], { limit: 10 }));
  expect(rows.map(({ conflict }) => conflict?.detail)).toEqual([
    "We know this number as Ramesh Sharma; the list says RAMESH GUPTA. The side differs: bride before; this list says groom. The number of adults differs: 2 before; this list says 4. The language differs: Hindi before; this list says English.",
    "We know this e-mail as Mona; the list says Monika.",
  ]);
});
