import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { type Cell, makeZip, workbookParts } from "@/db/seed/make-workbook";
import { type ListPart, readList } from "@/jobs/imports/read-list";

async function read(list: string | Buffer): Promise<ListPart[]> {
  const parts: ListPart[] = [];
  for await (const part of readList(Readable.from([Buffer.from(list)]), { homeCountry: "IN", asks: true }))
    parts.push(part);
  return parts;
}
const draftsOf = (parts: ListPart[]) =>
  parts.flatMap((part) => (part.kind === "rows" ? part.rows.map(({ draft }) => draft) : []));
const refusal = (parts: ListPart[]) => {
  const last = parts.at(-1);
  return last?.kind === "refused" ? last.reason : undefined;
};
const noteOf = (parts: ListPart[]) => {
  const last = parts.at(-1);
  return last?.kind === "end" ? last.note : undefined;
};

function merged(rows: Cell[][], ...ranges: string[]): Buffer {
  const cells = ranges.map((ref) => `<mergeCell ref="${ref}"/>`).join("");
  const parts = workbookParts([{ name: "Guests", rows }]).map((part) =>
    part.name === "xl/worksheets/sheet1.xml"
      ? {
          ...part,
          data: String(part.data).replace(
            "</sheetData>",
            `</sheetData><mergeCells count="${ranges.length}">${cells}</mergeCells>`,
          ),
        }
      : part,
  );
  return makeZip(parts);
}

describe("merged cells", () => {
  const header = ["Family", "Name", "Phone", "Side", "Guests"];
  const rows: Cell[][] = [
    header,
    ["Gupta", "Anil", 9811011111, "Bride", null],
    [null, "Neha", null, null, null],
    [null, "Tara", null, null, null],
    ["Khanna", "Raj", 9811022222, "Groom", null],
    [null, "Stranger", null, null, null],
  ];
  it("of a family and a side hold for everybody beside them, a number for its own row", async () => {
    const drafts = draftsOf(await read(merged(rows, "A2:A4", "C2:C4", "D2:D4")));
    expect(
      drafts.map(({ name, household, side, phones }) => [name.full, household, side, phones.length]),
    ).toEqual([
      ["Anil", "Gupta", "bride", 1],
      ["Neha", "Gupta", "bride", 0],
      ["Tara", "Gupta", "bride", 0],
      ["Raj", "Khanna", "groom", 1],
      ["Stranger", undefined, undefined, 0],
    ]);
  });
  it("across the sheet are a title, whatever it says", async () => {
    const banner = ["Gupta family", null, null, null];
    const drafts = draftsOf(await read(merged([header, banner, ...rows.slice(1)], "A2:E2", "A3:A5")));
    expect(drafts[0]).toMatchObject({
      outcome: "refused",
      problems: [{ code: "not_a_guest", message: expect.stringContaining("one cell across the sheet") }],
    });
    expect(drafts.slice(1).map(({ household }) => household)).toEqual([
      "Gupta",
      "Gupta",
      "Gupta",
      "Khanna",
      undefined,
    ]);
  });
});

describe("a family whose name stands beside the first of it alone", () => {
  it("is told where the cells are not one, for nobody can know", async () => {
    const parts = await read(
      "Family,Name,Phone\nGupta,Anil,9811011111\n,Neha,\n,Tara,\nKhanna,Raj,9811022222\n",
    );
    expect(noteOf(parts)).toMatch(/“Family” is empty in 2 rows.*families of their own/);
  });
  it("is not asked after where names are written for each, or stand nowhere", async () => {
    expect(
      noteOf(await read("Family,Name,Phone\nGupta,Anil,9811011111\nGupta,Neha,\n,Raj,9811022222\nTotal,,\n")),
    ).toBeUndefined();
    expect(noteOf(await read("Family,Name,Phone\n,Anil,9811011111\n,Neha,\n"))).toBeUndefined();
  });
});

describe("a count beside the first of a family", () => {
  const counts = async (...rows: string[]) =>
    draftsOf(await read(`Family,Name,Mobile,Members,Kids,Age group\n${rows.join("\n")}\n`)).map(
      ({ adults, children }) => [adults, children],
    );
  it("is of those named below as well", async () => {
    expect(await counts("Gupta,Anil,,3,,", "Gupta,Neha,,,,", "Gupta,Tara,,,,")).toEqual([
      [1, undefined],
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect((await counts("Gupta,Anil,,4,,", "Gupta,Neha,,,,"))[0]).toEqual([3, undefined]);
    expect((await counts("Gupta,Anil,,2,2,", "Gupta,Neha,,,,", "Gupta,Tara,,,,child"))[0]).toEqual([1, 1]);
    expect((await counts("Gupta,Anil,,2,2,", "gupta,Neha,,,,", "Gupta,Tara,,,,", "Gupta,Om,,,,"))[0]).toEqual(
      [1, 0],
    );
  });
  it("is of its own row where others have counts, where it is too small, and where they are others", async () => {
    expect((await counts("Gupta,Anil,,3,,", "Gupta,Neha,,1,,"))[0]).toEqual([3, undefined]);
    expect((await counts("Gupta,Anil,,2,,", "Gupta,Neha,,,,", "Gupta,Tara,,,,"))[0]).toEqual([2, undefined]);
    expect((await counts("Gupta,Anil,,3,,", "Khanna,Raj,,,,"))[0]).toEqual([3, undefined]);
  });
  it("is told", async () => {
    const [first] = draftsOf(await read("Family,Name,Members\nGupta,Anil,3\nGupta,Neha,\n"));
    expect(first?.problems).toMatchObject([
      { code: "count_of_family", message: expect.stringMatching(/all of “Gupta”, the one named below/) },
    ]);
  });
});

describe("headings", () => {
  it("once more make the row of one cell above them a title", async () => {
    const parts = await read(
      "Sharma Family,,\nName,Phone,Age\nRamesh,9845011111,55\n,,\nMehta Family,,\nName,Phone,Age\nKirit,9845011113,60\n",
    );
    expect(draftsOf(parts).map(({ name, outcome }) => [name.full, outcome])).toEqual([
      ["Ramesh", "ready"],
      ["", "refused"],
      ["Mehta Family", "refused"],
      ["Name", "refused"],
      ["Kirit", "ready"],
    ]);
  });
  it("of the rows' own numbering are nothing to tell", async () => {
    for (const heading of ["Sr.", "Sl", "S.", "S.No.", "No."])
      expect(noteOf(await read(`${heading},Name,Phone\n1,Asha,9845011111\n`))).toBeUndefined();
  });
  it("of two lists side by side are refused: the second list's people would be lost", async () => {
    const beside = "Bride,,,Groom,\nName,Phone,,Name,Phone\nRita,9825012345,,Karan,9825099991\n";
    expect(refusal(await read(beside))).toMatch(
      /side by side.*column A.*column D.*Put the second list below/,
    );
    expect(refusal(await read("Name,Phone,,Name,Phone\nRita,9825012345,,,\n"))).toBeUndefined();
  });
  it("of groups of columns give way to those below them", async () => {
    const parts = await read(
      "Sr,Guest,,Contact,,Count,\n,Name,Relation,Mobile,WhatsApp,Adult,Child\n1,Rita,Bua,9825012345,9825012346,2,1\n",
    );
    expect(draftsOf(parts)).toMatchObject([
      { name: { full: "Rita" }, tags: ["Bua"], adults: 2, children: 1, phones: [{}, {}] },
    ]);
    const title = "Sr,People,Ways to reach them,\n,Name,Mobile,WhatsApp\n1,Rita,9825012345,9825012346\n";
    expect(draftsOf(await read(title))).toMatchObject([{ name: { full: "Rita" }, phones: [{}, {}] }]);
  });
  it("that are missing are told where words or numbers stand below", async () => {
    expect(noteOf(await read(",Name,Phone,,\n1,Rita,9825012345,Bua ji,\n2,Mona,,,,Nagpur\n"))).toMatch(
      /“D \(it has no heading\)”, “F \(it has no heading\)”/,
    );
    expect(noteOf(await read(",Name,Phone\n1,Rita,9825012345\n2,Mona,\n"))).toBeUndefined();
  });
});
