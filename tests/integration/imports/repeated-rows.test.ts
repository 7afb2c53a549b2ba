import fc from "fast-check";
import { expect, it } from "vitest";
import { shareIdentifier } from "@/lib/guests/commands/share-identifier";
import { findKnownRows } from "@/lib/imports/queries/known-rows";
import { findOtherNames, findRepeatedRows } from "@/lib/imports/queries/repeated-rows";
import type { CommandContext } from "@/lib/platform/command";
import { readTenant } from "@/lib/platform/transaction";
import { addRows, addStaged, anyRow, draftsOf, stageRows } from "@/tests/factories/rows";
import { makeWedding, must } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

const CASES = Number(process.env.LAW_CASES ?? 12);
const SEED = Number(process.env.LAW_SEED ?? Date.now() % 1_000_000);

const row = (name: string, phone: string, email = "") => [name, phone, email, "", "", "", "", ""];
const told = ({ scope }: CommandContext, batchId: string) =>
  readTenant(scope, async (tx) => {
    const known = await findKnownRows(tx, scope, batchId);
    return { known: known.known, repeats: await findRepeatedRows(tx, scope, batchId, known) };
  });
const repeats = async (ctx: CommandContext, rows: string[][]) =>
  Object.fromEntries((await told(ctx, await stageRows(ctx, draftsOf(rows)))).repeats);
const same = (of: number) => ({ of: [of], waits: false });
const fits = (...of: number[]) => ({ of, waits: true });

it("names the row that is of the same person", async () => {
  const { ctx } = await makeWedding();
  expect(
    await repeats(ctx, [
      row("Asha", "9876500001"),
      row("Ravi", "9876500002"),
      row("Asha", "9876500001"),
      row("ASHA ji", "+91 98765 00001", "asha@example.com"),
      row("Asha", "", "Asha@example.com"),
      row("Diego", "+52 1 55 1234 5678"),
      row("Diego", "+52 55 1234 5678"),
      row("Asha", ""),
      row("Asha", ""),
      row("Mina", "9876500001 / 9876500002"),
      row("Dev Rao", "9876500003"),
      row("Dev", "9876500003", "dev@example.com"),
    ]),
  ).toEqual({
    3: same(1),
    // Who has fewest to be known by comes first: these are two people until somebody says otherwise.
    4: fits(1, 5),
    7: same(6),
    9: same(8),
    10: fits(1, 2),
    12: same(11),
  });
});

it("tells where they are called otherwise, as adding asks it", async () => {
  const { ctx } = await makeWedding();
  const batchId = await stageRows(
    ctx,
    draftsOf([
      row("Asha", "9876500001"),
      row("ASHA ji", "9876500001"),
      row("Ravi", "9876500001"),
      row("", "9876500001"),
    ]),
  );
  const names = await readTenant(ctx.scope, (tx) =>
    findOtherNames(
      tx,
      ctx.scope,
      batchId,
      [2, 3, 4].map((one) => ({ row: one, of: 1 })),
    ),
  );
  expect([...names]).toEqual([[3, "Asha"]]);
});

it("tells what people who are here change, and a number of several joins nobody", async () => {
  const { ctx } = await makeWedding();
  const list = [row("Asha", "9876500001"), row("Ravi", "9876500001", "ravi@example.com")];
  expect(await repeats(ctx, list)).toEqual({ 2: same(1) });
  await addRows(ctx, draftsOf([row("Ravi", "", "ravi@example.com")]));
  expect(await repeats(ctx, list)).toEqual({ 2: fits(1) });
  must(await shareIdentifier(ctx, { kind: "phone", value: "+919876500001" }));
  expect(await repeats(ctx, list)).toEqual({});
});

it("shows the one who is here already as whom the other rows repeat", async () => {
  const { ctx } = await makeWedding();
  await addRows(ctx, draftsOf([row("Asha", "9876500001", "asha@example.com")]));
  const list = [row("Asha", "9876500001"), row("Asha Rao", "9876500001")];
  expect(await repeats(ctx, list)).toEqual({ 2: same(1) });
});

it("leaves out what a side's admin will be told of the other side alone", async () => {
  const wedding = await makeWedding();
  await addRows(wedding.ctx, draftsOf([["Groom Guest", "9876500001", "", "", "groom", "", "", ""]]));
  const bride = await wedding.as("side_admin", "bride");
  expect(
    await repeats(bride, [
      row("A", "9876500001"),
      row("B", "9876500001 / 9876500002"),
      row("C", "9876500002"),
      row("D", "9876500002"),
    ]),
  ).toEqual({ 4: same(3) });
});

it(
  `says before what adding does (seed ${SEED}, ${CASES} cases)`,
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(anyRow, { maxLength: 6 }),
        fc.array(anyRow, { minLength: 2, maxLength: 8 }),
        async (before, list) => {
          const { ctx } = await makeWedding();
          await addRows(ctx, draftsOf(before));
          const rows = draftsOf(list);
          const batchId = await stageRows(ctx, rows);
          const { known, repeats: found } = await told(ctx, batchId);
          await addStaged(ctx, batchId, rows);
          const { rows: became } = await admin.query<{ row: number; outcome: string; person: string | null }>(
            `select r.row_number as row, r.outcome, c.person_id as person from import_rows r join claims c on c.id = r.claim_id where r.batch_id = $1`,
            [batchId],
          );
          const personOf = new Map(became.map(({ row, person }) => [row, person]));
          for (const [row, { of, waits }] of found) {
            if (waits) expect(personOf.get(row)).toBeNull();
            else expect(personOf.get(row)).toBe(personOf.get(of[0]!));
          }
          const fresh = rows
            .map(({ rowNumber }) => rowNumber)
            .filter((row) => !known.includes(row) && !found.has(row));
          expect(new Set(fresh.map((row) => personOf.get(row))).size).toBe(fresh.length);
          const created = became.filter(({ outcome }) => outcome === "created");
          if (before.length === 0) expect(created).toHaveLength(fresh.length);
        },
      ),
      { numRuns: CASES, seed: SEED, endOnFailure: true },
    ),
  60_000 + CASES * 1_500,
);
