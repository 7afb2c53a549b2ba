import { expect, it } from "vitest";
import { type Dependents, undoRefusal } from "./undo";

const none: Dependents = {
  invited: 0,
  written: 0,
  merged: 0,
  edited: 0,
  editedHouseholds: 0,
  editedNames: [],
  leaned: 0,
};

it("refuses nothing where nothing depends on the list", () => expect(undoRefusal(none)).toBeNull());

it("says who was changed by hand, and the way", () => {
  const words = undoRefusal({
    ...none,
    edited: 4,
    editedHouseholds: 1,
    editedNames: ["Asha", "Mehta", "Rao"],
  });
  expect(words).toContain(
    "5 of this list's guests or families were changed by hand since (Asha, Mehta, Rao and 2 more)",
  );
  expect(words).toContain("As the lists say");
  expect(undoRefusal({ ...none, edited: 1, editedNames: ["Asha"] })).toContain("since (Asha). Take");
});

it("names nobody whom the one who asks may not see", () =>
  expect(undoRefusal({ ...none, edited: 2 })).toContain("by hand since. Take"));

it.each([
  ["written", "Stop that invite first"],
  ["invited", "Take them off first"],
  ["merged", "Take those merges back first"],
  ["leaned", "Change that first"],
] as const)("tells the way where somebody is %s", (kind, way) =>
  expect(undoRefusal({ ...none, [kind]: 2 })).toContain(way),
);
