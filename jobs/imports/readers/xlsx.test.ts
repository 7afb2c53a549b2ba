import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { makeWorkbook, makeZip, workbookParts } from "@/db/seed/make-workbook";
import { type ListPart, type ReadOptions, readList } from "@/jobs/imports/read-list";

async function read(bytes: Buffer, options: Partial<ReadOptions> = {}): Promise<ListPart[]> {
  const parts: ListPart[] = [];
  for await (const part of readList(Readable.from([bytes]), { homeCountry: "IN", ...options, asks: true }))
    parts.push(part);
  return parts;
}
const rowsOf = (parts: ListPart[]) => parts.flatMap((part) => (part.kind === "rows" ? part.rows : []));
const rawOf = (parts: ListPart[]) => rowsOf(parts).map(({ raw }) => raw);
const refusal = (parts: ListPart[]) => {
  const last = parts.at(-1);
  return last?.kind === "refused" ? last.reason : undefined;
};
const fixture = (name: string) => readFileSync(`tests/fixtures/xlsx/${name}`);

describe("workbooks other programs wrote", () => {
  it("openpyxl.xlsx: a title, a hidden sheet, dates, numbers for phones", async () => {
    const parts = await read(fixture("openpyxl.xlsx"));
    expect(parts[0]).toEqual({ kind: "sheets", names: ["Bride's side", "Groom"] });
    expect(parts.at(-1)).toMatchObject({ kind: "end", householdColumn: "Family", source: "xlsx" });
    expect(rawOf(parts)).toEqual([
      ["रमेश शर्मा", "919812345678", "Sharma", "2", "2026-03-12", "Jain 🎉"],
      ["Sunita", "098290 12345", "Sharma", "1", "2026-03-12 10:15", "a & b <c>"],
      ["Zoya", "9825010000"],
    ]);
  });
  it("write-excel-file.xlsx: shared strings", async () => {
    expect(rawOf(await read(fixture("write-excel-file.xlsx")))).toEqual([
      ["Meena Patel", "919825022222", "2026-11-20"],
      ["Jignesh\nShah", "+91 98250 33333"],
    ]);
  });
  it("reads the sheet one asks for, and names them all when there is none such", async () => {
    expect(rawOf(await read(fixture("openpyxl.xlsx"), { sheet: "Groom" }))).toEqual([
      ["Kiran", "9825012345"],
    ]);
    expect(refusal(await read(fixture("openpyxl.xlsx"), { sheet: "Friends" }))).toMatch(
      /no sheet called “Friends”.*“Bride's side”, “Groom”/,
    );
  });
});

describe("rows", () => {
  const lines = async (...rows: [attribute: string, ...cells: string[]][]) => {
    const xml = rows
      .map(([r, ...cells]) => `<row${r}>${cells.map((one) => `<c t="str"><v>${one}</v></c>`).join("")}</row>`)
      .join("");
    return rowsOf(await read(makeWorkbook([{ name: "S", rows: xml }]))).map(({ line }) => line);
  };
  it("are numbered as Excel numbers them, over a title and blank rows", async () => {
    expect(
      await lines(
        [' r="1"', "Our guests"],
        [' r="2"'],
        [' r="3"', "Name", "Mobile"],
        [' r="4"', "Asha"],
        [' r="41"', "Ravi"],
      ),
    ).toEqual([4, 41]);
  });
  it("count on where their numbers are missing or cannot be", async () => {
    const bad = ["", ' r="2"', ' r="x"', ' r="1e99"', ' r="-4"', ' r="2.5"'];
    expect(await lines(["", "Name"], ...bad.map((r): [string, string] => [r, "Asha"]))).toEqual([
      2, 3, 4, 5, 6, 7,
    ]);
  });
});

describe("cells", () => {
  const cells = async (...xml: string[]) =>
    rawOf(
      await read(
        makeWorkbook(
          [
            {
              name: "S",
              rows: [
                ["Name", "Phone", "Notes"],
                ["A", ...xml.map((one) => ({ xml: one }))],
              ],
            },
          ],
          ["<t>shared</t>", "<r><t>ri</t></r><r><t>ch</t></r><rPh><t>no</t></rPh>"],
        ),
      ),
    )[0]?.slice(1);

  it.each([
    ["<c><v>9.19812345678E11</v></c>", "919812345678"],
    ["<c><v>9.8250123450000000E9</v></c>", "9825012345"],
    ["<c><v>0.30000000000000004</v></c>", "0.3"],
    ['<c t="str"><f>A1&amp;"x"</f><v>cached</v></c>', "cached"],
    ["<c><f>1+1</f><v>2</v></c>", "2"],
    ['<c t="b"><v>1</v></c>', "TRUE"],
    ['<c s="1"><v>46093</v></c>', "2026-03-12"],
    ['<c s="1"><v>46093.5</v></c>', "2026-03-12 12:00"],
    ['<c s="1"><v>1</v></c>', "1900-01-01"],
    ['<c t="d"><v>2026-03-12T00:00:00</v></c>', "2026-03-12"],
    ['<c t="s"><v>0</v></c>', "shared"],
    ['<c t="s"><v>1</v></c>', "rich"],
    ['<c t="inlineStr"><is><t>&#x1F389; &lt;script&gt; _x0041_</t></is></c>', "🎉 <script> A"],
    ["<c><v><![CDATA[7]]></v></c>", "7"],
  ])("%s is %s", async (xml, text) => expect(await cells(xml)).toEqual([text]));

  it("of failed formulas and of strings that are not there are empty", async () => {
    expect(await cells('<c t="e"><v>#N/A</v></c>', '<c t="s"><v>99</v></c>')).toEqual([]);
    expect(await cells('<c t="s"/>', '<c t="s"></c>', '<c t="s"><v/></c>')).toEqual([]);
  });
  it("keep a phone that Excel wrote as text in its broken form a problem, never a guess", async () => {
    const book = makeWorkbook([
      {
        name: "S",
        rows: [
          ["Name", "Phone"],
          ["A", "9.19812E+11"],
        ],
      },
    ]);
    expect(rowsOf(await read(book))[0]?.draft.problems).toMatchObject([{ code: "phone_scientific" }]);
  });
});

describe("sheets", () => {
  it("leave out empty rows, and columns beyond those we read", async () => {
    const rows =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row><row r="2"/><row r="3"><c r="A3" s="1"/></row>' +
      '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>Asha</t></is></c><c r="XFD1048576"><v>1</v></c></row>';
    const [row] = rowsOf(await read(makeWorkbook([{ name: "S", rows }])));
    expect([row?.draft.name.full, row?.raw.length]).toEqual(["Asha", 500]);
  });
  it("with a heading in the last column Excel has are refused", async () => {
    const rows = '<row r="1"><c r="XFD1" t="inlineStr"><is><t>Name</t></is></c></row>';
    expect(refusal(await read(makeWorkbook([{ name: "S", rows }])))).toMatch(/more than 500 columns/);
  });
  it("without guests say whether another sheet may have them", async () => {
    const book = makeWorkbook([
      { name: "Cover", rows: [["Name"]] },
      { name: "Guests", rows: [["Name"], ["Asha"]] },
    ]);
    expect(refusal(await read(book))).toMatch(/“Cover” of this Excel workbook.*another of its sheets/);
    expect(refusal(await read(makeWorkbook([{ name: "S", rows: [] }])))).toMatch(/empty/);
  });
  it("of unknown headings become a question with the names of the sheets", async () => {
    const book = makeWorkbook([
      {
        name: "S",
        rows: [
          ["xx", "yy"],
          ["Asha Mehta", 9825012345],
        ],
      },
    ]);
    expect((await read(book)).at(-1)).toMatchObject({
      kind: "needs_mapping",
      header: ["xx", "yy"],
      sample: [["Asha Mehta", "9825012345"]],
      hasHeader: true,
      sheets: ["S"],
      proposal: [{ target: "full" }, { target: "phone" }],
    });
    const mapping = { hasHeader: true, columns: { "0": "full" as const, "1": "phone" as const } };
    expect((await read(book, { mapping })).at(-1)).toMatchObject({ kind: "end", source: "xlsx" });
  });
  it("of more than 200,000 rows are refused", async () => {
    const row = (name: string) => `<row><c t="inlineStr"><is><t>${name}</t></is></c></row>`;
    const rows = Array.from({ length: 200_001 }, (_, i) => row(`Guest ${(i * 7919) % 1_000_003}`));
    const book = makeWorkbook([{ name: "S", rows: row("Name") + rows.join("") }]);
    expect(refusal(await read(book))).toMatch(/more than 2,00,000 rows/);
  });
});

describe("hostile and broken workbooks are refused in words", () => {
  const parts = () => workbookParts([{ name: "S", rows: [["Name"], ["Asha"]] }]);
  const sheet = (data: string | Buffer, claims?: { size?: number; flags?: number }) =>
    makeZip([
      ...parts().slice(0, -1),
      { name: "xl/worksheets/sheet1.xml", data, ...(claims ? { claims } : {}) },
    ]);
  const bomb = Buffer.alloc(60 * 1024 * 1024, " ");

  it.each<[string, () => Buffer, RegExp]>([
    ["a zip bomb", () => sheet(bomb), /unpacks to far more/],
    ["a zip bomb that says it is small", () => sheet(bomb, { size: 4000 }), /damaged/],
    [
      "six hundred parts",
      () => makeZip([...parts(), ...Array.from({ length: 600 }, (_, i) => ({ name: `x${i}`, data: "" }))]),
      /unpacks to far more/,
    ],
    [
      "a part that says it is 300 MB",
      () => sheet("<x/>", { size: 300 * 1024 * 1024 }),
      /unpacks to far more/,
    ],
    ["a locked part", () => sheet("<x/>", { flags: 1 }), /password/],
    ["half a file", () => fixture("openpyxl.xlsx").subarray(0, 3000), /damaged or incomplete/],
    ["a sheet that is no XML", () => sheet("Dear Nani, I hope you are well. <"), /damaged/],
    ["a tag that never ends", () => sheet(`<worksheet ${"a='b' ".repeat(1_000_000)}`), /damaged|unpacks/],
    ["no sheet at all", () => makeZip(parts().slice(0, -1)), /damaged/],
    ["a zip of photos", () => makeZip([{ name: "a.jpg", data: "x" }]), /compressed file/],
    [
      "an OpenDocument sheet",
      () => makeZip([{ name: "META-INF/manifest.xml", data: "<x/>" }]),
      /OpenDocument/,
    ],
    ["a binary workbook", () => makeZip([{ name: "xl/workbook.bin", data: "x" }]), /xlsb/],
    [
      "a workbook with a password",
      () =>
        Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from("EncryptedPackage", "utf16le")]),
      /password/,
    ],
    ["an old workbook", () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), /\.xls\)/],
  ])("%s", async (_name, bytes, words) => {
    const before = process.memoryUsage().rss;
    expect(refusal(await read(bytes()))).toMatch(words);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });

  it("an entity that would unfold is left as it is written", async () => {
    const doctype = '<!DOCTYPE x [<!ENTITY lol "lol"><!ENTITY file SYSTEM "file:///etc/passwd">]>';
    const data = `${doctype}<worksheet><sheetData><row><c t="inlineStr"><is><t>Name</t></is></c></row><row><c t="inlineStr"><is><t>&lol;&file;</t></is></c></row></sheetData></worksheet>`;
    expect(rawOf(await read(sheet(data)))).toEqual([["&lol;&file;"]]);
  });
});
