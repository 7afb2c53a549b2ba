import { describe, expect, it } from "vitest";
import { type Candidate, type Doubt, provenBy } from "./proven-sent";

const doubt: Doubt = { startedAt: "2026-11-20T12:00:00.400Z", text: "Dear Asha,\n come!", rivals: 0 };
const one: Candidate = {
  createdAt: "2026-11-20T12:00:01.000Z",
  text: "Dear Asha, come! ",
  status: "delivered",
  byCall: true,
  taken: false,
};

describe("a doubt", () => {
  it.each(["sent", "delivered", "read"])("is proven by the one message there is, once it was %s", (status) =>
    expect(provenBy(doubt, [{ ...one, status }])).toEqual({ ...one, status }),
  );
  it("is not disturbed by what is another's, or of another time", () =>
    expect(
      provenBy(doubt, [{ ...one, taken: true }, one, { ...one, createdAt: "2026-11-20T12:05:00.000Z" }]),
    ).toBe(one));
  it.each<[string, Partial<Candidate>]>([
    ["failed", { status: "failed" }],
    ["still waits", { status: "queued" }],
    ["has a word nobody knows", { status: "partially_delivered" }],
    ["says something else", { text: "Dear Meera, come!" }],
    ["says nothing", { text: null }],
    ["was written by hand", { byCall: false }],
    ["was before the call", { createdAt: "2026-11-20T11:59:55.000Z" }],
    ["was long after it", { createdAt: "2026-11-20T12:01:01.000Z" }],
    ["is another attempt's", { taken: true }],
  ])("is not proven by one that %s", (_name, twist) =>
    expect(provenBy(doubt, [{ ...one, ...twist }])).toBeNull(),
  );
  it("is not proven where there are two, whatever they say", () =>
    expect(provenBy(doubt, [one, { ...one, text: "something else", byCall: false }])).toBeNull());
  it("is not proven where another attempt is as nameless, or its own words are not known", () => {
    expect(provenBy({ ...doubt, rivals: 1 }, [one])).toBeNull();
    expect(provenBy({ ...doubt, text: null }, [one])).toBeNull();
    expect(provenBy(doubt, [])).toBeNull();
  });
});
