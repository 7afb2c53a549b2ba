import { beforeAll, describe, expect, it } from "vitest";
import { listHouseholds } from "@/lib/audience/queries/households";
import { readTenant } from "@/lib/platform/transaction";
import { importCsv, makeWedding, type TestWedding } from "@/tests/factories/wedding";

let wedding: TestWedding;

const found = async (search: string, ctx = wedding.ctx) =>
  (
    await readTenant(ctx.scope, (tx) => listHouseholds(tx, ctx.scope, { search }, { limit: 50, offset: 0 }))
  ).rows.map((row) => row.name);

beforeAll(async () => {
  wedding = await makeWedding();
  await importCsv(
    wedding.ctx,
    "Name,Phone,Family,Side\nराहुल शर्मा,9876500001,,bride\nSunita Sharmaa,9876500002,Jaipur House,groom\nAmit Verma,9876512345,,groom\n",
  );
});

describe("search", () => {
  it.each([
    ["sharma", ["Jaipur House", "राहुल शर्मा"]],
    ["शर्मा", ["Jaipur House", "राहुल शर्मा"]],
    ["rahul sharma", ["राहुल शर्मा"]],
    ["jaip", ["Jaipur House"]],
    ["12345", ["Amit Verma"]],
    ["९८७६५००००१", ["राहुल शर्मा"]],
    ["nobody at all", []],
    ["%", []],
  ])("finds %s by any part, in any script", async (search, names) => {
    expect((await found(search)).sort()).toEqual([...names].sort());
  });
  it("stays on the own side, and shows no numbers to a viewer", async () => {
    expect(await found("sharma", await wedding.as("side_admin", "groom"))).toEqual(["Jaipur House"]);
    expect(await found("12345", await wedding.as("viewer"))).toEqual([]);
  });
});
