import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { classify, effectOf, FAILURE_WORDS, type FailureClass, isAmbiguous, numberAwayFor } from "./failures";

/** The tables of the reference, row by row; of two classes in one row either will do. */
const META: [classes: string, codes: number[]][] = [
  ["ACCOUNT", [0, 190, 3, 10, 200, 250, 299, 131005, 33, 368, 131031, 131037, 131042, 131045, 131048]],
  ["ACCOUNT", [131063, 131064, 133000, 133005, 133006, 133008, 133009, 133010, 133015, 133016, 134011]],
  ["ACCOUNT", [136024]],
  ["TRANSIENT", [1, 2, 131000, 131016, 131057, 133004, 134101]],
  ["THROTTLE", [4, 613, 80007, 130429, 132069]],
  ["PAIR", [131056]],
  ["HOLD_24H", [131049]],
  ["SUPPRESS", [131050]],
  ["WINDOW", [131047]],
  ["REQUEST", [100, 131008, 131009, 131030, 131051, 131055, 134100, 135000]],
  ["RECIPIENT", [130403, 130472, 130497, 131021, 131026, 131062, 132005, 137000]],
  ["RECIPIENT/TEMPLATE/REQUEST", [132008, 132012]],
  ["TEMPLATE/REQUEST", [131014]],
  ["TEMPLATE", [131053, 132000, 132018, 132001, 132007, 132015, 132016, 132068, 134102]],
];

const TWILIO: [classes: string, codes: number[]][] = [
  ["ACCOUNT", [20003, 20404]],
  ["THROTTLE", [20429, 14107, 63017]],
  ["RECIPIENT", [21211, 21614]],
  ["RECIPIENT/ACCOUNT", [21408]],
  ["ACCOUNT", [21606, 63007, 63002, 21703, 21712, 63008, 63020]],
  ["SUPPRESS", [21610]],
  ["THROTTLE", [21611, 30001]],
  ["REQUEST", [21617]],
  ["TEMPLATE/REQUEST", [21654, 21655, 21656]],
  ["ACCOUNT", [63001]],
  ["RECIPIENT", [63003, 63024]],
  ["REQUEST", [63005, 63006, 63021, 63030]],
  ["TRANSIENT", [63009, 63010, 63012]],
  ["TEMPLATE", [63013]],
  ["SUPPRESS", [63014]],
  ["REQUEST", [63015]],
  ["WINDOW", [63016]],
  ["THROTTLE", [63018]],
  ["ACCOUNT", [63026]],
  ["TEMPLATE", [63027, 63028, 63040, 63041]],
  ["RECIPIENT", [63031, 63032]],
  ["SUPPRESS", [63033]],
  ["TEMPLATE", [63037, 63019, 63034]],
  ["ACCOUNT", [63038]],
  ["HOLD_24H/RECIPIENT", [63049]],
];

describe.each([
  ["Meta", META],
  ["Twilio", TWILIO],
])("the codes of %s", (_name, table) => {
  it.each(table.flatMap(([classes, codes]) => codes.map((code) => [code, classes] as const)))(
    "%i is %s",
    (code, classes) => expect(classes.split("/")).toContain(classify(code)),
  );
});

it("has no code of both providers", () => {
  const meta = META.flatMap(([, codes]) => codes);
  expect(TWILIO.flatMap(([, codes]) => codes).filter((code) => meta.includes(code))).toEqual([]);
});
it("does not know what nobody has told it", () => expect(classify(63999)).toBe("UNKNOWN"));

const effect = (code: number, attempt = 1) =>
  effectOf({ class: classify(code) as FailureClass, code, async: true }, { attempt, repeats: 0, random: 0 });

it.each([
  [21610, "all"],
  [63014, "all"],
  [63033, "marketing"],
  [131050, "marketing"],
])("takes %i as a stop of %s", (code, what) => expect(effect(code).suppress).toBe(what));
it("holds for a day whom Meta withholds marketing from, by either name", () =>
  expect([63032, 63049, 131049, 63024].map((code) => effect(code).hold24h)).toEqual([
    true,
    true,
    true,
    undefined,
  ]));
it("takes the fifth refusal of pace for the day's limit, and pauses the run without giving the message up", () => {
  expect(effect(63018)).toMatchObject({ message: { kind: "retry" } });
  expect(effect(63018).run).toBeUndefined();
  expect(effect(63018, 5)).toMatchObject({ message: { kind: "retry" }, run: "pause" });
  expect(effect(20429, 50).run).toBeUndefined();
});

it("doubts only what may have been processed: the rest is told to come again later", () => {
  const answered = (code: number) =>
    effectOf({ class: classify(code), code, async: false }, { attempt: 1, repeats: 0, random: 0 }).message;
  for (const code of [1, 2, 131000, 131016]) expect(answered(code)).toEqual({ kind: "in_doubt" });
  expect(answered(131057)).toEqual({ kind: "retry", afterSeconds: 90 });
  expect(answered(134101)).toEqual({ kind: "retry", afterSeconds: 600 });
  expect([131057, 134101, 131016].map(numberAwayFor)).toEqual([90, 0, 0]);
});
it("stops a run whose messages all have values of the wrong shape, and fails a guest's own alone", () => {
  const shape = (repeats: number) =>
    effectOf({ class: classify(132012), code: 132012, async: false }, { attempt: 1, repeats, random: 0 });
  expect(shape(0)).toEqual({ message: { kind: "fail" } });
  expect(shape(4)).toEqual({ message: { kind: "fail" }, run: "pause" });
});
it("holds a chat for closed where the provider does", () =>
  expect([131047, 63016, 131026].map((code) => effect(code).closesChat)).toEqual([true, true, undefined]));
it("asks once more where the refusal says nothing of what is wrong, then takes it for a wrong request", () => {
  expect(effect(135000).message).toMatchObject({ kind: "retry" });
  expect(effect(135000, 2)).toEqual({ message: { kind: "fail" } });
});
it("believes a code that it knows whatever status it comes with, and doubts one that it does not", () => {
  const ambiguous = (code: number, passing?: true) => isAmbiguous({ code, passing });
  for (const code of [3, 131045, 131057, 133000, 133004]) expect(ambiguous(code, true)).toBe(false);
  for (const code of [1, 2, 131000, 131016]) expect(ambiguous(code)).toBe(true);
  expect(ambiguous(999_001, true)).toBe(true);
  expect(ambiguous(999_001)).toBe(false);
});
it("explains every class to a parent in the manual", async () => {
  const manual = (await readFile("docs/OPERATIONS.md", "utf8")).split("## Why a message did not arrive")[1]!;
  const told = [...Object.keys(FAILURE_WORDS), "NO_ANSWER", "LEFT_IN_DOUBT"];
  expect(told.filter((code) => !new RegExp(`^\\|[^|]*\`${code}\``, "m").test(manual))).toEqual([]);
});
