import { describe, expect, it } from "vitest";
import { inviteAgainRefusal, isKept, TAKEN_BACK_AT_MOST, uninviteRefusal } from "./rules";

const held = [{ eventId: "sangeet", adults: 2, children: 0, at: "2027-01-01T00:00:00Z" }];
const of = (families: number) => ({ unitIds: Array.from({ length: families }, String), held });

describe("a way back", () => {
  it("is kept of as many families as an audience names, and of as many kinds as an input takes", () => {
    expect(isKept([])).toBe(false);
    expect(isKept([of(TAKEN_BACK_AT_MOST.families)])).toBe(true);
    expect(isKept([of(TAKEN_BACK_AT_MOST.families), of(1)])).toBe(false);
    expect(isKept(Array.from({ length: TAKEN_BACK_AT_MOST.sets + 1 }, () => of(1)))).toBe(false);
  });
});

describe("taking invitations back", () => {
  const free = { families: 3, gone: 0, answered: 0, told: 0, changed: 0 };
  const said = (found: Partial<typeof free>) => uninviteRefusal({ ...free, ...found });

  it("is refused for the weightiest reason, in words that say what to do", () => {
    expect(said({})).toBeNull();
    expect(said({ gone: 1, answered: 1, told: 1, changed: 1 })?.code).toBe("changed_since");
    expect(said({ answered: 1, told: 3, changed: 1 })).toMatchObject({
      code: "answered",
      message: expect.stringMatching(
        /^One of these families has answered since.*whoever has answered stays\.$/,
      ),
    });
    expect(said({ told: 2, changed: 1 })?.message).toMatch(/^2 of these families have been written to since/);
    expect(said({ changed: 1 })?.message).toMatch(/^Other places are kept for one of these families/);
  });

  it("speaks of one family as of one", () => {
    expect(said({ families: 1, answered: 1 })?.message).toBe(
      "This family has answered since, so nothing was taken back. If they are not to come after all, speak with them and enter that answer.",
    );
  });
});

it("invites again whom nobody invited meanwhile, and who is a guest", () => {
  const free = { families: 2, off: 0, again: 0, unknown: 0 };
  expect(inviteAgainRefusal(free)).toBeNull();
  expect(inviteAgainRefusal({ ...free, unknown: 1, off: 1 })?.code).toBe("unknown_event");
  expect(inviteAgainRefusal({ ...free, off: 2, again: 1 })?.message).toMatch(
    /^2 of these families are not on the/,
  );
  expect(inviteAgainRefusal({ ...free, again: 1 })?.message).toMatch(
    /^One of these families was invited again/,
  );
});
