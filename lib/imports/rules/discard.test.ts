import { describe, expect, it } from "vitest";
import { discardRefusal, isDiscardable } from "./discard";

describe("throwing a list away", () => {
  it.each(["reading", "mapping", "staged", "failed"] as const)("is possible while it is %s", (state) => {
    expect(discardRefusal(state, 0)).toBeNull();
    expect(isDiscardable(state, 0)).toBe(true);
  });
  it.each([
    ["committing", 0, /being added/],
    ["committing", 400, /being added/],
    ["failed", 400, /added already/],
    ["done", 400, /added already/],
    ["done", 0, /nothing in this list/],
    ["undoing", 400, /being taken back/],
    ["undone", 400, /taken back/],
  ] as const)("is refused in words where it is %s with %i rows added", (state, rows, words) => {
    expect(discardRefusal(state, rows)).toMatch(words);
    expect(isDiscardable(state, rows)).toBe(false);
  });
});
