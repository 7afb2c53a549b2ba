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
  mapUrl: "https://maps.app.goo.gl/Ab3",
  dress: "Bright colours",
  note: null,
  cancelled: false,
  sequence: 2,
  changedAt: "2026-10-01T10:00:00.000Z",
};

/** Read by a library that knows nothing of ours, with the zones of the file and no others. */
const parse = (file: string) => {
  const calendar = new ICAL.Component(ICAL.parse(file));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
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
    expect(event.duration.toSeconds()).toBe(3 * 3_600);
    expect(event.description.replace(/\s/g, " ")).toContain(said);
  });
  it("says when any function is by the venue's own clock, in zones whose clocks are put forward and back", () => {
    const zones = fc.constantFrom(
      "Asia/Kolkata",
      "America/New_York",
      "Europe/London",
      "Europe/Dublin",
      "Australia/Lord_Howe",
      "America/St_Johns",
      "Africa/Casablanca",
      "Asia/Kathmandu",
      "Pacific/Chatham",
      "UTC",
    );
    const minute = fc.integer({ min: Date.UTC(2026, 0) / 60_000, max: Date.UTC(2029, 0) / 60_000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(zones, minute), { minLength: 1, maxLength: 4 }), (all) => {
        const functions = all.map(([zone, at], n) => ({
          ...sangeet,
          id: `f${n}`,
          zone,
          startsAt: new Date(at * 60_000).toISOString(),
        }));
        const { events } = parse(calendarFile(functions, about));
        for (const [n, event] of events.entries()) {
          expect(event.startDate.toJSDate().toISOString()).toBe(functions[n]!.startsAt);
          const { zone } = event.startDate;
          expect([functions[n]!.zone, "UTC"]).toContain(zone!.tzid);
        }
        // Kolkata's clock is never put forward: nothing there is written in UTC.
        const kolkata = events.filter((_, n) => functions[n]!.zone === "Asia/Kolkata");
        expect(kolkata.every((event) => event.startDate.zone!.tzid === "Asia/Kolkata")).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
  it("takes out what a household is not invited to any more, and says nothing of it", () => {
    const lost = {
      id: "lost",
      startsAt: sangeet.startsAt!,
      zone: "America/New_York",
      sequence: 7,
      withdrawnAt: "2026-11-01T00:00:00.000Z",
    };
    const alone = parse(calendarFile([], about, [lost]));
    expect(alone.method).toBe("CANCEL");
    expect(alone.events[0]!.component.getFirstPropertyValue("status")).toBe("CANCELLED");
    expect(alone.events[0]).toMatchObject({
      uid: "lost@parinaya",
      sequence: 7,
      summary: "Cancelled: Anjali & Rohan",
    });
    expect(alone.events[0]!.startDate.toJSDate().toISOString()).toBe(lost.startsAt);
    const beside = parse(calendarFile([sangeet], about, [lost]));
    expect([beside.method, beside.events.length]).toEqual(["PUBLISH", 2]);
  });
  it("says when it was changed, where the map opens and what to wear; of a cancelled one no more than that", () => {
    const { event } = one(sangeet);
    const value = (name: string) => event.component.getFirstPropertyValue(name)?.toString();
    expect(value("last-modified")).toBe("2026-10-01T10:00:00Z");
    expect(value("dtstamp")).toBe("2026-11-21T10:00:00Z");
    expect(value("url")).toBe(sangeet.mapUrl);
    expect(event.description).toContain("Bright colours");
    expect(one({ ...sangeet, cancelled: true }).event.description).not.toContain("Bright colours");
  });
  it("moves an entry, and takes it back, by the same UID and a higher SEQUENCE", () => {
    const first = one(sangeet);
    const moved = one({ ...sangeet, startsAt: "2026-11-21T12:30:00.000Z", sequence: 3 });
    const gone = one({ ...sangeet, cancelled: true, sequence: 4 });
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
