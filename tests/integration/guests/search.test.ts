import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { listHouseholds } from "@/lib/audience/queries/households";
import { editHousehold } from "@/lib/guests/commands/edit-household";
import { joinHouseholds, movePeople } from "@/lib/guests/commands/move-people";
import { FAMILY } from "@/lib/kernel/scripts";
import { inTenant, readTenant } from "@/lib/platform/transaction";
import { importCsv, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

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
  it("does not take the word family for a part of anybody's name, in any language", async () => {
    const other = await makeWedding("Other");
    await importCsv(
      other.ctx,
      "Name,Phone,Family,Side\nRamesh Rao,9876500001,Rao family,bride\nAmita Sen,9876500002,सेन परिवार,groom\n",
    );
    expect(await found("ami", other.ctx)).toEqual(["सेन परिवार"]);
    expect(await found("mili", other.ctx)).toEqual([]);
    expect(await found("पर", other.ctx)).toEqual([]);
    expect(await found("rao family", other.ctx)).toEqual(["Rao family"]);
    expect(await found("sen परिवार", other.ctx)).toEqual(["सेन परिवार"]);
    const { rows } = await admin.query<{ left: string }>(
      "select btrim(fence.searched_name('Rao ' || word)) as left from unnest($1::text[]) word",
      [[...FAMILY]],
    );
    expect(new Set(rows.map((row) => row.left))).toEqual(new Set(["rao"]));
  });
  it("finds a couple by both their names, and somebody who moved where they live now", async () => {
    const other = await makeWedding("Other");
    await importCsv(
      other.ctx,
      "Name,Phone,Family,Side\nRamesh Rao,9876500001,Rao,bride\nSunita Rao,9876500002,Rao,bride\nAmit Sen,9876500003,Sen,bride\n",
    );
    expect(await found("sunita ramesh", other.ctx)).toEqual(["Rao"]);
    expect(await found("ramesh amit", other.ctx)).toEqual([]);
    const { rows } = await admin.query<{ id: string; unit: string }>(
      "select p.id, (select id from guest_units u where u.wedding_id = p.wedding_id and u.name = 'Sen') as unit from people p where p.wedding_id = $1 and p.name = 'Sunita Rao'",
      [other.weddingId],
    );
    must(await movePeople(other.ctx, { personIds: [rows[0]!.id], unitId: rows[0]!.unit }));
    expect(await found("sunita", other.ctx)).toEqual(["Sen"]);
    expect(await found("sunita ramesh", other.ctx)).toEqual([]);
    const words = await admin.query<{ text: string }>(
      "select text from unit_search where wedding_id = $1 order by text",
      [other.weddingId],
    );
    expect(words.rows.map((row) => row.text)).toEqual(["amit rao rav sen sunita", "rames ramesh rao rav"]);
  });
  it("is told of what a large statement changed as of what a small one did", async () => {
    const other = await makeWedding("Other");
    const names = Array.from({ length: 12_000 }, (_, n) => `Guest ${n}`);
    const client = await admin.connect();
    await client.query(
      "with made as (insert into guest_units (wedding_id, side, name) select $1, 'both', name from unnest($2::text[]) name returning id, name) insert into people (wedding_id, unit_id, side, name, search_text) select $1, id, 'both', name, lower(name) from made",
      [other.weddingId, names],
    );
    await client.query("update people set search_text = 'first' where wedding_id = $1 and name = 'Guest 1'", [
      other.weddingId,
    ]);
    // Comparing every row with every other takes 20 s.
    await client.query("set statement_timeout = '10s'");
    await client.query("update people set search_text = 'later' where wedding_id = $1", [other.weddingId]);
    await client.query("update guest_units set name = 'Everybody' where wedding_id = $1", [other.weddingId]);
    client.release(true);
    const { rows } = await admin.query(
      "select count(*)::int as n from unit_search where wedding_id = $1 and text = 'everybody later'",
      [other.weddingId],
    );
    expect(rows[0].n).toBe(names.length);
  });
  it("turns the pages of what was found in the order of any other page, without who is no longer there", async () => {
    const other = await makeWedding("Other");
    const lines = Array.from(
      { length: 30 },
      (_, n) => `Guest ${(n * 7) % 30},98765000${10 + n},Rao ${(n * 11) % 30},bride`,
    );
    await importCsv(other.ctx, `Name,Phone,Family,Side\n${lines.join("\n")}\n`);
    const { rows } = await admin.query<{ id: string; version: number }>(
      "select id, version from guest_units where wedding_id = $1 and live order by name limit 3",
      [other.weddingId],
    );
    const [first, second, third] = rows;
    must(await joinHouseholds(other.ctx, { unitIds: [second!.id], intoId: first!.id }));
    must(
      await editHousehold(other.ctx, {
        unitId: third!.id,
        version: third!.version,
        changes: { name: "Zaveri and Rao" },
      }),
    );
    const page = (audience: { search: string; side?: "bride" }, offset: number) =>
      readTenant(other.scope, (tx) => listHouseholds(tx, other.scope, audience, { limit: 10, offset }));
    for (const offset of [0, 10, 20, 28]) {
      const shown = await page({ search: "rao" }, offset);
      expect(shown).toEqual(await page({ search: "rao", side: "bride" }, offset));
      expect(shown.total).toBe(29);
    }
    expect((await page({ search: "rao" }, 20)).rows.at(-1)?.name).toBe("Zaveri and Rao");
  });
  it("is told by nobody but the database", async () => {
    await expect(
      inTenant(wedding.scope, ({ tx }) => tx.execute(sql`update unit_search set text = 'everybody'`)),
    ).rejects.toMatchObject({ cause: { code: "42501" } });
  });
  it("stays on the own side, and shows no numbers to a viewer", async () => {
    expect(await found("sharma", await wedding.as("side_admin", "groom"))).toEqual(["Jaipur House"]);
    expect(await found("12345", await wedding.as("viewer"))).toEqual([]);
  });
});
