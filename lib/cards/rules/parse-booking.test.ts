import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BOOKING_PROVIDERS } from "@/lib/cards/types";
import { MAX_BOOKING_LETTERS, parseBooking } from "./parse-booking";

const CORPUS = "tests/fixtures/bookings";
/** A Saturday at noon in India. */
const MOMENT = { now: new Date("2026-11-21T06:30:00Z"), zone: "Asia/Kolkata" };

const texts = readdirSync(CORPUS)
  .filter((file) => file.endsWith(".tsv"))
  .flatMap((file) =>
    readFileSync(path.join(CORPUS, file), "utf8")
      .split("\n")
      .slice(1, -1)
      .map((line) => {
        const [text, place, address, date, time, party, provider, id] = line.split("\t");
        const or = (cell: string | undefined) => cell || null;
        return {
          text: text!.replaceAll("\\n", "\n"),
          says: {
            place: or(place),
            address: or(address),
            date: or(date),
            time: or(time),
            partySize: party ? Number(party) : null,
            provider: or(provider),
            providerPlaceId: or(id),
          },
        };
      }),
  );

describe("a booking's text", () => {
  it("has a corpus worth the name", () => expect(texts.length).toBeGreaterThanOrEqual(80));
  it.each(texts)("$text", ({ text, says }) => {
    const { place, address, date, time, partySize, provider, providerPlaceId } = parseBooking(text, MOMENT);
    expect({ place, address, date, time, partySize, provider, providerPlaceId }).toEqual(says);
  });
  it("asks for what it left out, with what it might be", () => {
    const read = parseBooking("Kal 8 baje Karim's mein", MOMENT);
    expect(read.asks).toEqual(["time", "party"]);
    expect(read.choices.time).toEqual(["08:00", "20:00"]);
    expect(parseBooking("Table on Fri 28 Nov, 8 pm", MOMENT).choices.date).toEqual([
      "2026-11-28",
      "2026-11-27",
    ]);
    expect(
      parseBooking("https://www.zomato.com/bangalore/social-church-street", MOMENT).choices.place,
    ).toEqual(["Social Church Street"]);
  });
  it("goes by the venue's calendar, not the server's", () => {
    // Half past midnight in India; still the evening before in London.
    const now = new Date("2026-11-20T19:00:00Z");
    expect(parseBooking("tomorrow 8 pm", { now, zone: "Asia/Kolkata" }).date).toBe("2026-11-22");
    expect(parseBooking("tomorrow 8 pm", { now, zone: "Europe/London" }).date).toBe("2026-11-21");
    expect(parseBooking("12/5/2026 8 pm", { now, zone: "America/New_York" }).date).toBe("2026-12-05");
    expect(parseBooking("5 Jan 8 pm", MOMENT).date).toBe("2027-01-05");
  });
});

const WORDS = [
  ..."table for at on kal raat baje pm am tomorrow - : , \n 8 20:30 28/11 Nov Friday log guests mein 📍 साढ़े आठ बजे में next - or".split(
    " ",
  ),
  "https://www.zomato.com/mumbai/x",
  "https://maps.app.goo.gl/x",
  "Trishna",
  "Moti Mahal",
];

describe("any text at all", () => {
  const holds = (text: string) => {
    const read = parseBooking(text, MOMENT);
    if (read.date !== null)
      expect(new Date(`${read.date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(read.date);
    if (read.time !== null) expect(read.time).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
    if (read.partySize !== null) expect(read.partySize > 0 && read.partySize <= 1000).toBe(true);
    if (read.place !== null) expect(read.place).toMatch(/\p{L}/u);
    if (read.provider !== null) expect(BOOKING_PROVIDERS).toContain(read.provider);
    expect(read.asks.includes("time")).toBe(read.time === null);
    expect(read.asks.includes("date")).toBe(read.date === null);
    expect(read.asks.includes("place")).toBe(read.place === null);
    expect((read.latitude === null) === (read.longitude === null)).toBe(true);
    expect(parseBooking(text, MOMENT)).toEqual(read);
  };
  it("is read without a throw, into values that can be held", () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary", maxLength: 200 }),
          fc.array(fc.constantFrom(...WORDS), { maxLength: 25 }).map((words) => words.join(" ")),
          fc.webUrl(),
        ),
        holds,
      ),
    ));
  const long = (part: string, first = "") =>
    first + part.repeat(MAX_BOOKING_LETTERS).slice(0, MAX_BOOKING_LETTERS - first.length);
  it.each([
    ..."at |8 |table for |booked on |A b |रात |-|8-8 |https://a | |\n| \n|\t|\u00a0\u2009|\u2028|A.B.C|ﷺ’|१|on 📍 |cancel by "
      .split("|")
      .map((part) => long(part)),
    long(" ", "Table at"),
    long("! ", "📍 a"),
    long(" on", "📍 a"),
    long("\u200f\u0301", "📍 a"),
    long("https://maps.app.goo.gl/a?x=1 "),
  ])("costs no more than its length, text %#", async (text) => {
    // Twice over; a run of spaces once took the better part of a minute.
    await expect(() => holds(text)).toCostLessThan(2_500);
  });
  it("is the same, however its lines are spaced", () => {
    const text = "Trishna, Fort\nFri, 27 Nov  8:30 pm\nGuests: 8";
    const wide = text.replaceAll(" ", " \t\u00a0 \u2009").replaceAll("\n", " \r\n \u2028\n\n");
    expect(parseBooking(wide, MOMENT)).toEqual(parseBooking(text, MOMENT));
  });
  it("is read through marks of direction, full-width digits and a name in Arabic script", () => {
    const read = parseBooking(
      "\u202bجگہ\u202c\n\u2067📍 کریمز\u2069، \u200fDate: 27/11/2026 at ８:３０ pm, for ８ guests",
      MOMENT,
    );
    expect(read).toMatchObject({ date: "2026-11-27", time: "20:30", partySize: 8 });
    expect(read.place).toMatch(/^کریمز/);
  });
});
