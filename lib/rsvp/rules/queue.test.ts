import { describe, expect, it } from "vitest";
import { type Waiting, whyNot } from "./queue";

const now = new Date("2026-11-21T12:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const open: Waiting = { readByHuman: false, handledAs: null, handledBy: null, takenBy: null, takenAt: null };
const asha = { label: "user:a", name: "Asha" };

describe("a message of the queue", () => {
  it("is anybody's while nobody has it", () => expect(whyNot(1, [open], "user:b", now)).toBeNull());
  it("is not answered twice, and says who did what", () => {
    const done = { ...open, readByHuman: true, handledAs: "written_back", handledBy: asha };
    expect(whyNot(2, [open, done], "user:b", now)).toMatchObject({
      code: "not_waiting",
      message: expect.stringContaining("Asha wrote back already"),
    });
    expect(whyNot(1, [done], "user:a", now)?.message).toContain("You wrote back already");
    expect(whyNot(1, [{ ...done, handledAs: null, handledBy: null }], "user:a", now)?.message).toContain(
      "Somebody marked",
    );
  });
  it("stays with whoever took it, for half an hour", () => {
    const taken = (minutes: number) => [{ ...open, takenBy: asha, takenAt: ago(minutes) }];
    expect(whyNot(1, taken(29), "user:b", now)).toMatchObject({
      code: "taken",
      message: expect.stringContaining("Asha took this 29 minutes ago"),
    });
    expect(whyNot(1, taken(0), "user:b", now)?.message).toContain("just now");
    expect(whyNot(1, taken(29), "user:a", now)).toBeNull();
    expect(whyNot(1, taken(30), "user:b", now)).toBeNull();
  });
  it("that is gone is not acted on in part", () =>
    expect(whyNot(2, [open], "user:a", now)?.code).toBe("not_there"));
});
