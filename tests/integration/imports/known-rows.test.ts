import { beforeEach, describe, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { commitImport } from "@/lib/imports/commands/commit-import";
import { countNoted, countOutcomes, listRows } from "@/lib/imports/queries";
import { findKnownGuests, findKnownRows } from "@/lib/imports/queries/known-rows";
import type { CommandContext } from "@/lib/platform/command";
import { readTenant } from "@/lib/platform/transaction";
import { importCsv, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

let wedding: TestWedding;
beforeEach(async () => {
  wedding = await makeWedding();
});
const known = ({ scope }: CommandContext, batchId: string) =>
  readTenant(scope, (tx) => findKnownRows(tx, scope, batchId));
const guests = async ({ scope }: CommandContext, batchId: string, rows: number[]) => {
  const found = await readTenant(scope, (tx) => findKnownGuests(tx, scope, batchId, rows));
  return Object.fromEntries([...found].map(([row, people]) => [row, people.map(({ name }) => name)]));
};
const staged = (csv: string, ctx = wedding.ctx) => importCsv(ctx, csv, { commit: false });

describe("a list that waits", () => {
  it("knows by number, e-mail and the row itself who is here already", async () => {
    await importCsv(
      wedding.ctx,
      "Name,Phone,Email,Family\nRamesh Sharma,9876500001,,Sharma\nNeha,,neha@example.com,Rao\nChhotu,,,Sharma\nDiego,+52 1 55 1234 5678,,Diaz\n",
    );
    const batchId = await staged(
      "Name,Phone,Email,Family\nR. Sharma,+91 98765 00001,,Other\nNeha Rao,,NEHA@example.com,Rao\nChhotu,,,Sharma\nChhotu,,,Rao\nDiego D,+52 55 1234 5678,,Diaz\nNew Guest,9876500009,,New\nTwo Numbers,9876500001,neha@example.com,X\n",
    );
    expect(await known(wedding.ctx, batchId)).toEqual({ known: [1, 2, 3, 5, 7], hidden: [] });
    expect(await guests(wedding.ctx, batchId, [1, 2, 3, 4, 5, 6, 7])).toEqual({
      1: ["Ramesh Sharma"],
      2: ["Neha"],
      3: ["Chhotu"],
      5: ["Diego"],
      7: ["Neha", "Ramesh Sharma"],
    });
    const page = await readTenant(wedding.scope, (tx) =>
      listRows(tx, wedding.scope, batchId, ["ready"], {
        rows: { are: "all_but", numbers: [1, 2, 3, 5, 7] },
      }),
    );
    expect(page.map((row) => row.rowNumber)).toEqual([4, 6]);
  });

  it("tells the same as adding it does", async () => {
    const csv = "Name,Phone,Family\nAsha,9876500001,Mehta\nKid,,Mehta\nRavi,9876500002,Rao\n";
    await importCsv(wedding.ctx, csv);
    const batchId = await staged(`${csv}Nobody yet,9876500003,Rao\n`);
    expect((await known(wedding.ctx, batchId)).known).toEqual([1, 2, 3]);
    must(await commitImport(wedding.ctx, { batchId, grouping: "column", attested: true }));
    await drain({ budgetMs: 20_000 });
    expect(await readTenant(wedding.scope, (tx) => countOutcomes(tx, wedding.scope, batchId))).toMatchObject({
      created: 1,
      matched: 3,
    });
    // What was added waits no more.
    expect(await known(wedding.ctx, batchId)).toEqual({ known: [], hidden: [] });
  });

  it("does not know anybody by a number of several", async () => {
    await importCsv(wedding.ctx, "Name,Phone\nAsha,9876500001\n", { grouping: "each" });
    await admin.query("update person_identifiers set shared = true where wedding_id = $1", [
      wedding.weddingId,
    ]);
    expect(await known(wedding.ctx, await staged("Name,Phone\nAsha,9876500001\n"))).toEqual({
      known: [],
      hidden: [],
    });
  });

  it("names nobody of the other side's families to a side's admin", async () => {
    await importCsv(
      wedding.ctx,
      "Name,Phone,Family,Side\nGroom Guest,9876500001,Rao,groom\nBride Guest,9876500002,Mehta,bride\nCommon Guest,9876500003,Iyer,both\n",
    );
    const bride = await wedding.as("side_admin", "bride");
    const batchId = await staged(
      "Name,Phone\nA,9876500001\nB,9876500002\nC,9876500003\nD,9876500004\nE,9876500001 / 9876500002\n",
      bride,
    );
    expect(await known(bride, batchId)).toEqual({ known: [1, 2, 3, 5], hidden: [1, 5] });
    expect(await guests(bride, batchId, [1, 2, 3, 4])).toEqual({ 2: ["Bride Guest"], 3: ["Common Guest"] });
    expect(JSON.stringify(await guests(bride, batchId, [1, 5]))).not.toContain("Groom Guest");
  });
});

it("keeps what was noticed of a row after it was added", async () => {
  const csv =
    "Name,Phone,Side\nAsha,9876500001,left\nRavi,+91 98765 00002,bride\nMina,98765,groom\n,,\nNo Code,9876500004,\n";
  const batchId = await staged(csv);
  const noted = () => readTenant(wedding.scope, (tx) => countNoted(tx, wedding.scope, batchId));
  expect(await noted()).toEqual({ noticed: 2, assumed: 2 });
  must(await commitImport(wedding.ctx, { batchId, grouping: "each", attested: true }));
  await drain({ budgetMs: 20_000 });
  expect(await noted()).toEqual({ noticed: 2, assumed: 2 });
  const rows = await readTenant(wedding.scope, (tx) =>
    listRows(tx, wedding.scope, batchId, ["created"], { noted: "noticed" }),
  );
  expect(rows.map(({ draft }) => [draft.name.full, draft.problems[0]?.code])).toEqual([
    ["Asha", "side_unknown"],
    ["Mina", "phone_too_short"],
  ]);
});
