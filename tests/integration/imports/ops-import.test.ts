import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { importFile, undoFile } from "@/scripts/ops/import-file";
import { makeWedding } from "@/tests/factories/wedding";

const folder = mkdtempSync(path.join(tmpdir(), "ops-import-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
};

it("tells what became of each row, and what was noticed of those that came in", async () => {
  const { ctx } = await makeWedding();
  const list = "Name,Phone,Flight\nAsha,9825012345,AI 202\nRavi,9.19E+11,\n,,x\n";
  const report = await importFile(ctx, file("guests.csv", list));
  expect(report).toMatchObject({ state: "done", failure: null, outcomes: { created: 2, refused: 1 } });
  expect(report.note).toContain("“Flight”");
  expect(report.rows).toEqual([
    { row: 1, outcome: "created", name: "Asha", reason: null },
    {
      row: 2,
      outcome: "created",
      name: "Ravi",
      reason: null,
      noticed: [expect.stringContaining("lost its digits in Excel")],
    },
    { row: 3, outcome: "refused", name: "", reason: expect.stringContaining("no name and no phone") },
  ]);
  await undoFile(ctx, report.batch);
  expect((await importFile(ctx, file("guests.csv", list))).outcomes).toEqual({ created: 2, refused: 1 });
});

it("says of a card what it was refused for, whatever else is wrong with it", async () => {
  const { ctx } = await makeWedding();
  const card =
    "BEGIN:VCARD\nVERSION:3.0\nFN:Asha\nTEL:9825012345\nEND:VCARD\nBEGIN:VCARD\nFN:Half\nTEL:98250";
  const { rows } = await importFile(ctx, file("contacts.vcf", card));
  expect(rows.map(({ reason }) => reason)).toEqual([
    null,
    expect.stringContaining("breaks off in the middle"),
  ]);
});

it("says which sheets of a workbook were not read", async () => {
  const { ctx } = await makeWedding();
  const report = await importFile(ctx, path.resolve("tests/fixtures/xlsx/openpyxl.xlsx"));
  expect(report).toMatchObject({ state: "done", note: expect.stringContaining("not “Groom”") });
});

it("does not pass over a list whose columns nobody knows", async () => {
  const { ctx } = await makeWedding();
  const report = await importFile(
    ctx,
    file("odd.csv", "Alpha,Beta\nAsha Rao,9825012345\nRavi Rao,9825012346\n"),
  );
  expect(report).toMatchObject({ state: "mapping", failure: expect.stringContaining("nothing was added") });
});
