import { describe, expect, it } from "vitest";
import { FACT_NAMES, type GateFacts, gate, isStopWord, replyGate, verdictTable } from "./rules";

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
  it("lets through whom nothing speaks against, and nobody else", () => {
    expect(gate(fine)).toBeNull();
    expect(verdictTable().filter((row) => row.reason === null)).toEqual([{ key: "1011000", reason: null }]);
  });
  it.each([
    ["NO_ADDRESS", { hasAddress: false }],
    ["DO_NOT_MESSAGE", { suppressed: true }],
    ["NO_CONSENT", { hasConsent: false }],
    ["TEMPLATE_NOT_APPROVED", { templateApproved: false }],
    ["ALREADY_INVITED", { invitedInWave: true }],
    ["SHARED_NUMBER", { numberTaken: true }],
    ["ON_HOLD", { onHold: true }],
  ] as const)("says %s", (code, facts) => expect(gate({ ...fine, ...facts })).toBe(code));
  it("decides every fact vector there is", () => expect(verdictTable()).toHaveLength(2 ** FACT_NAMES.length));
  it("keeps a reply inside the window and from whoever said stop", () => {
    expect(replyGate({ suppressed: false, windowOpen: true })).toBeNull();
    expect(replyGate({ suppressed: false, windowOpen: false })).toBe("WINDOW_CLOSED");
    expect(replyGate({ suppressed: true, windowOpen: true })).toBe("DO_NOT_MESSAGE");
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
