import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mapHeader } from "@/lib/imports/rules/columns";
import { groupKeyOf, groupRows, suggestHouseholds } from "@/lib/imports/rules/households";
import { draftFromRow } from "@/lib/imports/rules/row";

const map = mapHeader(["Name", "Phone", "Household", "Side"]);
if (!map.ok) throw new Error(map.reason);
const draft = (...cells: string[]) => draftFromRow(cells, map, { homeCountry: "IN" });

const cell = fc.constantFrom(
  "",
  "Asha",
  "Ravi",
  "Sharma",
  "sharma ",
  "9825012345",
  "9825054321",
  "bride",
  "groom",
);
const drafts = fc.array(
  fc.tuple(cell, cell, cell, cell).map((cells) => draft(...cells)),
  { maxLength: 12 },
);

describe("groupRows", () => {
  it("keeps bride's and groom's Sharmas apart and reads a name however it is spaced", () => {
    const rows = [
      draft("A", "", "Sharma", "bride"),
      draft("B", "", " SHARMA", "bride"),
      draft("C", "", "Sharma", "groom"),
      draft("", "", "", ""),
    ];
    expect([...groupRows(rows, "column").values()]).toEqual([[0, 1], [2]]);
    expect([...groupRows(rows, "each").values()]).toEqual([[0], [1], [2]]);
  });

  it("does not depend on the order, the number or the company of rows", () => {
    fc.assert(
      fc.property(
        drafts,
        fc.constantFrom("column" as const, "each" as const),
        fc.infiniteStream(fc.nat()),
        (rows, mode, noise) => {
          const keys = new Set(groupRows(rows, mode).keys());
          const shuffled = rows
            .concat(rows)
            .map((row) => ({ row, at: noise.next().value }))
            .sort((a, b) => a.at - b.at)
            .map(({ row }) => row);
          expect(new Set(groupRows(shuffled, mode).keys())).toEqual(keys);
          for (const row of rows)
            if (row.outcome === "ready") expect(keys.has(groupKeyOf(row, mode))).toBe(true);
        },
      ),
    );
  });

  it("puts every row that is not refused into exactly one group", () => {
    fc.assert(
      fc.property(drafts, (rows) => {
        const grouped = [...groupRows(rows, "column").values()].flat().sort((a, b) => a - b);
        expect(grouped).toEqual(rows.flatMap((row, i) => (row.outcome === "ready" ? [i] : [])));
      }),
    );
  });
});

describe("suggestHouseholds", () => {
  const home = "12, Shivalik Heights, Ahmedabad";
  it("suggests one surname at one address, and says why", () => {
    const found = suggestHouseholds([
      { id: "1", name: "Shri Ramesh Mehta", address: home },
      { id: "2", name: "Hansa", family: "MEHTA", address: "12 shivalik heights ahmedabad" },
      { id: "3", name: "Kiran Shah", address: home },
      { id: "4", name: "Jay Mehta", address: "Ahmedabad" },
      { id: "5", name: "Jay Mehta" },
    ]);
    expect(found).toEqual([
      {
        key: expect.any(String),
        personIds: ["1", "2"],
        reason: expect.stringMatching(/Mehta.*12, Shivalik/),
      },
    ]);
  });

  it("never mixes the sides", () => {
    const people = ["bride", "bride", "groom"].map((side, i) => ({
      id: String(i),
      name: "A Mehta",
      address: home,
      side,
    }));
    expect(suggestHouseholds(people).map((s) => s.personIds)).toEqual([["0", "1"]]);
  });

  it("does not depend on the order, and counts nobody twice", () => {
    const person = fc.record({
      id: fc.uuid(),
      name: fc.constantFrom("A Mehta", "B Mehta", "C Shah", "D"),
      address: fc.constantFrom(home, "", "1 Lane Road"),
      side: fc.constantFrom("bride", "groom", undefined),
    });
    fc.assert(
      fc.property(fc.uniqueArray(person, { selector: (p) => p.id }), (people) => {
        const found = suggestHouseholds(people as Parameters<typeof suggestHouseholds>[0]);
        expect(suggestHouseholds([...people].reverse() as Parameters<typeof suggestHouseholds>[0])).toEqual(
          found,
        );
        const ids = found.flatMap((s) => s.personIds);
        expect(new Set(ids).size).toBe(ids.length);
        for (const s of found) expect(s.personIds.length).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});
