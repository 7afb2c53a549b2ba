import { expect, it } from "vitest";
import { DEMO_WORDS } from "@/db/seed/demo-site";
import { byFunction } from "./one-function";

const numbers = { invited: 3, yes: 1, no: 1, maybe: 0, pending: 1, adults: 2, children: 1 };

it("adds up a function that families read in their own languages", () => {
  const hindi = DEMO_WORDS.hi!.Tilak!.name;
  expect(
    byFunction([
      { name: "Tilak", ...numbers },
      { name: "Haldi", ...numbers },
      { name: hindi, ...numbers, yes: 2 },
    ]),
  ).toEqual([
    { name: "Tilak", invited: 6, yes: 3, no: 2, maybe: 0, pending: 2, adults: 4, children: 2 },
    { name: "Haldi", ...numbers },
  ]);
});
