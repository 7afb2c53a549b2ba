import { expect, it } from "vitest";
import { pauseWords } from "./pause-words";

it.each([
  ["provider:UNREACHABLE", "did not answer"],
  ["provider:63018", "tomorrow"],
  ["provider:132015", "paused this message"],
  ["provider:132016", "switched this message off"],
  ["provider:131053", "picture or file"],
  ["provider:132012", "in the same way (its code 132012)"],
  ["provider:131030", "real number"],
  ["provider:132000", "refuses this message (its code 132000)"],
  ["provider:999001", "do not know (its code 999001)"],
  ["header:REFUSED", "did not take the picture"],
  ["template:CATEGORY", "what it costs"],
  ["template:TEXT", "Stands still"],
  ["template:DISABLED", "does not approve"],
  ["function:CANCELLED", "cancelled"],
])("says why a run stands still, and what to do: %s", (reason, words) => {
  expect(pauseWords(reason)).toContain(words);
  expect(pauseWords(reason)).toMatch(/\.$/);
});

it("leaves other reasons to their own words", () => expect(pauseWords("DEADLINE_PASSED")).toBeNull());
