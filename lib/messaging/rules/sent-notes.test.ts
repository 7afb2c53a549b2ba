import { describe, expect, it } from "vitest";
import { type SentFact, sentNote, silentDays } from "./sent-notes";

const invited: SentFact = {
  purpose: "invitation",
  at: "2026-11-03T06:00:00Z",
  readAt: "2026-11-03T20:00:00Z",
  failed: false,
};
const reminded: SentFact = {
  purpose: "reminder",
  at: "2026-11-08T06:00:00Z",
  readAt: null,
  failed: false,
};

describe("what was sent, for a caller", () => {
  it("says it in one line, by the wedding's own days", () =>
    expect(sentNote([invited, reminded, { ...reminded, failed: true }], "Asia/Kolkata")).toBe(
      "Invited 3 Nov, read 4 Nov; reminded 8 Nov, not read; reminded 8 Nov, did not arrive.",
    ));
  it("has a word for a change that was told", () =>
    expect(sentNote([{ ...invited, purpose: "change" }], "Asia/Kolkata")).toBe(
      "Told of a change 3 Nov, read 4 Nov.",
    ));
  it("says that nothing was", () =>
    expect(sentNote([], "Asia/Kolkata")).toBe("No message has gone out to them."));
  it("counts silence from the last sign", () => {
    const now = new Date("2026-11-10T05:59:59Z");
    expect(silentDays([invited], now)).toBe(6);
    expect(silentDays([invited, reminded], now)).toBe(1);
    expect(silentDays([invited, { ...reminded, failed: true }], now)).toBe(6);
    expect(silentDays([{ ...reminded, failed: true }], now)).toBeNull();
    expect(silentDays([invited], new Date("2026-11-03T00:00:00Z"))).toBe(0);
  });
});
