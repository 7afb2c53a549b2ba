import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONTACTS_HEADER, generateContacts } from "@/db/seed/generate-guests";
import { type ColumnMap, mapHeader } from "@/lib/imports/rules/columns";
import { draftFromRow, type RowDraft, rowKey } from "@/lib/imports/rules/row";

const INDIA = { homeCountry: "IN" };

function mapOf(header: string[]): ColumnMap {
  const map = mapHeader(header);
  if (!map.ok) throw new Error(map.reason);
  return map;
}

const codes = (draft: RowDraft | undefined) => draft?.problems.map((p) => p.code);

describe("draftFromRow", () => {
  it("prefers the number that is said to be on WhatsApp, and reads what a formula protects", () => {
    const read = (cell: string) => draftFromRow(["Asha", cell], mapOf(["Name", "Phone"]), INDIA).phones;
    expect(read("98450 11111, 98450 22222 (WhatsApp)").map(({ e164 }) => e164)).toEqual([
      "+919845022222",
      "+919845011111",
    ]);
    expect(read('="09845011111"')).toMatchObject([{ e164: "+919845011111" }]);
  });
  it("keeps whose husband somebody is, as Google's lists say it", () => {
    const map = mapOf([
      "First Name",
      "Labels",
      "Phone 1 - Value",
      "Relation 1 - Label",
      "Relation 1 - Value",
      "Relation 2 - Label",
      "Relation 2 - Value",
    ]);
    const cells = ["Ramesh", "", "9825012345", "Spouse", "Hansa", "", "Mina"];
    expect(draftFromRow(cells, map, INDIA).notes).toBe("Spouse: Hansa\nRelated: Mina");
  });
  it.each([
    ["Kapoor + 2", "Kapoor", 3, undefined, "count_guessed"],
    ["Mehta (4)", "Mehta", 4, undefined, "count_guessed"],
    ["Mehta family (2+1)", "Mehta family", 2, 1, "count_guessed"],
    ["Rao x 3", "Rao", 3, undefined, "count_guessed"],
    ["Mr. & Mrs. Rao", "Mr. & Mrs. Rao", 2, undefined, "count_guessed"],
    ["Mr & Mrs Rao + 2", "Mr & Mrs Rao", 4, undefined, "count_guessed"],
    ["Ramesh and wife", "Ramesh and wife", 2, undefined, "count_guessed"],
    ["Ramesh & Sunita Rao", "Ramesh & Sunita Rao", undefined, undefined, "perhaps_several"],
    ["Bharat bhai & family", "Bharat bhai & family", undefined, undefined, "perhaps_several"],
    ["Ramesh 2", "Ramesh 2", undefined, undefined, undefined],
    ["Sharma, Ramesh", "Sharma, Ramesh", undefined, undefined, undefined],
  ] as const)("finds how many %s are where no column says it", (name, full, adults, children, code) => {
    const draft = draftFromRow([name], mapOf(["Name"]), INDIA);
    expect([draft.name.full, draft.adults, draft.children]).toEqual([full, adults, children]);
    expect(codes(draft)).toEqual(code ? [code] : []);
    const counted = draftFromRow([name, "7"], mapOf(["Name", "Adults"]), INDIA);
    expect([counted.name.full, counted.adults, codes(counted)]).toEqual([name, 7, []]);
  });
  it.each([
    ["+1", "6502530000", "+16502530000", false],
    ["44", "07911 123456", "+447911123456", false],
    ["0091", "98450 11111", "+919845011111", false],
    ["91", "919845011111", "+919845011111", false],
    ["+1", "+44 7911 123456", "+447911123456", false],
    ["IN", "98450 11111", "+919845011111", true],
    ["", "98450 11111", "+919845011111", true],
  ])("puts the code %s of its own column before %s", (code, phone, e164, assumedCountry) => {
    const map = mapOf(["Name", "Country Code", "Mobile"]);
    expect(draftFromRow(["Asha", code, phone], map, INDIA).phones).toMatchObject([{ e164, assumedCountry }]);
  });
  it.each([
    ["Ramesh Sharma 98250 12345", "", "Ramesh Sharma", ["+919825012345"]],
    ["Ramesh (+91-9825012345)", "9825012346", "Ramesh", ["+919825012346", "+919825012345"]],
    ["Ramesh (+1) 650-253-0000", "", "Ramesh", ["+16502530000"]],
    ["9825012345", "", "Guest …2345", ["+919825012345"]],
    ["Ramesh 9825012345", "9825012345", "Ramesh", ["+919825012345"]],
    ["Ramesh 302, 1998", "", "Ramesh 302, 1998", []],
    ["Roll 123456789", "", "Roll 123456789", []],
  ])("takes the number out of the name %s", (name, phone, full, phones) => {
    const draft = draftFromRow([name, phone], mapOf(["Name", "Phone"]), INDIA);
    expect([draft.name.full, draft.phones.map(({ e164 }) => e164)]).toEqual([full, phones]);
    expect(draft.phones.filter(({ primary }) => primary)).toHaveLength(phones.length > 0 ? 1 : 0);
    expect(codes(draft)?.includes("number_in_name")).toBe(full !== name);
  });
  it("reads a total as everybody, the children among them", () => {
    const counted = (heading: string, ...cells: string[]) => {
      const { adults, children } = draftFromRow(cells, mapOf(["Name", heading, "Kids"]), INDIA);
      return [adults, children];
    };
    expect(counted("Total Guests", "Asha", "4", "1")).toEqual([3, 1]);
    expect(counted("Total Guests", "Asha", "4", "")).toEqual([4, undefined]);
    expect(counted("Total Guests", "Asha", "1", "1")).toEqual([1, 1]);
    expect(counted("Total Adults", "Asha", "4", "1")).toEqual([4, 1]);
    expect(counted("Adults", "Asha", "4", "1")).toEqual([4, 1]);
  });
  it("says what a second column of a kind says otherwise, and joins what both note", () => {
    const map = mapOf(["Name", "Guest Name", "Remarks", "Notes", "Adults", "Kids", "No. of persons"]);
    const draft = draftFromRow(["Asha", "Kiran", "call first", "by bus", "2", "1", "3"], map, INDIA);
    expect(draft).toMatchObject({ name: { full: "Asha" }, notes: "call first\nby bus", adults: 2 });
    expect(draft.problems).toMatchObject([{ code: "left_out", raw: "Kiran" }]);
    const other = draftFromRow(["Asha", "asha ", "", "", "2", "1", "5"], map, INDIA);
    expect(other.problems).toMatchObject([{ code: "left_out", raw: "5" }]);
    expect(draftFromRow(["", "Kiran", "", "", "", "", "3"], map, INDIA)).toMatchObject({
      name: { full: "Kiran" },
      adults: 3,
      problems: [],
    });
  });
  it.each(["N/A", "n.a.", "NA", "Nil", "none", "-", "--", "?", "xx"])("%s is no number", (cell) => {
    expect(draftFromRow(["Asha", cell], mapOf(["Name", "Phone"]), INDIA).problems).toEqual([]);
  });
  const plain = mapOf(["Name", "Phone", "Email", "Side", "Adults", "Kids", "Household", "Age band", "Notes"]);
  it.each([
    ["Groom's side", "groom"],
    ["bridegroom", "groom"],
    ["G", "groom"],
    ["Bride", "bride"],
    ["Ladki wale", "bride"],
    ["लड़की वाले", "bride"],
    ["वर पक्ष", "groom"],
    ["Both", "both"],
    ["B/G", "both"],
    ["G & B", "both"],
    ["Boy & Girl", "both"],
    ["वर वधू", "both"],
    ["B", "bride"],
    ["Bride, block G", "bride"],
    ["Ladkewale", "groom"],
    ["ladke wale", "groom"],
    ["Ladkiwale", "bride"],
    ["Larkiwaley", "bride"],
    ["Bride & Groom", "both"],
    ["Aunt", undefined],
  ])("reads the side %s as %s", (text, side) => {
    const draft = draftFromRow(["A", "", "", text], plain, INDIA);
    expect([draft.side, codes(draft)]).toEqual([side, side ? [] : ["side_unknown"]]);
  });

  it("reads counts and ages, and says when it cannot", () => {
    expect(draftFromRow(["A", "", "", "", "२", "0", "", "7"], plain, INDIA)).toMatchObject({
      adults: 2,
      children: 0,
      ageBand: "child",
    });
    expect(codes(draftFromRow(["A", "", "", "", "many", "-"], plain, INDIA))).toEqual(["count_unreadable"]);
  });

  it.each([
    ["5+2", "", 5, 2, ["We read this as 5 adults and 2 children; please correct it if it is not."]],
    ["5+2", "3", 5, 3, ["We read this as 5 adults; please correct it if it is not."]],
    ["2A+1C", "", 2, 1, []],
    ["+4", "", 5, undefined, ["We read this as 5 adults; please correct it if it is not."]],
    ["4", "2+1", 4, 3, ["We read this as 3 children; please correct it if it is not."]],
    ["4", "2 kids", 4, 2, []],
    [
      "2 boxes",
      "",
      undefined,
      undefined,
      ["We could not read how many adults this is; write a number such as 2."],
    ],
  ])("reads %s and %s in the columns of counts", (adults, children, grown, young, said) => {
    const draft = draftFromRow(["A", "", "", "", adults, children], plain, INDIA);
    expect(draft.outcome).toBe("ready");
    expect([draft.adults, draft.children]).toEqual([grown, young]);
    expect(draft.problems.map(({ message }) => message)).toEqual(said);
  });

  it("removes U+0000 and names a nameless row after its household", () => {
    expect(draftFromRow(["A\u0000b", "", "", "", "", "", "", "", "x\u0000"], plain, INDIA)).toMatchObject({
      name: { full: "Ab" },
      notes: "x",
    });
    expect(draftFromRow(["", "", "", "", "4", "", "Mehta family"], plain, INDIA)).toMatchObject({
      outcome: "ready",
      name: { full: "Mehta family" },
    });
    expect(codes(draftFromRow([], plain, INDIA))).toEqual(["empty_row"]);
  });

  const cell = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((c) => String.fromCharCode(c)) }),
    fc.constantFrom(
      "+91 98250 12345",
      "9.1E+11",
      "a@b.in",
      "https://x.y/z",
      "* myContacts ::: Child",
      "'=1",
      "12",
    ),
  );
  const anyMap = fc.constantFrom(
    plain,
    mapOf(CONTACTS_HEADER),
    mapOf([
      "First Name",
      "Last Name",
      "E-mail Address",
      "Mobile Phone",
      "Home Street",
      "Spouse",
      "Children",
      "Categories",
    ]),
  );

  it("never throws; what it lets through is storable, named and consistent", () => {
    fc.assert(
      fc.property(anyMap, fc.array(cell, { maxLength: 40 }), (map, cells) => {
        const draft = draftFromRow(cells, map, INDIA);
        const json = JSON.stringify(draft);
        expect(json.includes("\\u0000") || /\\ud[89a-f]/i.test(json)).toBe(false);
        expect(draft.phones.filter((phone) => phone.primary)).toHaveLength(draft.phones.length > 0 ? 1 : 0);
        for (const phone of draft.phones) expect(phone.e164).toMatch(/^\+[1-9]\d{6,14}$/);
        if (draft.outcome === "ready") expect(draft.name.full).not.toBe("");
        else expect(draft.problems.length).toBeGreaterThan(0);
        expect(draftFromRow(cells, map, INDIA)).toEqual(draft);
        expect(rowKey(JSON.parse(json))).toBe(rowKey(draft));
      }),
      { numRuns: 1000 },
    );
  });

  it("gives two names without identifiers two keys, and a copy of a row the same", () => {
    const key = (...cells: string[]) => rowKey(draftFromRow(cells, plain, INDIA));
    expect(key("Ramesh Sharma")).not.toBe(key("Shri Ramesh Sharma"));
    expect(key("Ramesh Sharma", "9825012345")).toBe(key("Ramesh", "+91 98250 12345"));
    expect(key("Asha")).toBe(key(" Asha "));
  });

  it("reads 10,000 rows within a few seconds", async () => {
    const map = mapOf(CONTACTS_HEADER);
    const rows = [...generateContacts({ guests: 10_000, seed: 3 })];
    const readAll = () => {
      for (const cells of rows) draftFromRow(cells, map, INDIA);
    };
    // Measured at 0.3 s.
    await expect(readAll).toCostLessThan(2_500);
  });
});
