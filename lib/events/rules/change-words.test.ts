import { expect, it } from "vitest";
import type { PlanFacts } from "@/lib/events/types";
import { changeTitle, changeWords } from "./change-words";
import { isMoved, notesOfChanges } from "./changes";

const HOME = "Asia/Kolkata";
const friday: PlanFacts = {
  startsAt: "2026-11-20T13:30:00.000Z",
  zone: HOME,
  venue: "Rambagh",
  address: "Bhawani Singh Road\nJaipur",
  cancelled: false,
};
const saturday = { ...friday, startsAt: "2026-11-21T12:30:00.000Z" };

it.each([
  ["a time", saturday, "Fri, 20 Nov, 7:00 pm", "Sat, 21 Nov, 6:00 pm"],
  [
    "a place",
    { ...friday, venue: "Jai Mahal", address: null },
    "Rambagh, Bhawani Singh Road Jaipur",
    "Jai Mahal",
  ],
  [
    "both",
    { ...saturday, venue: "Jai Mahal", address: null },
    "Fri, 20 Nov, 7:00 pm, Rambagh, Bhawani Singh Road Jaipur",
    "Sat, 21 Nov, 6:00 pm, Jai Mahal",
  ],
  ["a cancellation", { ...friday, cancelled: true }, "Fri, 20 Nov, 7:00 pm", "cancelled"],
  ["no day any more", { ...friday, startsAt: null }, "Fri, 20 Nov, 7:00 pm", "not fixed yet"],
])("says %s as what was and what is", (_what, after, was, now) => {
  expect(isMoved(friday, after)).toBe(true);
  expect(changeWords({ before: friday, after }, "en", HOME)).toMatchObject({ was, now });
});

it("names the zone where it is another one, and speaks the language of the text", () => {
  const dubai = { ...friday, zone: "Asia/Dubai" };
  expect(changeWords({ before: friday, after: dubai }, "en", HOME)).toMatchObject({
    was: "Fri, 20 Nov, 7:00 pm IST",
    now: "Fri, 20 Nov, 5:30 pm Gulf Standard Time",
  });
  expect(changeWords({ before: friday, after: { ...friday, cancelled: true } }, "hi", HOME).now).toBe("रद्द");
  expect(changeWords({ before: friday, after: saturday }, "hi", HOME).now).toContain("नव");
  expect(changeWords({ before: friday, after: saturday }, "xx_YY", HOME).now).toBe("Sat, 21 Nov, 6:00 pm");
  const long = { ...saturday, venue: "महल".repeat(80) };
  expect(changeWords({ before: friday, after: long }, "hi", HOME).now.length).toBeLessThan(300);
});

it("heads a change with what happened", () => {
  const title = (before: PlanFacts, after: PlanFacts) => changeTitle({ event: "Sangeet", before, after });
  expect(title(friday, saturday)).toBe("Sangeet moved from Fri, 20 Nov, 7:00 pm to Sat, 21 Nov, 6:00 pm");
  expect(title(friday, { ...friday, cancelled: true })).toBe("Sangeet is cancelled");
  expect(title({ ...friday, cancelled: true }, friday)).toContain("takes place after all");
  expect(title({ ...friday, startsAt: null }, friday)).toContain("has a day now");
});

it("takes what guests would do nothing about for no news", () => {
  expect(isMoved({ ...friday, address: null }, friday)).toBe(false);
  expect(isMoved({ ...friday, startsAt: null }, { ...friday, startsAt: null, zone: "Asia/Dubai" })).toBe(
    false,
  );
  const planned = (facts: PlanFacts, version: number) => [{ ...facts, id: "e", version }];
  expect(notesOfChanges(planned(friday, 1), planned(friday, 2), new Map(), new Map())).toEqual([]);
  const known = (facts: PlanFacts) => new Map([["e", facts]]);
  expect(notesOfChanges(planned(saturday, 2), planned(friday, 3), known(friday), new Map())).toMatchObject([
    { before: friday, after: friday, takenBack: true },
  ]);
  // Cancelled, moved meanwhile, and taking place after all: guests know what they were told last.
  const off = (facts: PlanFacts) => ({ ...facts, cancelled: true });
  expect(isMoved(off(friday), off(saturday))).toBe(false);
  expect(
    notesOfChanges(planned(off(saturday), 2), planned(saturday, 3), new Map(), known(off(friday))),
  ).toMatchObject([{ before: off(friday), after: saturday, takenBack: false }]);
});
