import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPastedLine, readPastedLines } from "@/lib/imports/rules/pasted-lines";

const INDIA = { homeCountry: "IN" };

/** `[name, phones, adults, children]` of one line. */
function said(line: string) {
  const row = readPastedLine(line, INDIA);
  if (!row) return null;
  const { draft } = row;
  if (draft.outcome === "refused") return draft.problems.at(-1)?.code;
  return [draft.name.full, draft.phones.map((p) => p.e164).join(" "), draft.adults, draft.children];
}
const [A, B] = ["+919876543210", "+919825012345"];

describe("readPastedLine", () => {
  it.each([
    ["Ramesh uncle 9876543210 +4", ["Ramesh uncle", A, 5, undefined]],
    ["Sunita Sharma - 98765 43210 (2 kids)", ["Sunita Sharma", A, undefined, 2]],
    ["Verma family 4", ["Verma family", "", 4, undefined]],
    ["Verma family of 5, 2 kids", ["Verma family", "", 5, 2]],
    ["1) Shri Mohan Gupta ji 09876543210", ["Shri Mohan Gupta ji", A, undefined, undefined]],
    ["2. Asha", ["Asha", "", undefined, undefined]],
    ["3.Asha Ben: +91-98765-43210", ["Asha Ben", A, undefined, undefined]],
    ["- Kavita & wife", ["Kavita & wife", "", 2, undefined]],
    ["• Mehta (couple) 98765 43210", ["Mehta (couple)", A, 2, undefined]],
    ["* Rao sahab 98765 43210 4", ["Rao sahab", A, 4, undefined]],
    ["Rao 4 adults 2 children", ["Rao", "", 4, 2]],
    ["Rao +2 adults", ["Rao", "", 3, undefined]],
    ["Rao x3", ["Rao", "", 3, undefined]],
    ["Rao (6)", ["Rao", "", 6, undefined]],
    ["Rao 6 pax 9876543210", ["Rao", A, 6, undefined]],
    ["9876543210 Ramesh", ["Ramesh", A, undefined, undefined]],
    ["Ramesh 98765 43210 / 98250 12345", ["Ramesh", `${A} ${B}`, undefined, undefined]],
    ["Ramesh 98765 43210 98250 12345", ["Ramesh", `${A} ${B}`, undefined, undefined]],
    ["रमेश शर्मा ९८७६५ ४३२१० २ बच्चे", ["रमेश शर्मा", A, undefined, 2]],
    ["२) सुनीता", ["सुनीता", "", undefined, undefined]],
    ["[12/03/26, 10:15] Mausi: Ramesh uncle 98765 43210", ["Ramesh uncle", A, undefined, undefined]],
    ["[12/03/26, 10:15:09\u202fPM] \u200eMausi: 1) Ramesh +2", ["Ramesh", "", 3, undefined]],
    ["12/03/2026, 22:15 - Papa: Gill", ["Gill", "", undefined, undefined]],
    ["9876543210", ["Guest …3210", A, undefined, undefined]],
    ["Zoya +44 7400 123456", ["Zoya", "+447400123456", undefined, undefined]],
    ["<script>alert(1)</script> 9876543210", ["<script>alert(1)</script>", A, undefined, undefined]],
    ["Ramesh uncle +4 9825012345", ["Ramesh uncle", B, 5, undefined]],
    ["Ramesh uncle +4 98250 12345", ["Ramesh uncle", B, 5, undefined]],
    ["Ramesh + 4 98250 12345", ["Ramesh", B, 5, undefined]],
    ["Ramesh +1 9825012345", ["Ramesh", B, 2, undefined]],
    ["Ramesh +10 9825012345 98765 43210", ["Ramesh", `${B} ${A}`, 11, undefined]],
    ["Ramesh +2 kids 9825012345", ["Ramesh", B, undefined, 2]],
    ["Ramesh (2+1) 9825012345", ["Ramesh", B, 2, 1]],
    ["Ramesh 9825012345 (2 + 1)", ["Ramesh", B, 2, 1]],
    ["Ramesh 2+1 9825012345", ["Ramesh", B, 2, 1]],
    ["Sharma ji family of 4 - 98250 12345", ["Sharma ji family", B, 4, undefined]],
    ["Sharma ji family of 4-9825012345", ["Sharma ji family", B, 4, undefined]],
    ["Rita 9825012345(4)", ["Rita", B, 4, undefined]],
    ["Rita 98250 12345 (4)", ["Rita", B, 4, undefined]],
    ["Rita aunty 9825012345-4", ["Rita aunty", B, 4, undefined]],
    ["Rita aunty 98250 12345 - 4", ["Rita aunty", B, 4, undefined]],
    ["Rita 9825012345-2 kids", ["Rita", B, undefined, 2]],
    ["Rita 4 9825012345", ["Rita", B, 4, undefined]],
    ["Rita 12 98250-12345", ["Rita", B, 12, undefined]],
    ["Ramesh + wife 9825012345", ["Ramesh + wife", B, 2, undefined]],
    ["Ramesh & wife 9825012345", ["Ramesh & wife", B, 2, undefined]],
    ["Ramesh +91 98250 12345 +4", ["Ramesh", B, 5, undefined]],
    ["Zoya +44 7911 123456", ["Zoya", "+447911123456", undefined, undefined]],
    ["Zoya +44 7911123456 +2", ["Zoya", "+447911123456", 3, undefined]],
    ["Zoya 44 7911 123456", ["Zoya", "+447911123456", undefined, undefined]],
    ["Sam +1 415 555 0100", ["Sam", "+14155550100", undefined, undefined]],
    ["Sam +1 (415) 555-0100", ["Sam", "+14155550100", undefined, undefined]],
    ["Sam +1 9845012345", ["Sam", "+19845012345", undefined, undefined]],
    ["Sam +65 9123 4567", ["Sam", "+6591234567", undefined, undefined]],
    ["Sam +971 50 123 4567 (3)", ["Sam", "+971501234567", 3, undefined]],
    ["Sam +971 50 123 4567 3", ["Sam", "+971501234567", 3, undefined]],
    ["Ramesh (98250 12345)", ["Ramesh", B, undefined, undefined]],
    ["Ramesh 2+2 kids (9825012345)", ["Ramesh", B, 2, 2]],
    ["Mehta 5 - 98250 12345", ["Mehta", B, 5, undefined]],
    ["Neighbours (flat 302) 9825012345", ["Neighbours", B, undefined, undefined]],
    ["Neighbours flat 302 98250 12345", ["Neighbours flat 302", B, undefined, undefined]],
    ["Vikram 9825012345 Delhi", ["Vikram", B, undefined, undefined]],
    ["Vikram 9825012345, 9876543210 Delhi", ["Vikram", `${B} ${A}`, undefined, undefined]],
    ["Ramesh 9825012345 & family", ["Ramesh & family", B, undefined, undefined]],
    ["Guest list from my side", "not_a_guest"],
    ["Final list:", "not_a_guest"],
    ["", null],
    [" \u200e ", null],
    ["[12/03/26, 10:15] Mausi: ", null],
    ["4", "no_name_no_contact"],
    ["Total 45", "not_a_guest"],
    ["Grand total = 45 people", "not_a_guest"],
    ["Groom side", "no_name_no_contact"],
    ["--", "no_name_no_contact"],
    ["[12/03/26, 10:15] Messages and calls are end-to-end encrypted.", "not_a_guest"],
    ["Please could somebody send me the whole list of our guests by tonight at the latest", "not_a_guest"],
  ])("%j", (line, answer) => expect(said(line)).toEqual(answer));

  it("says what is wrong with a number and keeps the guest", () => {
    const row = readPastedLine("Nisha 98250 4567", INDIA);
    expect(row?.draft).toMatchObject({ outcome: "ready", name: { full: "Nisha" }, phones: [] });
    expect(row?.draft.problems[0]?.message).toBe("This number is one digit short; please check it.");
  });

  it("says that Excel shortened a number, and counts nobody by it", () => {
    for (const line of ["Ramesh 9.19E+11", "Ramesh 9,19825E+11 98250 12345"]) {
      const draft = readPastedLine(line, INDIA)?.draft;
      expect(draft).toMatchObject({ name: { full: "Ramesh" }, problems: [{ code: "phone_scientific" }] });
      expect(draft?.adults).toBeUndefined();
    }
  });

  it("reads side, food, mail and a note", () => {
    expect(readPastedLine("Jignesh Shah jig@example.com groom side (jain)", INDIA)?.draft).toMatchObject({
      name: { full: "Jignesh Shah" },
      emails: [{ value: "jig@example.com" }],
      side: "groom",
      diet: "jain",
    });
    expect(readPastedLine("Meena 98765 43210 (papa's office)", INDIA)?.draft).toMatchObject({
      name: { full: "Meena" },
      notes: "papa's office",
    });
  });

  it("takes words behind the number for a note or food, not for the name", () => {
    const behind = (line: string) => {
      const { name, notes, diet, adults } = readPastedLine(line, INDIA)!.draft;
      return [name.full, notes, diet, adults];
    };
    expect(behind("Vikram Singh 9825012345 Delhi")).toEqual(["Vikram Singh", "Delhi", undefined, undefined]);
    expect(behind("Sonu 98250 12345 - veg")).toEqual(["Sonu", undefined, "veg", undefined]);
    expect(behind("Sonu 98250 12345, 4 people, only sangeet")).toEqual([
      "Sonu",
      "only sangeet",
      undefined,
      4,
    ]);
    expect(behind("(Mama) 98250 12345 Surat")).toEqual(["(Mama)", "Surat", undefined, undefined]);
  });

  it("takes only who has a number out of a whole chat", () => {
    const chat = (line: string) => readPastedLine(line, { ...INDIA, chat: true })?.draft.outcome;
    expect(chat("[12/03/26, 10:15] Mausi: Ok see you tomorrow")).toBe("refused");
    expect(chat("[12/03/26, 10:15] Mausi: Ramesh 98250 12345")).toBe("ready");
    expect(chat("Nisha 98250 4567")).toBe("ready");
  });

  it("takes no talk for a guest out of lines of a chat that were pasted", () => {
    const pasted = (line: string) => readPastedLine(line, INDIA)?.draft.outcome;
    expect(pasted("[12/11/26, 10:16:30 pm] Prakash: haan theek hai")).toBe("refused");
    expect(pasted("[12/11/26, 10:16:30 pm] Prakash: ramesh uncle +4")).toBe("ready");
    expect(pasted("12/11/26, 10:16 - Prakash: Ramesh 98250 12345")).toBe("ready");
    expect(pasted("[12/11/26, 10:16:30 pm] Prakash: <Media omitted>")).toBeUndefined();
    expect(pasted("Ramesh uncle")).toBe("ready");
  });

  it("keeps the line as it was written", () => {
    expect(readPastedLines("1) A  b\r\n\n2) C", INDIA).map(({ raw }) => raw)).toEqual([["1) A b"], ["2) C"]]);
  });

  it("never throws, and what it lets through has a name", () => {
    const piece = fc.constantFrom(
      "Ramesh",
      " ",
      "98765 43210",
      "+4",
      "(2 kids)",
      "1)",
      "-",
      ":",
      "[1/2/26, 1:00] ",
      "९",
    );
    const line = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(piece).map((pieces) => pieces.join("")),
    );
    fc.assert(
      fc.property(line, (text) => {
        for (const { draft } of readPastedLines(text, INDIA))
          if (draft.outcome === "ready") expect(draft.name.full).not.toBe("");
      }),
      { numRuns: 500 },
    );
  });
});
