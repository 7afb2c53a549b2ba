import { beforeEach, describe, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { handle as readFile } from "@/jobs/imports/read-file.handler";
import { objectStore } from "@/lib/adapters/object-store";
import { listHistory } from "@/lib/audit/queries";
import { chooseColumns } from "@/lib/imports/commands/choose-columns";
import { commitImport } from "@/lib/imports/commands/commit-import";
import { discardImport } from "@/lib/imports/commands/discard-import";
import { stageRows } from "@/lib/imports/commands/stage-rows";
import { undoImport } from "@/lib/imports/commands/undo-import";
import { listBatches, requireBatch } from "@/lib/imports/queries";
import { readTenant } from "@/lib/platform/transaction";
import { importCsv, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

const CSV = "Name,Phone\nAsha,9876500001\nRavi,9876500002\n";

let wedding: TestWedding;
beforeEach(async () => {
  wedding = await makeWedding();
});
const look = (batchId: string) => readTenant(wedding.scope, (tx) => requireBatch(tx, wedding.scope, batchId));
const count = async (table: string, batchId?: string): Promise<number> => {
  const { rows } = await admin.query(
    `select count(*)::int as n from ${table} where wedding_id = $1 ${batchId ? "and batch_id = $2" : ""}`,
    batchId ? [wedding.weddingId, batchId] : [wedding.weddingId],
  );
  return rows[0].n;
};
const stored = (key: string) => objectStore().get(key);
const set = (batchId: string, values: string) =>
  admin.query(`update import_batches set ${values} where id = $1`, [batchId]);

describe("a list that was read and not added", () => {
  it("is thrown away with its rows and its bytes, and stays as one line", async () => {
    const batchId = await importCsv(wedding.ctx, CSV, { commit: false });
    const { objectKey } = await look(batchId);
    must(await discardImport(wedding.ctx, { batchId }));
    expect(await count("import_rows", batchId)).toBe(0);
    await drain({ budgetMs: 20_000 });
    await expect(stored(objectKey!)).rejects.toMatchObject({ code: "not_found" });
    expect(await look(batchId)).toMatchObject({
      state: "discarded",
      discardedBy: "Asha",
      objectKey: null,
      question: null,
      rowsRead: 2,
    });
    const brought = await readTenant(wedding.scope, (tx) =>
      listBatches(tx, wedding.scope, { typed: false, limit: 10, offset: 0 }),
    );
    expect(brought).toMatchObject([{ fileName: "guests.csv", state: "discarded", discardedBy: "Asha" }]);
    const history = await readTenant(wedding.scope, (tx) => listHistory(tx, wedding.scope));
    expect(history[0]).toMatchObject({ action: "imports.discard:discard", subject: "guests.csv" });
    expect(await count("people")).toBe(0);
  });

  it("is thrown away once, however often it is asked", async () => {
    const batchId = await importCsv(wedding.ctx, CSV, { commit: false });
    must(await discardImport(wedding.ctx, { batchId }));
    must(await discardImport(wedding.ctx, { batchId }));
    const { rows } = await admin.query(
      "select 1 from audit_log where action = 'imports.discard:discard' and wedding_id = $1",
      [wedding.weddingId],
    );
    expect(rows).toHaveLength(1);
    expect(await commitImport(wedding.ctx, { batchId, grouping: "each", attested: true })).toMatchObject({
      ok: false,
      message: expect.stringContaining("thrown away"),
    });
    expect(await chooseColumns(wedding.ctx, { batchId, sheet: "Another" })).toMatchObject({ ok: false });
  });

  it("is thrown away where it is asked about, and where it could not be read", async () => {
    for (const csv of ["Name,Sampark\nAsha,9825012345\n", "Name,Phone\n"]) {
      const batchId = await importCsv(wedding.ctx, csv, { commit: false });
      must(await discardImport(wedding.ctx, { batchId }));
      expect(await look(batchId)).toMatchObject({ state: "discarded", question: null, failure: null });
    }
  });

  it("is either added or thrown away by two who act at once", async () => {
    for (let round = 0; round < 6; round++) {
      const batchId = await importCsv(wedding.ctx, `Name,Phone\nGuest ${round},987650010${round}\n`, {
        commit: false,
      });
      const acts = [
        () => commitImport(wedding.ctx, { batchId, grouping: "each", attested: true }),
        () => discardImport(wedding.ctx, { batchId }),
      ];
      const done = await Promise.all((round % 2 === 0 ? acts : acts.reverse()).map((act) => act()));
      expect(done.filter((one) => one.ok)).toHaveLength(1);
      await drain({ budgetMs: 20_000 });
      const { state } = await look(batchId);
      const rows = await count("import_rows", batchId);
      expect([state, rows]).toEqual(state === "done" ? ["done", 1] : ["discarded", 0]);
    }
  });
});

describe("what was added, or is being added", () => {
  it("is not thrown away, and is said so in words", async () => {
    const batchId = await importCsv(wedding.ctx, CSV);
    const ask = () => discardImport(wedding.ctx, { batchId });
    expect(await ask()).toMatchObject({ ok: false, message: expect.stringMatching(/added already/) });
    await set(batchId, "state = 'failed'");
    expect(await ask()).toMatchObject({ ok: false, message: expect.stringMatching(/added already/) });
    await set(batchId, "state = 'committing'");
    expect(await ask()).toMatchObject({ ok: false, message: expect.stringMatching(/being added/) });
    await set(batchId, "state = 'done'");
    must(await undoImport(wedding.ctx, { batchId }));
    expect(await ask()).toMatchObject({ ok: false, message: expect.stringMatching(/taken back/) });
    expect(await count("import_rows", batchId)).toBe(2);
  });
  it("cannot be marked so by anybody", async () => {
    const batchId = await importCsv(wedding.ctx, CSV);
    await expect(set(batchId, "state = 'discarded'")).rejects.toThrow(/import_batches_discarded/);
  });
  it("is nobody else's to throw away", async () => {
    const batchId = await importCsv(wedding.ctx, CSV, { commit: false });
    const bride = await wedding.as("side_admin", "bride");
    expect(await discardImport(bride, { batchId })).toMatchObject({ ok: false });
    const viewer = await wedding.as("viewer");
    await expect(discardImport(viewer, { batchId })).rejects.toMatchObject({ code: "forbidden" });
    expect(await look(batchId)).toMatchObject({ state: "staged" });
  });
});

it("stops a job that still reads the file, without harm", async () => {
  const batchId = await importCsv(wedding.ctx, CSV, { commit: false });
  await set(batchId, "state = 'reading'");
  const job = { weddingId: wedding.weddingId, batchId, side: "all" as const };
  const tools = { correlationId: "test", deadline: Date.now() + 60_000, attempt: 0 };
  const [, discarded] = await Promise.all([readFile(job, tools), discardImport(wedding.ctx, { batchId })]);
  expect(discarded.ok).toBe(true);
  await readFile(job, tools);
  expect(await look(batchId)).toMatchObject({ state: "discarded", rowsRead: 2 });
  const late = await stageRows(wedding.ctx, { batchId, firstRow: 3, rows: [], bytesRead: 9 });
  expect(late).toMatchObject({ ok: false, code: "not_reading" });
  expect(await count("import_rows", batchId)).toBe(0);
});
