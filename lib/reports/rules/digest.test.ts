import { expect, it } from "vitest";
import { type DigestFacts, digestMail, snapshotOf } from "./digest";

const sangeet: DigestFacts["functions"][number] = {
  id: "s",
  name: "Sangeet <b>",
  zone: "Asia/Kolkata",
  startsAt: null,
  deadline: null,
  numbersDue: null,
  invited: 100,
  asked: 100,
  coming: 312,
  adults: 260,
  children: 52,
  pending: 41,
  silent: 41,
  silentRead: 22,
  maybe: 1,
  no: 9,
  waiting: 0,
  free: null,
  oldestSilentDays: 3,
  diets: [
    { diet: "Jain", persons: 12 },
    { diet: "not told", persons: 300 },
  ],
};
const facts: DigestFacts = {
  wedding: "Anjali & Rohan",
  address: "https://x.test/weddings/1",
  question: {
    sentence: "Sangeet: 312 coming.",
    act: { label: "Call the silent", path: "/answers/s?which=pending" },
    urgent: false,
  },
  functions: [sangeet, { ...sangeet, id: "n", name: "Nobody's", invited: 0 }],
  before: null,
  needs: { toRead: 3, unreached: 2, askAgain: 4, disagreements: 1, inDoubt: 0 },
  asOf: "Counted on 21 November",
  side: "bride",
};

it("says the day in one mail, without a name of a guest", () => {
  const { subject, text, html } = digestMail(facts);
  expect(subject).toBe("Anjali & Rohan: Sangeet: 312 coming.");
  expect(text).toBe(`Sangeet: 312 coming.

Call the silent: https://x.test/weddings/1/answers/s?which=pending

Sangeet <b>
- 312 coming (260 adults, 52 children)
- 41 families have not replied, 22 of them have read it
- 1 family is not sure
- 12 Jain

What needs somebody
- 3 messages to read
- 2 answers of yours did not reach the family
- 4 families wanted to be asked again by today
- 1 family says two things

Counted on 21 November. These are the numbers of the bride’s side and of families of both. You get this mail because you asked for it; change that on the page Today.`);
  expect(html).toContain("Sangeet &#60;b&#62;");
  expect(html).not.toContain("<b>");
});

it("says what changed since the one before", () => {
  const since = (coming: number, pending: number) =>
    digestMail({ ...facts, before: { s: { coming, pending } } })
      .text.split("\n\n")[2]
      ?.split("\n")[1];
  expect(since(300, 50)).toBe("- Sangeet <b>: 12 more are coming, 9 families have replied");
  expect(since(313, 40)).toBe("- Sangeet <b>: 1 fewer is coming, 1 family was added that has not replied");
  expect(since(312, 41)).toBe("- Nothing changed.");
  expect(snapshotOf([sangeet])).toEqual({ s: { coming: 312, pending: 41 } });
});
