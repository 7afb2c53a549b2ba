import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { type GateFacts, gate, OPENING_RULES, quietUntil, REASONS, REPLY_RULES } from "./rules";
import { isStartWord } from "./rules/start-words";
import { isStopWord } from "./rules/stop-words";

const fine: GateFacts = {
  hasAddress: true,
  templateApproved: true,
  categoryAsApproved: true,
  functionCancelled: false,
  tooLong: false,
  suppressed: false,
  hasConsent: true,
  marketingStopped: false,
  usMarketing: false,
  countryBlocked: false,
  notInvited: false,
  invitedInWave: false,
  newsOutdated: false,
  notComing: false,
  answered: false,
  notAsked: false,
  deadlinePassed: false,
  numberTaken: false,
  onHold: false,
  overLimit: false,
  overHour: false,
  overCap: false,
  quietNow: false,
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

it("explains every code to a parent in the manual", async () => {
  const manual = await readFile("docs/OPERATIONS.md", "utf8");
  expect(Object.keys(REASONS).filter((code) => !manual.includes(`| \`${code}\` |`))).toEqual([]);
});

describe("quiet hours", () => {
  const NIGHT = { from: 21, to: 8 };
  const until = (zones: string[], at: string) =>
    quietUntil(zones, new Date(at), NIGHT)?.toISOString() ?? null;
  it.each([
    [["Asia/Kolkata"], "2026-11-21T06:00:00Z", null],
    [["Asia/Kolkata"], "2026-11-21T15:29:00Z", null],
    [["Asia/Kolkata"], "2026-11-21T15:30:00Z", "2026-11-22T02:30:00.000Z"],
    [["Asia/Kolkata"], "2026-11-22T02:29:59Z", "2026-11-22T02:30:00.000Z"],
    [["America/New_York", "America/Los_Angeles"], "2026-11-21T14:00:00Z", "2026-11-21T16:00:00.000Z"],
    [["America/New_York", "America/Los_Angeles"], "2026-11-21T20:00:00Z", null],
    [[], "2026-11-21T20:00:00Z", null],
  ] as [string[], string, string | null][])("%j at %s: %s", (zones, at, end) =>
    expect(until(zones, at)).toBe(end),
  );
  it("lets somebody be written to at some time of every day, wherever they live", () => {
    const zones = ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London"];
    for (let hour = 0; hour < 24; hour++) {
      const now = new Date(Date.UTC(2026, 10, 21, hour, 10));
      const end = quietUntil(zones, now, NIGHT);
      if (end) expect(end.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
      if (end) expect(quietUntil(zones.slice(0, 1), end, NIGHT)).toBeNull();
    }
  });
  it("follows a clock that is put forward in the night", () =>
    expect(until(["Europe/Berlin"], "2027-03-28T00:30:00Z")).toBe("2027-03-28T06:00:00.000Z"));
});

describe("stop words", () => {
  it.each([
    ...["STOP", "stop.", " Unsubscribe ", "STOP ALL", "Opt-out", "*STOP* 🛑️", "“Stop”", "Don’t message me"],
    ...["बंद करो", "बन्द करो", "बँद करो", "रोको", "रोको।", "मैसेज बंद करो", "Band karo", "message band karo"],
    ...["બંધ કરો", "બન્ધ કરો", "थांबवा", "थाम्बवा", "बन्द करा", "thambva"],
    ...["நிறுத்து", "நிறுத்துங்கள்", "Niruthu", "ఆపండి", "మెసేజ్లు ఆపండి", "aapandi", "ನಿಲ್ಲಿಸಿ", "nillisi"],
    ...["നിർത്തുക", "നിര്\u200dത്തുക", "ਬੰਦ ਕਰੋ", "ਬਂਦ ਕਰੋ", "বন্ধ করুন", "bondho korun", "بند کرو", "بند كرو"],
  ])("acts on %j", (text) => expect(isStopWord(text)).toBe(true));
  it.each([
    ...[
      "stop by on Sunday",
      "please don't stop",
      "non stop fun",
      "",
      "cannot come",
      "no",
      "नहीं",
      "ना",
      "ના",
      "नको",
    ],
    ...[
      "வேண்டாம்",
      "இல்லை",
      "వద్దు",
      "ಬೇಡ",
      "വേണ്ട",
      "ਨਹੀਂ",
      "না",
      "نہیں",
      "थांबा",
      "ruko",
      "band",
      "बंद",
      "stop karo na yaar",
    ],
  ])("leaves %j to the reading or a human", (text) => expect(isStopWord(text)).toBe(false));
});

describe("start words", () => {
  it.each([
    ...["START", "start.", " Unstop ", "un-stop", "*START*", "“Start”", "Start messages again", "opt in"],
    ...[
      "शुरू करो",
      "शुरु करें",
      "मैसेज चालू करो",
      "shuru karo",
      "message chalu karo",
      "ચાલુ કરો",
      "सुरू करा",
      "தொடங்கவும்",
    ],
    ...["ప్రారంభించండి", "ಶುರು ಮಾಡಿ", "തുടങ്ങൂ", "ਸ਼ੁਰੂ ਕਰੋ", "চালু করুন", "شروع کریں"],
  ])("acts on %j", (text) => {
    expect(isStartWord(text)).toBe(true);
    expect(isStopWord(text)).toBe(false);
  });
  it.each([
    "yes",
    "haan",
    "ok",
    "when does it start",
    "please start",
    "start karo na",
    "started",
    "हाँ",
    "ਹਾਂ",
    "",
  ])("leaves %j to the reading or a human", (text) => expect(isStartWord(text)).toBe(false));
});
