import { expect, it } from "vitest";
import { inUseWords } from "./in-use";

it.each([
  [["Sangeet"], "“Sangeet” goes out from this number and has not ended. Send it, give it up or stop it,"],
  [["A", "B"], "“A” and “B” go out from this number"],
  [["A", "B", "C", "D", "E"], "“A”, “B”, “C” and 2 more go out"],
])("names what uses a number: %j", (names, words) => expect(inUseWords(names)).toContain(words));
