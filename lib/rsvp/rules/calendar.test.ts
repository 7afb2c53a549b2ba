import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { type CalendarFunction, calendarFile, googleCalendarLink } from "./calendar";

const NOW = new Date("2026-11-21T10:00:00Z");
const about = { wedding: "Anjali & Rohan", hosts: "Meera & Rajesh Sharma", now: NOW };
const sangeet: CalendarFunction = {
  id: "0193fd4e-0000-7000-8000-000000000001",
  name: "Sangeet",
  startsAt: "2026-11-20T13:30:00.000Z",
  zone: "Asia/Kolkata",
  venue: "Rambagh Palace",
  address: "Bhawani Singh Road, Jaipur",
  cancelled: false,
  version: 3,
};

/** Read by a library that knows nothing of ours. */
const parse = (file: string) => {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return {
    method: calendar.getFirstPropertyValue("method"),
    events: calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one)),
  };
};
const one = (event: CalendarFunction) => {
  const { events, method } = parse(calendarFile([event], about));
  return { event: events[0]!, method };
};

/** Names as families write them: commas, line breaks, emoji, long Hindi, signs of the format itself. */
const words = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom(
        "संगीत की शाम और मेहंदी का भव्य समारोह",
        "👨‍👩‍👧‍👦",
        "🪔",
        "नमस्ते,",
        "\n",
        "\r\n",
        "a;b\\n,c",
        "BEGIN:VEVENT",
        '"',
        ":",
        "\\",
        "\t",
        "ਵਿਆਹ",
        "திருமணம்",
      ),
    ),
    { minLength: 1, maxLength: 14 },
  )
  .map((parts) => parts.join(""));
/** What a calendar is to show: line breaks are one kind, control characters are gone. */
const plain = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the same as the writer leaves out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");

describe("the calendar file", () => {
  it("gives back any name, place and wedding, in lines of 75 octets", () => {
    fc.assert(
      fc.property(words, words, words, (name, venue, wedding) => {
        const file = calendarFile([{ ...sangeet, name, venue, address: null }], { ...about, wedding });
        const lines = file.split("\r\n");
        expect(lines.pop()).toBe("");
        for (const line of lines) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
          expect(line.isWellFormed()).toBe(true);
        }
        const { events } = parse(file);
        expect(events).toHaveLength(1);
        expect(events[0]!.summary).toBe(plain(`${name}, ${wedding}`));
        // No place, no line.
        expect(events[0]!.location ?? "").toBe(plain(venue));
      }),
      { numRuns: 300 },
    );
  });
  it.each([
    ["Asia/Kolkata", "2026-11-20T13:30:00.000Z", "7:00 pm India Standard Time"],
    ["America/New_York", "2026-11-01T05:30:00.000Z", "1:30 am Eastern Daylight Time"],
    ["America/New_York", "2026-11-01T06:30:00.000Z", "1:30 am Eastern Standard Time"],
    ["Asia/Kathmandu", "2027-01-01T00:15:00.000Z", "6:00 am Nepal Time"],
  ])("holds the instant, whatever %s's clock does, and says that clock's time", (zone, startsAt, said) => {
    const { event } = one({ ...sangeet, zone, startsAt });
    expect(event.startDate.toJSDate().toISOString()).toBe(startsAt);
    expect(event.endDate.toJSDate().getTime() - event.startDate.toJSDate().getTime()).toBe(3 * 3_600_000);
    expect(event.description.replace(/\s/g, " ")).toContain(said);
  });
  it("moves an entry, and takes it back, by the same UID and a higher SEQUENCE", () => {
    const first = one(sangeet);
    const moved = one({ ...sangeet, startsAt: "2026-11-21T12:30:00.000Z", version: 4 });
    const gone = one({ ...sangeet, cancelled: true, version: 5 });
    expect([first, moved, gone].map(({ event }) => event.uid)).toEqual(
      Array(3).fill(`${sangeet.id}@parinaya`),
    );
    expect([first, moved, gone].map(({ event }) => event.sequence)).toEqual([2, 3, 4]);
    expect([first, moved, gone].map(({ method }) => method)).toEqual(["PUBLISH", "PUBLISH", "CANCEL"]);
    expect(gone.event.component.getFirstPropertyValue("status")).toBe("CANCELLED");
    expect(first.event.component.hasProperty("organizer")).toBe(false);
  });
  it("holds all of a family's functions that have a day, a cancelled one beside the others", () => {
    const { events, method } = parse(
      calendarFile(
        [sangeet, { ...sangeet, id: "b", cancelled: true }, { ...sangeet, id: "c", startsAt: null }],
        about,
      ),
    );
    expect(method).toBe("PUBLISH");
    expect(events.map((event) => event.component.getFirstPropertyValue("status"))).toEqual([
      "CONFIRMED",
      "CANCELLED",
    ]);
    expect(parse(calendarFile([], about)).events).toEqual([]);
  });
});

it("fills in Google's form with the same hours", () => {
  const link = new URL(googleCalendarLink(sangeet, about)!);
  expect(link.host).toBe("calendar.google.com");
  expect(Object.fromEntries(link.searchParams)).toMatchObject({
    dates: "20261120T133000Z/20261120T163000Z",
    ctz: "Asia/Kolkata",
    text: "Sangeet, Anjali & Rohan",
    location: "Rambagh Palace, Bhawani Singh Road, Jaipur",
  });
  expect(googleCalendarLink({ ...sangeet, cancelled: true }, about)).toBeNull();
  expect(googleCalendarLink({ ...sangeet, startsAt: null }, about)).toBeNull();
});
