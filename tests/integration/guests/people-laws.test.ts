import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startWalk, type Walk } from "@/tests/factories/walk";
import { bring } from "@/tests/factories/walk-lists";
import { stateOf } from "@/tests/support/people-laws";
import { storiesOf, walkThrough } from "@/tests/support/people-walk";

const CASES = Number(process.env.LAW_CASES ?? 3);
/** `npm test` walks one way; the proof takes others. */
const SEED = Number(process.env.LAW_SEED ?? 41);
const STEPS = Number(process.env.LAW_STEPS ?? 12);

let other: Walk;
let otherBefore: string[];
beforeAll(async () => {
  other = await startWalk([
    [["Ramesh Sharma", "98765 00001", "a@example.test", "Sharma", "bride", "2", "VIP", ""]],
  ]);
  await bring(other, { act: "bring", who: "owner", a: 0, b: 0, n: 0 });
  otherBefore = await stateOf(other);
});

it(
  `people are who they are, whatever is done and taken back (seed ${SEED}, ${CASES} cases)`,
  async () => {
    await fc.assert(fc.asyncProperty(storiesOf(STEPS), walkThrough), {
      numRuns: CASES,
      seed: SEED,
      interruptAfterTimeLimit: CASES * 20_000,
    });
    expect(await stateOf(other), "another wedding").toEqual(otherBefore);
  },
  60_000 + CASES * 20_000,
);

afterAll(() => process.stdout.write(`laws of people: seed ${SEED}\n`));
