import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanValue, variablesOf } from "@/lib/kernel/template-text";
import type { Restriction, RestrictionType } from "@/lib/messaging/ports";
import { exampleOf, problemOfDraft, sampleOf } from "./draft";
import { classify } from "./failures";
import { headerMissing, mediaTypeOf } from "./headers";
import { fillsOf, problemOfValue } from "./parameters";
import { problemOfGaps, reminderTimes } from "./reminders";
import { renderTemplate } from "./render";
import { adviceOf, templateState } from "./sender-advice";

describe("what fills a message", () => {
  it("is told by order for numbers, by name for names, and asked for where neither says anything", () => {
    expect(fillsOf(["1", "2", "3", "4", "5"], null)).toEqual([
      { kind: "family" },
      { kind: "hosts" },
      { kind: "functions" },
      { kind: "places" },
      null,
    ]);
    expect(fillsOf(["guest_name", "reply_by", "rsvp_link", "mood"], null)).toEqual([
      { kind: "family" },
      { kind: "deadline" },
      { kind: "link" },
      null,
    ]);
    expect(fillsOf(["1"], [{ kind: "link" }])).toEqual([{ kind: "link" }]);
    expect(fillsOf(["1", "2"], [{ kind: "link" }])).toHaveLength(2);
  });
  it("always becomes something the provider takes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const clean = cleanValue(text);
        expect(clean).not.toMatch(/[\n\r\t]| {4,}/);
        expect(clean.length).toBeGreaterThan(0);
        expect(cleanValue(clean)).toBe(clean);
        expect(problemOfValue(clean.slice(0, 300).trim() || "-")).toBeNull();
      }),
    );
  });
  it("stands where its number says, whatever the order in the text", () => {
    expect(variablesOf("{{2}} before {{1}} and {{2}}")).toEqual(["1", "2"]);
    expect(renderTemplate("{{2}} before {{1}}", ["a", "b"])).toBe("b before a");
    expect(renderTemplate("{{guest}} at {{place}}", ["Asha", "Jaipur"])).toBe("Asha at Jaipur");
    expect(renderTemplate("open {{1}}", [null])).toBe("open (their own link)");
    expect(sampleOf({ body: "For {{1}} by {{2}}.", parameters: ["1", "2"], fills: null }, "Meera")).toBe(
      `For ${exampleOf({ kind: "family" })} by Meera.`,
    );
  });
});

describe("a draft", () => {
  const good = {
    name: "our_invitation",
    body: "Namaste {{1}}, come to {{2}} please.",
    footer: null,
    buttons: ["Coming"],
    linkButton: null,
    fills: [{ kind: "family" as const }, { kind: "functions" as const }],
  };
  it("is good where WhatsApp would take it", () => expect(problemOfDraft(good)).toBeNull());
  it.each([
    ["its name", { name: "Our Invitation" }],
    ["an empty text", { body: " " }],
    ["a text that is too long", { body: `a ${"x".repeat(1030)}` }],
    ["a place at the beginning", { body: "{{1}} and {{2}} come." }],
    ["a place at the end", { body: "Come {{1}} to {{2}}" }],
    ["a gap in the numbers", { body: "Come {{1}} to {{3}} now." }],
    ["two places side by side", { body: "Come {{1}} {{2}} now." }],
    ["too many empty lines", { body: "Come {{1}}\n\n\nto {{2}} now." }],
    ["a place nobody explained", { fills: [] }],
    ["a long footer", { footer: "x".repeat(61) }],
    ["a long button", { buttons: ["x".repeat(26)] }],
    ["two buttons that say the same", { buttons: ["Yes", "Yes"] }],
    ["four buttons", { buttons: ["a", "b", "c", "d"] }],
    ["a button with a place in it", { linkButton: "Open {{1}}" }],
  ])("is refused in words for %s", (_what, more) =>
    expect(problemOfDraft({ ...good, ...more })).toEqual(expect.any(String)),
  );
});

describe("reminders", () => {
  it("go out at widening intervals, and none at or after the end", () => {
    const day = 86_400_000;
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 5 }),
        fc.integer({ min: 0, max: 100 }),
        (unsorted, days) => {
          const gaps = unsorted.sort((a, b) => a - b);
          expect(problemOfGaps(gaps)).toBeNull();
          const start = new Date("2026-11-21T05:30:00Z");
          const end = new Date(start.getTime() + days * day);
          const times = reminderTimes(start, gaps, end);
          expect(times.every((time) => time < end)).toBe(true);
          const between = times.slice(1).map((time, at) => time.getTime() - times[at]!.getTime());
          expect(between).toEqual([...between].sort((a, b) => a - b));
        },
      ),
    );
  });
  it("are refused where the time between them shrinks", () =>
    expect(problemOfGaps([5, 3])).toEqual(expect.any(String)));
});

describe("what stands on top", () => {
  it("is what its first bytes are", () => {
    expect(mediaTypeOf(Buffer.from("89504e470d0a1a0a0000", "hex"))).toBe("image/png");
    expect(mediaTypeOf(Buffer.from("%PDF-1.7"))).toBe("application/pdf");
    expect(mediaTypeOf(Buffer.from("0000001c66747970", "hex"))).toBe("video/mp4");
    expect(mediaTypeOf(Buffer.from("<svg onload=x>"))).toBeNull();
    expect(mediaTypeOf(new Uint8Array())).toBeNull();
  });
  it("must fit the message", () => {
    expect(headerMissing({ format: "IMAGE" }, null)).toContain("picture");
    expect(headerMissing({ format: "IMAGE" }, { kind: "media", mimeType: "video/mp4" })).toContain("picture");
    expect(headerMissing({ format: "IMAGE" }, { kind: "media", mimeType: "image/png" })).toBeNull();
    expect(headerMissing({ format: "LOCATION" }, { kind: "media", mimeType: "image/png" })).toContain(
      "place",
    );
    expect(headerMissing({ format: "TEXT" }, null)).toBeNull();
  });
});

describe("advice about a number", () => {
  const now = new Date("2026-11-22T10:00:00Z");
  it("warns of what it may not do while it goes on sending, as long as that lasts", () => {
    const restricted = (type: RestrictionType, until: string | null) => ({ type, until });
    const warned = (...restrictions: Restriction[]) => adviceOf({ ...good, restrictions }, now);
    const mute = restricted("RESTRICTED_CUSTOMER_INITIATED_MESSAGING", null);
    expect(warned(mute)).toMatchObject({
      severity: "care",
      title: expect.stringContaining("answer nobody"),
    });
    const utility = (until: string) => restricted("RESTRICTED_UTILITY_TEMPLATES", until);
    const tomorrow = "2026-11-23T00:00:00.000Z";
    expect(warned(utility(tomorrow))).toMatchObject({
      title: expect.stringContaining("service"),
      until: tomorrow,
    });
    expect(warned(utility("2026-11-22T00:00:00.000Z"))).toBeNull();
    expect(warned(utility(tomorrow), mute)?.title).toContain("answer nobody");
    const reason = "account:ACCOUNT_VIOLATION:SPAM";
    expect(adviceOf({ ...good, reason }, now)?.title).toContain("against its rules");
    expect(adviceOf({ ...good, reason, restrictions: [mute] }, now)?.title).toContain("answer nobody");
  });
  it("has words of its own for every code that stops a number", () => {
    const titleOf = (reason: string, provider: "meta" | "twilio") =>
      adviceOf({ ...good, provider, state: "stopped", reason }, now)!.title;
    const codes = Array.from({ length: 150_000 }, (_, code) => code).filter(
      (code) => classify(code) === "ACCOUNT",
    );
    expect(codes.length).toBeGreaterThan(100);
    const plain = codes.filter((code) =>
      titleOf(`provider:${code}`, code > 20_000 && code < 100_000 ? "twilio" : "meta").endsWith(
        "has restricted this number",
      ),
    );
    expect(plain).toEqual([]);
    expect(titleOf("provider:133010", "meta")).toContain("not set up at WhatsApp");
    expect(titleOf("provider:63038", "twilio")).toContain("today");
  });
  it("says that a flagged message is still approved", () => {
    const told = { status: "APPROVED", quality: "FLAGGED" };
    expect(templateState(told)).toBe("FLAGGED");
    expect(templateState({ ...told, status: "PAUSED" })).toBe("PAUSED");
    expect(templateState({ ...told, quality: "RED" })).toBe("APPROVED");
  });
  const good = {
    provider: "meta" as const,
    state: "active" as const,
    reason: null,
    restrictions: [],
    quality: "GREEN",
  };
  it("is none where all is well, care where guests complain, and a stop with what to do", () => {
    expect(adviceOf(good, now)).toBeNull();
    expect(adviceOf({ ...good, quality: "RED" }, now)).toMatchObject({ severity: "care" });
    expect(
      adviceOf(
        {
          ...good,
          state: "paused",
          restrictions: [{ type: "RESTRICTED_BIZ_INITIATED_MESSAGING", until: null }],
        },
        now,
      ),
    ).toMatchObject({
      severity: "stop",
      title: expect.stringContaining("nobody first"),
    });
    expect(adviceOf({ ...good, state: "stopped", reason: "account:131031" }, now)?.title).toContain("locked");
    expect(adviceOf({ ...good, state: "stopped", reason: "something:NEW" }, now)).toMatchObject({
      severity: "stop",
    });
  });
});
