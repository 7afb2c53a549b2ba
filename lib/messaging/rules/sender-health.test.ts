import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RESTRICTIONS } from "@/lib/messaging/ports";
import { announcedCategory } from "./announced";
import { adviceOf } from "./sender-advice";
import {
  type HealthTold,
  mayAnswer,
  restrictionOn,
  type SenderStanding,
  standingAfter,
} from "./sender-health";

const now = new Date("2026-11-22T10:00:00Z");
const well: SenderStanding = { state: "active", reason: null, restrictions: [] };
const ends = fc.constantFrom(null, "2026-11-21T00:00:00.000Z", "2026-11-25T00:00:00.000Z");
const restriction = fc.record({ type: fc.constantFrom(...RESTRICTIONS), until: ends });
const told: fc.Arbitrary<HealthTold> = fc.oneof(
  fc.record({ stopped: fc.constantFrom("DISABLED", "ACCOUNT_OFFBOARDED") }),
  fc.constant({ stopped: null }),
  fc.record({ restrictions: fc.uniqueArray(restriction, { selector: ({ type }) => type, minLength: 1 }) }),
  fc.constant({ reproach: "ACCOUNT_VIOLATION:SPAM" }),
  fc.constant({}),
);

describe("how a number stands", () => {
  const standing = (...words: HealthTold[]) => words.reduce(standingAfter, well);

  it("keeps the latest word about each restriction, whatever else is told between, until all is taken back", () => {
    fc.assert(
      fc.property(fc.array(told, { maxLength: 12 }), (words) => {
        const since = words.slice(words.findLastIndex(({ stopped }) => stopped === null) + 1);
        for (const type of RESTRICTIONS) {
          const said = since.flatMap(({ restrictions = [] }) =>
            restrictions.filter((one) => one.type === type),
          );
          expect(standing(...words).restrictions.find((one) => one.type === type)).toEqual(said.at(-1));
        }
      }),
    );
  });

  it("sends by itself only where nothing since has stopped or paused it", () => {
    fc.assert(
      fc.property(fc.array(told, { maxLength: 12 }), (words) => {
        const since = words.slice(words.findLastIndex(({ stopped }) => stopped === null) + 1);
        const halted = since.some(
          ({ stopped, restrictions }) =>
            stopped !== undefined ||
            restrictions?.some(({ type }) => type === "RESTRICTED_BIZ_INITIATED_MESSAGING"),
        );
        expect(standing(...words).state === "active").toBe(!halted);
      }),
    );
  });

  it("is not brought back by the account where a refused message stopped it", () => {
    const refused: SenderStanding = { state: "stopped", reason: "provider:131031", restrictions: [] };
    expect(standingAfter(refused, { stopped: null })).toEqual(refused);
  });

  it("answers whoever writes while it may write to nobody first, unless that is forbidden as well", () => {
    const paused = standing({ restrictions: [{ type: "RESTRICTED_BIZ_INITIATED_MESSAGING", until: null }] });
    expect(mayAnswer(paused, now)).toBe(true);
    const mute = { type: "RESTRICTED_CUSTOMER_INITIATED_MESSAGING" as const, until: null };
    const silent = standingAfter(paused, { restrictions: [mute] });
    expect(mayAnswer(silent, now)).toBe(false);
    const sender = { ...silent, provider: "meta" as const, quality: null };
    expect(adviceOf(sender, now)?.title).toContain("send nothing");
    expect(mayAnswer(standing({ stopped: "DISABLED" }), now)).toBe(false);
  });

  it("lets a restriction end by itself", () => {
    const restrictions = [
      { type: "RESTRICTED_UTILITY_TEMPLATES" as const, until: "2026-11-22T09:00:00.000Z" },
    ];
    expect(restrictionOn(restrictions, "RESTRICTED_UTILITY_TEMPLATES", now)).toBeUndefined();
    const before = new Date("2026-11-22T08:00:00Z");
    expect(restrictionOn(restrictions, "RESTRICTED_UTILITY_TEMPLATES", before)).toBe(restrictions[0]);
  });
});

it("a category that was announced is told until it comes, or its days are over", () => {
  const announced = { category: "MARKETING", at: "2026-11-21T12:00:00Z" };
  expect(announcedCategory({ category: "UTILITY", announced }, now)).toBe("MARKETING");
  expect(announcedCategory({ category: "MARKETING", announced }, now)).toBeNull();
  expect(announcedCategory({ category: "UTILITY", announced }, new Date("2026-11-25T00:00:00Z"))).toBeNull();
  expect(announcedCategory({ category: "UTILITY", announced: null }, now)).toBeNull();
});
