import { expect, it } from "vitest";
import { resolveIdentity } from "@/lib/guests/rules/identity";
import { mapHeader } from "@/lib/imports/rules/columns";
import { type ListClaim, openTo, otherName, repeatsOf } from "@/lib/imports/rules/repeats";
import { draftFromRow } from "@/lib/imports/rules/row";
import { sayings } from "@/lib/imports/rules/sayings";

const map = mapHeader(["Name", "Phone", "Email"]);
const NOBODY = {
  shared: new Set<string>(),
  notTheirs: new Set<string>(),
  belongs: new Map<string, string>(),
  ignored: new Set<string>(),
  merges: [],
};

function claimsOf(...cells: string[][]): ListClaim[] {
  if (!map.ok) throw new Error("the headings are not understood");
  const rows = cells.map((one, at) => ({
    rowNumber: at + 1,
    draft: draftFromRow(one, map, { homeCountry: "IN" }),
  }));
  return [...sayings(rows, { side: "all", grouping: "column" }).values()].map((said) => ({
    ...said,
    id: `row:${said.rowNumber}`,
    kind: "row",
    attested: false,
    personId: null,
    rows: [said.rowNumber],
  }));
}

const told = (claims: readonly ListClaim[], { here = [] as number[], shared = [] as string[] } = {}) =>
  Object.fromEntries(
    repeatsOf(
      resolveIdentity(claims, { ...NOBODY, shared: new Set(shared) }),
      new Map(claims.map((claim) => [claim.id, claim])),
      new Set(here),
    ),
  );

const ONE = ["Asha", "9876500001", ""];
const TWO = ["Ravi", "9876500002", ""];
const BOTH = ["Mina", "9876500001 / 9876500002", ""];

it("lets the first row stand for a person, or one of who is here", () => {
  const claims = claimsOf(ONE, TWO, ["Asha Rao", "98765 00001", "asha@example.com"]);
  expect(told(claims)).toEqual({ 3: { of: [1], waits: false } });
  expect(told(claims, { here: [3] })).toEqual({ 1: { of: [3], waits: false } });
});

it("says of a row with the numbers of several that it waits, in whatever order they stand", () => {
  expect(told(claimsOf(ONE, TWO, BOTH))).toEqual({ 3: { of: [1, 2], waits: true } });
  expect(told(claimsOf(BOTH, TWO, ONE))).toEqual({ 1: { of: [2, 3], waits: true } });
});

it("joins nobody by a number that several share, or by a name", () => {
  expect(told(claimsOf(ONE, ["Ravi", "9876500001", ""]), { shared: ["phone:+919876500001"] })).toEqual({});
  expect(told(claimsOf(["Asha", "", ""], ["Asha", "9876500001", ""]))).toEqual({});
});

it("asks about another name, not about another spelling or a row without one", () => {
  const [asha, spelt, ravi, nameless] = claimsOf(
    ONE,
    ["ASHA ji", "9876500001", ""],
    ["Ravi", "9876500001", ""],
    ["", "9876500001", ""],
  ) as [ListClaim, ListClaim, ListClaim, ListClaim];
  expect([spelt, ravi, nameless].map((one) => otherName(one, asha))).toEqual([null, "Asha", null]);
});

it("opens what hangs together with a row that is touched, and nothing else", () => {
  const claims = claimsOf(
    ONE,
    TWO,
    BOTH,
    ["Four", "9876500004", ""],
    ["Five", "9876500002 / 9876500005", ""],
    ["Five", "9876500005", ""],
  );
  const open = (row: number) =>
    [...openTo(resolveIdentity(claims, NOBODY), ({ id }) => id === `row:${row}`)].map(({ id }) => id).sort();
  expect(open(1)).toEqual(["row:1", "row:2", "row:3", "row:5", "row:6"]);
  expect(open(3)).toEqual(open(1));
  expect(open(4)).toEqual(["row:4"]);
});
