import { describe, expect, it } from "vitest";
import { type GateFacts, gate, isStopWord, OPENING_RULES, REPLY_RULES } from "./rules";

const fine: GateFacts = {
  hasAddress: true,
  suppressed: false,
  hasConsent: true,
  templateApproved: true,
  invitedInWave: false,
  numberTaken: false,
  onHold: false,
};

describe("the gate", () => {
  it("lets through whom nothing speaks against", () => expect(gate(OPENING_RULES, fine)).toBeNull());
  it.each(OPENING_RULES)("asks %s: %j is %s", (fact, refusedWhen, reason) => {
    expect(fine[fact]).toBe(!refusedWhen);
    expect(gate(OPENING_RULES, { ...fine, [fact]: refusedWhen })).toBe(reason);
  });
  it("asks every fact once", () =>
    expect(OPENING_RULES.map(([fact]) => fact).sort()).toEqual(Object.keys(fine).sort()));
  it("keeps a reply inside the window and from whoever said stop", () => {
    expect(gate(REPLY_RULES, { suppressed: false, windowOpen: true })).toBeNull();
    expect(gate(REPLY_RULES, { suppressed: false, windowOpen: false })).toBe("WINDOW_CLOSED");
    expect(gate(REPLY_RULES, { suppressed: true, windowOpen: true })).toBe("DO_NOT_MESSAGE");
  });
});

describe("stop words", () => {
  it.each(["STOP", "stop.", " Unsubscribe ", "STOP ALL", "Opt-out", "बंद करो"])("acts on %j", (text) =>
    expect(isStopWord(text)).toBe(true),
  );
  it.each(["stop by on Sunday", "please don't stop", "non stop fun", "", "cannot come"])(
    "leaves %j to a human",
    (text) => expect(isStopWord(text)).toBe(false),
  );
});
