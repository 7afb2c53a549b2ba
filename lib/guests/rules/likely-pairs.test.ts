import { expect, it } from "vitest";
import { likelyAmong, likelyOf } from "@/lib/guests/rules/likely-pairs";

const person = (id: string, name: string, phone: string) => ({
  id,
  name,
  phones: [phone],
  emails: [],
  tags: [],
  housemates: [],
});

const KIRAN = person("a", "Kiran Mehta", "+919876500001");
const KIRAN_TOO = person("b", "Kiran Mehta", "+919876500002");
const SLIP = person("c", "Kiran Mehta", "+919876500011");
const ROHAN = person("d", "Rohan Sharma", "+919812345678");
const NOBODY: ReadonlySet<string> = new Set();
const ids = (pairs: readonly { a: { id: string }; b: { id: string } }[]) =>
  pairs.map(({ a, b }) => `${a.id}${b.id}`);

it("finds who may be one person, the likest first", () => {
  const found = likelyAmong([KIRAN, ROHAN, SLIP, KIRAN_TOO], NOBODY);
  expect(ids(found).sort()).toEqual(["ab", "ac", "bc"]);
  expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((x, y) => y - x));
});

it("leaves out who is unlike by now, and whom a human called two", () => {
  const [first] = likelyOf([[KIRAN, SLIP]], NOBODY);
  expect(first?.reasons.length).toBeGreaterThan(0);
  expect(likelyOf([[KIRAN, SLIP]], new Set([first!.key]))).toEqual([]);
  expect(likelyOf([[KIRAN, ROHAN]], NOBODY)).toEqual([]);
});
