import { describe, expect, it } from "vitest";
import { mapHeader } from "@/lib/imports/rules/columns";
import { asideOf } from "@/lib/imports/rules/not-a-guest";
import { draftFromRow } from "@/lib/imports/rules/row";

const map = mapHeader(["S.No.", "Name", "Mobile", "Adults"]);
if (!map.ok) throw new Error(map.reason);
const aside = asideOf(map);
const read = (...cells: string[]) => aside(cells, draftFromRow(cells, map, { homeCountry: "IN" }));

describe("rows that are no guests", () => {
  it.each([
    ["", "Total", "", "120"],
    ["", "Grand Total: 120", "", ""],
    ["", "GRAND TOTAL GUESTS", "", "120"],
    ["", "Sub-total", "", "40"],
    ["Total", "", "", "120"],
    ["", "कुल", "", "120"],
    ["", "कुल योग", "", "१२०"],
  ])("%j adds up the others", (...cells) => {
    expect(read(...cells)).toMatchObject({
      outcome: "refused",
      problems: [{ code: "not_a_guest", message: expect.stringContaining("adds up") }],
    });
  });
  it.each([
    ["S.No.", "Name", "Mobile", "Adults"],
    ["s.no. ", " NAME", "mobile", ""],
    ["Sr", "Guest Name", "Phone No", "Pax"],
  ])("%j are the headings once more", (...cells) => {
    expect(read(...cells)).toMatchObject({
      outcome: "refused",
      problems: [{ code: "not_a_guest", message: expect.stringContaining("headings once more") }],
    });
  });
  it.each([
    ["", "Groom side", "", ""],
    ["BRIDE'S SIDE", "", "", ""],
    ["", "-- Bride side guests --", "", ""],
    ["", "Ladkewale", "", ""],
    ["", "लड़की वाले", "", ""],
    ["2", "Boys side", "", "60"],
  ])("%j heads a section", (...cells) => {
    expect(read(...cells)).toMatchObject({
      outcome: "refused",
      problems: [{ code: "not_a_guest", message: expect.stringContaining("only heads a part of the list") }],
    });
  });
  it.each([
    ["", "Note: those in Surat will come by bus", "", ""],
    ["", "REMARKS - call before the 3rd", "", ""],
    ["", "नोट: सब बस से आएंगे", "", ""],
    ["Please do not forget to call all of our neighbours from the old house before Diwali", "", "", ""],
  ])("%j is a note", (...cells) => {
    expect(read(...cells)).toMatchObject({
      outcome: "refused",
      problems: [{ code: "not_a_guest", message: expect.stringContaining("a note about the list") }],
    });
  });
  it("a family's name alone in its row is a guest, and the doubt is told", () => {
    expect(read("", "MEHTA FAMILY", "", "")).toMatchObject({
      outcome: "ready",
      problems: [{ code: "perhaps_heading", message: expect.stringContaining("heads the guests below") }],
    });
    expect(read("5", "Mehta family", "", "4").problems).toEqual([]);
    expect(read("", "Asha Mehta", "", "").problems).toEqual([]);
  });
  it.each([
    ["11", "N. B. Patel", "", ""],
    ["12", "P.S. Sharma", "", ""],
    ["1", "Total", "9825012345", "2"],
    ["2", "Totaram Sharma", "", "2"],
    ["3", "Total Sharma", "", ""],
    ["4", "कुलदीप", "", ""],
    ["5", "Mehta family", "", "4"],
    ["6", "Grandpa", "", ""],
    ["7", "Bride's brother", "", ""],
    ["8", "Name", "", "2"],
    ["9", "Groom side driver", "", ""],
    ["10", "Asha", "no phone", ""],
  ])("%j is a guest", (...cells) => expect(read(...cells).outcome).toBe("ready"));

  it.each([
    ["total ", 20_000],
    ["groom side ", 20_000],
    ["bride", 20_000],
    ["-", 90_000],
  ])("are told at once however long they are: %j", async (part, times) => {
    const text = part.repeat(times);
    await expect(() => read("", text, "", "")).toCostLessThan(500);
  });
});
