import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { type ColumnMap, mapHeader } from "@/lib/imports/rules/columns";
import { sniffDelimiter, sniffEncoding } from "@/lib/imports/rules/encoding";
import { draftFromRow, type RowDraft } from "@/lib/imports/rules/row";

const INDIA = { homeCountry: "IN" };

function mapOf(header: string[]): ColumnMap {
  const map = mapHeader(header);
  if (!map.ok) throw new Error(map.reason);
  return map;
}

/** Reads a fixture the way an import does, from its bytes. */
function readFixture(name: string): { map: ColumnMap; drafts: RowDraft[] } {
  const bytes = readFileSync(new URL(`../../../tests/fixtures/csv/${name}`, import.meta.url));
  const text = new TextDecoder(sniffEncoding(bytes).replace("-bom", "")).decode(bytes);
  const [header = [], ...rows] = parse(text, { delimiter: sniffDelimiter(text), relax_column_count: true });
  const map = mapOf(header);
  return { map, drafts: rows.map((cells) => draftFromRow(cells, map, INDIA)) };
}

const numbers = (draft: RowDraft | undefined) => draft?.phones.map((phone) => phone.e164);
const codes = (draft: RowDraft | undefined) => draft?.problems.map((p) => p.code);

describe("the fixtures", () => {
  it("google-2024.csv", () => {
    const { map, drafts } = readFixture("google-2024.csv");
    expect(map.source).toBe("google-2024");
    const [ramesh, kavya, raj, caterer, nameless, note] = drafts;
    expect(ramesh).toMatchObject({
      outcome: "ready",
      name: { full: "Shri Ramesh Mehta", given: "Ramesh", family: "Mehta" },
      emails: [{ value: "ramesh.mehta@example.com", label: "Home" }],
      household: "Mehta family",
      side: "bride",
      tags: ["Family", "Bride college"],
      address: "12 Shivalik Heights, Ahmedabad, Gujarat 380015, IN",
      notes: 'Jain food, no onion\nCall after 7 pm, said "pakka"',
      problems: [],
    });
    expect(ramesh?.phones.map((p) => [p.e164, p.label, p.assumedCountry, p.primary])).toEqual([
      ["+919825012345", "Mobile", false, true],
      ["+919825054321", "Mobile", true, false],
      ["+917926571234", "Home", true, false],
    ]);
    expect(kavya).toMatchObject({ ageBand: "child", household: "Mehta family", tags: [], phones: [] });
    expect([raj?.name.full, numbers(raj)]).toEqual(["Raj 🎉 Dhillon", ["+16475550123"]]);
    expect(caterer?.name.full).toBe("Shree Caterers");
    expect([nameless?.name.full, codes(nameless)]).toEqual(["Guest …4321", ["no_name"]]);
    expect([note?.outcome, codes(note)]).toEqual(["refused", ["no_name_no_contact"]]);
  });

  it("google-legacy.csv", () => {
    const { map, drafts } = readFixture("google-legacy.csv");
    expect(map.source).toBe("google-legacy");
    expect(drafts[0]).toMatchObject({
      name: { full: "Priya Subramanian", family: "Subramanian" },
      tags: ["Chennai"],
    });
    expect(numbers(drafts[0])).toEqual(["+919840012345", "+914424345678"]);
    expect([numbers(drafts[1]), drafts[1]?.tags]).toEqual([["+919830012345"], []]);
  });

  it("outlook.csv", () => {
    const { map, drafts } = readFixture("outlook.csv");
    expect(map.source).toBe("outlook");
    expect(drafts[0]).toMatchObject({
      name: { full: "Dr. Sachin Deshpande" },
      emails: [{ value: "sachin@example.com" }, { value: "s.deshpande@example.org" }],
      adults: 2,
      children: 2,
      tags: ["Family", "Pune"],
      address: "4 Prabhat Road, Pune, 411004",
      notes: "Spouse: Vaishali\nChildren: Arnav, Swara",
      problems: [],
    });
    expect(numbers(drafts[0])).toEqual(["+919822012345", "+912025431234"]);
    expect(drafts[1]).toMatchObject({
      address: "MG Road, Kochi",
      phones: [{ e164: "+914842401234", label: "Business Phone" }],
    });
  });

  it("plain-hindi.csv", () => {
    const { drafts } = readFixture("plain-hindi.csv");
    expect(drafts[0]).toMatchObject({
      name: { full: "रमेश शर्मा" },
      household: "शर्मा परिवार",
      side: "bride",
      children: 2,
      address: "१२ वैशाली नगर, जयपुर",
    });
    expect(numbers(drafts[0])).toEqual(["+919829012345"]);
    expect(drafts[2]).toMatchObject({ side: "groom", children: 1 });
    expect(numbers(drafts[2])).toEqual(["+919414012345", "+919414054321"]);
  });

  it("semicolon-1252.csv, utf16le.csv and with-bom.csv", () => {
    expect(readFixture("semicolon-1252.csv").drafts).toMatchObject([
      { name: { full: "Renée D’Souza" }, household: "D’Souza", notes: "Goa – arrives; late" },
      { name: { full: "José Fernandes" }, phones: [{ e164: "+351912345678" }] },
    ]);
    expect(readFixture("utf16le.csv").drafts).toMatchObject([
      { name: { full: "मीना पटेल" }, address: "सूरत", phones: [{ e164: "+919825022222" }] },
      { name: { full: "Jignesh Shah" } },
    ]);
    expect(readFixture("with-bom.csv").drafts).toMatchObject([
      {
        side: "bride",
        adults: 2,
        children: 1,
        tags: ["Office", "VIP"],
        phones: [
          { e164: "+919814012345", label: "WhatsApp Number", primary: true },
          { e164: "+911612401234" },
        ],
      },
      { side: "groom", adults: 2, phones: [{ e164: "+447400123456" }] },
    ]);
  });

  it("scientific.csv explains what Excel did", () => {
    const { drafts } = readFixture("scientific.csv");
    expect(drafts[0]?.problems[0]).toMatchObject({
      code: "phone_scientific",
      message: expect.stringContaining("9.19877E+11 has lost its digits in Excel"),
      raw: "9.19877E+11",
    });
    expect([drafts[0]?.outcome, drafts[0]?.phones]).toEqual(["ready", []]);
    expect(codes(drafts[1])).toEqual(["phone_scientific"]);
    expect([drafts[2]?.outcome, codes(drafts[2])]).toEqual([
      "refused",
      ["phone_scientific", "no_name_no_contact"],
    ]);
    expect(drafts[3]?.problems[0]?.message).toBe("This number is one digit short; please check it.");
    expect(numbers(drafts[4])).toEqual(["+919825012345"]);
  });

  it("leaked-columns.csv sets values in the wrong column aside", () => {
    const { drafts } = readFixture("leaked-columns.csv");
    expect(drafts[0]).toMatchObject({ emails: [], problems: [{ field: "email", code: "leaked" }] });
    expect(drafts[1]).toMatchObject({ emails: [], phones: [] });
    expect(codes(drafts[1])).toEqual(["leaked", "leaked"]);
    expect([drafts[2]?.outcome, codes(drafts[2])]).toEqual([
      "refused",
      ["phone_letters", "leaked", "no_name_no_contact"],
    ]);
  });

  it("formula-guard.csv loses our guard and nothing else", () => {
    const { drafts } = readFixture("formula-guard.csv");
    expect(drafts).toMatchObject([
      {
        name: { full: "=SUM(A1) Traders" },
        notes: "-ve on garlic",
        phones: [{ e164: "+919825066666", assumedCountry: false }],
      },
      { name: { full: "@ankit" }, notes: '=HYPERLINK("http://x")', phones: [{ e164: "+919825077777" }] },
      { name: { full: "O'Brien" }, notes: "'quoted' word" },
    ]);
  });
});
