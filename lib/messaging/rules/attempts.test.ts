import fc from "fast-check";
import { expect, it } from "vitest";
import { RANKS, type Report, reduceReports, stateOf } from "./attempts";
import { classify, effectOf, FAILURE_WORDS } from "./failures";
import { decodePayload, invitationPayloads } from "./payloads";
import { nextRunState, type RunState, type RunStep } from "./runs";

const anyReport: fc.Arbitrary<Report> = fc.record({
  state: fc.constantFrom("sent", "delivered", "read", "failed"),
  at: fc
    .date({ min: new Date("2026-01-01"), max: new Date("2026-12-01"), noInvalidDate: true })
    .map((date) => date.toISOString()),
  errorCode: fc.constantFrom(131026, 131049, 130429, 131000, 30008),
});

it("ends in the same state whatever the order and repetition of reports", () => {
  fc.assert(
    fc.property(
      fc.array(anyReport, { minLength: 1, maxLength: 8 }),
      fc.infiniteStream(fc.nat()),
      (reports, shuffle) => {
        const doubled = [...reports, ...reports];
        const order = doubled
          .map((report) => [shuffle.next().value as number, report] as const)
          .sort((a, b) => a[0] - b[0]);
        expect(reduceReports(order.map(([, report]) => report))).toEqual(reduceReports(reports));
      },
    ),
    { numRuns: 2_000 },
  );
});
it("never falls back", () => {
  fc.assert(
    fc.property(
      fc.array(anyReport),
      anyReport,
      (reports, more) =>
        RANKS[reduceReports([...reports, more]).state] >= RANKS[reduceReports(reports).state],
    ),
  );
});
it("knows which status words mean something", () =>
  expect(["sent", "played", "deleted", "read"].map(stateOf)).toEqual(["sent", null, null, "read"]));

it("never sends again after what may have gone out", () => {
  for (const code of [1, 2, 131000, 131016])
    expect(
      effectOf({ class: classify(code), async: false }, { attempt: 1, repeats: 0, random: 0.5 }).message.kind,
    ).toBe("in_doubt");
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 140_000 }),
      fc.integer({ min: 1, max: 12 }),
      fc.boolean(),
      (code, attempt, async) => {
        const { message } = effectOf({ class: classify(code), async }, { attempt, repeats: 0, random: 0.5 });
        if (message.kind === "retry")
          expect(["THROTTLE", "PAIR", "TRANSIENT", "TEMPLATE", "ACCOUNT"]).toContain(classify(code));
        expect(FAILURE_WORDS[classify(code)]).toBeTruthy();
      },
    ),
  );
});
it("never gives up a throttled message, a passing fault after eight tries, and honours Retry-After", () => {
  expect(
    effectOf({ class: "THROTTLE", async: false }, { attempt: 80, repeats: 0, random: 0 }).message.kind,
  ).toBe("retry");
  expect(
    effectOf({ class: "TRANSIENT", async: true }, { attempt: 8, repeats: 0, random: 0 }).message.kind,
  ).toBe("fail");
  expect(
    effectOf(
      { class: "THROTTLE", retryAfterSeconds: 77, async: false },
      { attempt: 1, repeats: 0, random: 0 },
    ).message,
  ).toEqual({ kind: "retry", afterSeconds: 77 });
});
it("pauses a run for a template, stops a sender for an account, suppresses and holds people", () => {
  expect(effectOf({ class: "TEMPLATE", async: false }, { attempt: 1, repeats: 0, random: 0 }).run).toBe(
    "pause",
  );
  expect(effectOf({ class: "ACCOUNT", async: false }, { attempt: 1, repeats: 0, random: 0 }).sender).toBe(
    "stop",
  );
  expect(effectOf({ class: "SUPPRESS", async: true }, { attempt: 1, repeats: 0, random: 0 }).suppress).toBe(
    "marketing",
  );
  expect(effectOf({ class: "HOLD_24H", async: true }, { attempt: 1, repeats: 0, random: 0 }).hold24h).toBe(
    true,
  );
  expect(effectOf({ class: "REQUEST", async: false }, { attempt: 1, repeats: 4, random: 0 }).run).toBe(
    "pause",
  );
});

it("reads its own payloads and nobody else's", () => {
  const id = "01a1fbd1-7bc0-7ceb-9065-41c88213bdbf";
  const actions = (labels: string[]) =>
    invitationPayloads(id, labels).map((payload) => decodePayload(payload)?.action);
  expect(actions(["All of us", "Some of us", "Cannot come"])).toEqual(["yes", "some", "no"]);
  expect(actions(["Yes, all of us", "Not sure yet", "Sorry, cannot come"])).toEqual(["yes", "maybe", "no"]);
  expect(actions(["हाँ", "अभी पक्का नहीं", "नहीं"])).toEqual(["yes", "maybe", "no"]);
  expect(actions(["Coming", "Not coming"])).toEqual(["yes", "no"]);
  expect(invitationPayloads(id, ["a", "b", "c"])[0]!.length).toBeLessThan(64);
  fc.assert(fc.property(fc.string(), (text) => decodePayload(text) === null));
});

it("moves a run only along its path", () => {
  const states: RunState[] = [
    "draft",
    "rehearsed",
    "frozen",
    "approved",
    "sending",
    "paused",
    "done",
    "stopped",
  ];
  const steps: RunStep[] = ["rehearse", "freeze", "approve", "start", "pause", "resume", "stop", "finish"];
  const allowed = states.flatMap((state) =>
    steps.filter((step) => nextRunState(state, step).ok).map((step) => `${state}-${step}`),
  );
  expect(allowed).toEqual([
    "draft-rehearse",
    "draft-stop",
    "rehearsed-rehearse",
    "rehearsed-freeze",
    "rehearsed-stop",
    "frozen-approve",
    "frozen-stop",
    "approved-start",
    "approved-stop",
    "sending-pause",
    "sending-stop",
    "sending-finish",
    "paused-resume",
    "paused-stop",
  ]);
});
