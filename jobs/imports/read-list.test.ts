import { readdirSync, readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { makeZip } from "@/db/seed/make-workbook";
import { type ListPart, type ReadOptions, readList } from "@/jobs/imports/read-list";

type Source = string | Buffer | Iterable<Buffer>;

async function read(source: Source, options: Partial<ReadOptions> = {}): Promise<ListPart[]> {
  const body =
    typeof source === "string" || Buffer.isBuffer(source)
      ? Readable.from([Buffer.from(source)])
      : Readable.from(source);
  const parts: ListPart[] = [];
  for await (const part of readList(body, { homeCountry: "IN", ...options, asks: true })) parts.push(part);
  return parts;
}
const draftsOf = (parts: ListPart[]) =>
  parts.flatMap((part) => (part.kind === "rows" ? part.rows.map(({ draft }) => draft) : []));
const names = (parts: ListPart[]) => draftsOf(parts).map((draft) => [draft.name.full, draft.outcome]);
const refusal = (parts: ListPart[]) => {
  const last = parts.at(-1);
  return last?.kind === "refused" ? last.reason : undefined;
};
const fixture = (kind: string, name: string) => readFileSync(`tests/fixtures/${kind}/${name}`);

function* pieces(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Pieces counted as they are pulled, so that a reader that gives up is seen to stop pulling. */
function counted(piece: Buffer, times: number, first = "") {
  const pulled = { bytes: 0 };
  function* all() {
    if (first) yield Buffer.from(first);
    for (let i = 0; i < times; i++) {
      pulled.bytes += piece.length;
      yield piece;
    }
  }
  return { pulled, all };
}

describe("what a list is", () => {
  it.each([
    ["csv", "google-2024.csv", "google-2024"],
    ["csv", "google-legacy.csv", "google-legacy"],
    ["csv", "outlook.csv", "outlook"],
    ["csv", "utf16le.csv", "plain"],
    ["vcard", "iphone.vcf", "vcard"],
    ["vcard", "android.vcf", "vcard"],
    ["vcard", "version-4.vcf", "vcard"],
    ["xlsx", "openpyxl.xlsx", "xlsx"],
  ])("%s/%s, told by its content", async (kind, name, source) => {
    expect((await read(fixture(kind, name), { fileName: "list.csv" })).at(-1)).toMatchObject({
      kind: "end",
      source,
    });
  });

  it.each(["csv", "vcard", "xlsx"])("does not depend on how %s files are cut in pieces", async (kind) => {
    for (const name of readdirSync(`tests/fixtures/${kind}`).filter((one) => !one.startsWith("."))) {
      const bytes = fixture(kind, name);
      const whole = await read(bytes);
      for (const size of [1, 7, 4096]) {
        const cut = await read(pieces(bytes, size));
        expect(draftsOf(cut)).toEqual(draftsOf(whole));
        expect(cut.at(-1)).toEqual(whole.at(-1));
      }
    }
  });
});

describe("other programs' files", () => {
  const packed = (...names: string[]) => makeZip(names.map((name) => ({ name, data: "x" })));
  it.each([
    ["a sheet of Numbers", packed("Index/Document.iwa", "preview.jpg"), /Apple Numbers.*Export.*Excel/],
    ["a Word document", packed("word/document.xml"), /text document.*paste them/],
    ["an OpenDocument sheet", packed("mimetype", "content.xml"), /OpenDocument/],
    ["a chat's archive", packed("_chat.txt"), /Unpack it first/],
    ["a page called .xls", Buffer.from("<html><table><tr><td>Asha 9845011111</td></tr></table>"), /web page/],
    ["rich text", Buffer.from("{\\rtf1 Asha 9845011111}"), /text document/],
  ])("%s is named, with the way", async (_name, bytes, words) => {
    expect(refusal(await read(bytes))).toMatch(words);
  });
});

describe("a text file that is no table", () => {
  const end = async (text: string) => (await read(text, { fileName: "guests.txt" })).at(-1);
  it("is read line by line", async () => {
    const lines = "Guest list\nRamesh uncle 9825012345 +4\nSuresh chacha - 98250 12346 (2+1)\nBua ji\n";
    expect(await end(lines)).toMatchObject({ kind: "end", source: "pasted" });
    expect(draftsOf(await read(lines))).toMatchObject([
      { outcome: "refused" },
      { name: { full: "Ramesh uncle" }, adults: 5 },
      { name: { full: "Suresh chacha" }, adults: 2, children: 1 },
      { name: { full: "Bua ji" } },
    ]);
  });
  it("may be a chat as WhatsApp exports it", async () => {
    const chat =
      "12/11/26, 22:10 - Messages and calls are end-to-end encrypted.\n12/11/26, 22:20 - Papa: Gupta ji 98250 12355, Delhi\n12/11/26, 22:21 - Papa: thanks\n";
    expect(await end(chat)).toMatchObject({ source: "pasted" });
    expect(names(await read(chat)).map(([, outcome]) => outcome)).toEqual(["refused", "ready", "refused"]);
  });
  it("is a table with one column where its heading says so, or with several", async () => {
    const column = "Name\nRamesh 9825012345\nSuresh 9825012346\n";
    expect(await end(column)).toMatchObject({ source: "plain" });
    expect(draftsOf(await read(column))).toMatchObject([{ phones: [{ e164: "+919825012345" }] }, {}]);
    expect(await end("Ramesh 1,9825012345\nSuresh 2,9825012346\n")).toMatchObject({ kind: "needs_mapping" });
  });
});

it("judges letters where the first ones come, however late", async () => {
  const rows = "Asha,9825012345\n".repeat(9000);
  const late = (last: Buffer) =>
    read(pieces(Buffer.concat([Buffer.from(`Name,Phone\n${rows}`), last]), 65_536));
  const lastName = async (last: Buffer) => draftsOf(await late(last)).at(-1)?.name.full;
  expect(await lastName(Buffer.from("Ren\u00e9e,9825012346\n", "latin1"))).toBe("Ren\u00e9e");
  expect(await lastName(Buffer.from("Ren\u00e9e,9825012346\n"))).toBe("Ren\u00e9e");
});

describe("headings that say too little", () => {
  const odd = "Kis ko,Kahan\nRamesh Sharma,98290 12345\nSunita Gupta,98290 12346\n";

  it("become a question, with what we think", async () => {
    const [part, ...rest] = await read(odd);
    expect(rest).toEqual([]);
    expect(part).toMatchObject({
      kind: "needs_mapping",
      header: ["Kis ko", "Kahan"],
      sample: [
        ["Ramesh Sharma", "98290 12345"],
        ["Sunita Gupta", "98290 12346"],
      ],
      hasHeader: true,
      proposal: [
        { column: 0, target: "full" },
        { column: 1, target: "phone" },
      ],
      signature: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
  it("are read by the answer", async () => {
    const parts = await read(odd, { mapping: { hasHeader: true, columns: { "0": "full", "1": "phone" } } });
    expect(draftsOf(parts)).toMatchObject([
      { name: { full: "Ramesh Sharma" }, phones: [{ e164: "+919829012345" }] },
      { name: { full: "Sunita Gupta" } },
    ]);
    expect(parts.at(-1)).toMatchObject({ kind: "end", source: "plain" });
    expect(refusal(await read(odd, { mapping: { hasHeader: true, columns: {} } }))).toMatch(/which column/);
  });
  it("are no headings at all", async () => {
    const bare = odd.slice(odd.indexOf("\n") + 1);
    expect((await read(bare))[0]).toMatchObject({ kind: "needs_mapping", hasHeader: false });
    const mapping = { hasHeader: false, columns: { "0": "full" as const, "1": "phone" as const } };
    expect(names(await read(bare, { mapping }))).toHaveLength(2);
  });
  it("are refused in words where nobody can be asked", async () => {
    const parts = [];
    for await (const part of readList(Readable.from([Buffer.from(odd)]), { homeCountry: "IN" }))
      parts.push(part);
    expect(parts).toMatchObject([{ kind: "refused", reason: expect.stringContaining("name or a phone") }]);
  });
  it("may stand below a title", async () => {
    const parts = await read("Guest list of Asha & Ravi,,\n,,\nName,Mobile,Side\nRamesh,98290 12345,bride\n");
    expect(draftsOf(parts)).toMatchObject([{ name: { full: "Ramesh" }, side: "bride" }]);
  });
});

describe("headings that name no phone or no name", () => {
  it.each([
    ["Name,No.\nAsha,9825012345\nRavi,\n", ["full", "phone"]],
    ["Name,Sampark\nAsha,+91 98250 12345\nRavi,98250 12346\n", ["full", "phone"]],
    ["Name,Side,\nAsha,bride,9825012345\n", ["full", "side", "phone"]],
    ["Mobile,Kaun aa raha hai\n9825012345,Asha Mehta\n9825012346,Ravi Mehta\n", ["phone", "full"]],
    ["Primary Contact,Kids\nAsha Mehta,2\nRavi Mehta,1\n", ["full", "children"]],
    ["Family,Mobile,Head guest\nMehta,9825012345,Asha\n", ["household", "phone", "full"]],
    ["Wedding list\n\nName,Sampark\nAsha,9825012345\n", ["full", "phone"]],
    [`Name,Sampark\n${"Gita Shah,\n".repeat(12)}Asha,9825012345\n`, ["full", "phone"]],
  ])("become a question where the values look like them: %j", async (text, targets) => {
    const [part, ...rest] = await read(text);
    expect(rest).toEqual([]);
    expect(part).toMatchObject({ kind: "needs_mapping", proposal: targets.map((target) => ({ target })) });
    if (part?.kind !== "needs_mapping") return;
    const columns = Object.fromEntries(part.proposal.map(({ column, target }) => [String(column), target]));
    const drafts = draftsOf(await read(text, { mapping: { hasHeader: true, columns } }));
    expect(drafts.some(({ phones }) => phones.length > 0) || targets[1] === "children").toBe(true);
    expect(drafts.every(({ name }) => /^(?:Asha|Ravi|Gita)/.test(name.full))).toBe(true);
  });
  it("are read where nothing looks like more", async () => {
    const parts = await read("Name,Flight,Occupation\nAsha,AI 202,Doctor\nRavi,,Teacher\n");
    expect(names(parts)).toHaveLength(2);
  });
  it("are judged as quickly however wide a row is", async () => {
    const list = `Name,\n${`Asha${",x".repeat(100_000)}\n`.repeat(10)}`;
    await expect(() => read(list)).toCostLessThan(3_000);
  });
  it("are left to themselves where nobody can be asked", async () => {
    const parts = [];
    for await (const part of readList(Readable.from([Buffer.from("Name,No.\nAsha,9825012345\n")]), {
      homeCountry: "IN",
    }))
      parts.push(part);
    expect(parts.at(-1)).toMatchObject({ kind: "end" });
  });
});

it("sets aside the rows of a sheet that are no guests", async () => {
  const text =
    "Name,Mobile,Pax\nBride side,,\nAsha,9825012345,2\nName,Mobile,Pax\nGroom side,,\nRavi,,3\nTotal,,5\n";
  expect(names(await read(text))).toEqual([
    ["Bride side", "refused"],
    ["Asha", "ready"],
    ["Name", "refused"],
    ["Groom side", "refused"],
    ["Ravi", "ready"],
    ["Total", "refused"],
  ]);
});

describe("rows of a sheet", () => {
  const lines = (parts: ListPart[]) =>
    parts.flatMap((part) => (part.kind === "rows" ? part.rows.map(({ line }) => line) : []));
  it("are numbered as the spreadsheet numbers them", async () => {
    const blank = "\n".repeat(36);
    expect(lines(await read(`Guests,\n\nName,Mobile\nAsha,\n${blank}Ravi,\n`))).toEqual([4, 41]);
    expect(lines(await read('Name,Notes\r\n"Asha","a\r\nb"\r\n\r\nRavi,\r\n'))).toEqual([2, 4]);
    expect(lines(await read("sep=;\nName;Mobile\nAsha;\n"))).toEqual([2]);
    expect(lines(await read("\n\nName,Mobile\nAsha,\n"))).toEqual([4]);
    const mapping = { hasHeader: false, columns: { "0": "full" as const } };
    expect(lines(await read("\nAsha,\n\nRavi,\n", { mapping }))).toEqual([2, 4]);
    const broken = await read('Name,Phone\n\nAsha,9825012345\n"Kiran');
    expect(lines(broken)).toEqual([3, 4]);
  });
});

describe("columns nobody reads", () => {
  const end = async (text: string, options: Partial<ReadOptions> = {}) => (await read(text, options)).at(-1);
  it("are told where they hold anything, and may be read after all", async () => {
    const text = "S.No.,Name,Mobile,Flight,Hotel,Seat\n1,Asha,9825012345,AI 202,,\n2,Ravi,9825012346,,Taj,\n";
    expect(await end(text)).toMatchObject({
      note: expect.stringMatching(/left them out: “Flight”, “Hotel”\. .*Read it with other columns/),
      question: {
        header: ["S.No.", "Name", "Mobile", "Flight", "Hotel", "Seat"],
        proposal: ["ignore", "full", "phone", "ignore", "ignore", "ignore"].map((target) => ({ target })),
      },
    });
    const mapping = { hasHeader: true, columns: { "1": "full" as const, "3": "notes" as const } };
    expect(await end(text, { mapping })).not.toHaveProperty("note");
  });
  it("are nothing to tell where there are none, nor of an address book's", async () => {
    expect(await end("S.No.,Name,Mobile\n1,Asha,9825012345\n")).not.toHaveProperty("note");
    expect(await end(fixture("csv", "google-2024.csv").toString())).not.toHaveProperty("note");
  });
});

describe("line endings", () => {
  const lines = ["Name,Phone", "Asha,9825012345", 'Ravi,"9825012346\r\n9825012347"', "Kiran,9825012348"];
  const ends = ["\r\n", "\n", "\r", "\r\r\n"];
  const three = [
    ["Asha", 1],
    ["Ravi", 2],
    ["Kiran", 1],
  ];
  const told = async (text: string, size: number) =>
    draftsOf(await read(pieces(Buffer.from(text), size))).map((draft) => [
      draft.name.full,
      draft.phones.length,
    ]);

  it.each(ends.flatMap((a) => ends.flatMap((b) => ends.map((c) => [a, b, c] as const))))(
    "may be mixed: %j, %j, %j",
    async (a, b, c) => {
      const text = `${lines[0]}${a}${lines[1]}${b}${lines[2]}${c}${lines[3]}${a}`;
      expect(await told(text, 4096)).toEqual(three);
      expect(await told(text, 1)).toEqual(three);
    },
  );
  it("of Excel's own first line do not matter either", async () => {
    for (const end of ends)
      expect(await told(`sep=;${end}${lines.join("\n").replaceAll(",", ";")}`, 7)).toEqual(three);
  });
});

describe("bad input", () => {
  it("keeps what stands before a quotation mark that is never closed, and says where it is", async () => {
    const parts = await read('Name,Phone\nAsha,9825012345\nRavi,9825012346\n"Kiran,9825012347\nMeena,98250');
    expect(names(parts)).toEqual([
      ["Asha", "ready"],
      ["Ravi", "ready"],
      ["", "refused"],
    ]);
    expect(draftsOf(parts).at(-1)?.problems[0]?.message).toMatch(
      /breaks off near line 4: a quotation mark is not closed/,
    );
    expect(parts.at(-1)?.kind).toBe("end");
  });
  it("keeps what stands before a row without an end", async () => {
    const rows = Array.from({ length: 1200 }, (_, i) => `Guest ${i},98250${10000 + i}\n`).join("");
    const parts = await read(pieces(Buffer.from(`Name,Phone\n${rows}"${"x".repeat(600_000)}`), 10_000));
    expect(draftsOf(parts)).toHaveLength(1201);
    expect(draftsOf(parts).at(-1)?.problems[0]?.message).toMatch(/near line 1202: one row is far too long/);
    for (const part of parts) if (part.kind === "rows") expect(part.rows.length).toBeLessThanOrEqual(500);
  });
  it("reads no further than it must of a line of 50 MB, and refuses once", async () => {
    const { pulled, all } = counted(Buffer.alloc(64 * 1024, "x"), 800, 'Name,Phone\n"');
    const parts = await read(all());
    expect(parts).toHaveLength(1);
    expect(refusal(parts)).toMatch(/far too long/);
    expect(pulled.bytes).toBeLessThan(2 * 1024 * 1024);
  });
  it("refuses a million columns", async () => {
    expect(refusal(await read(`${"Name,".repeat(1_000_000)}\n`))).toMatch(
      /far too long|more than 500 columns/,
    );
    expect(refusal(await read(`${"Name,".repeat(600)}\nA\n`))).toMatch(/more than 500 columns/);
  });
  it("refuses a million rows without reading them all", async () => {
    const { pulled, all } = counted(Buffer.from("A,1\n".repeat(10_000)), 100, "Name,Adults\n");
    const parts = await read(all());
    expect(refusal(parts)).toMatch(/more than 2,00,000 rows/);
    expect(pulled.bytes).toBeLessThan(1_000_000);
  });
  it("keeps hostile text as text, without NULs", async () => {
    const parts = await read(
      'Name,Phone,Notes\n<script>alert(1)</script>,9825012345,"=cmd|\'/c calc\'!A1"\nA\u0000sha,9825012346,"=1+1"\n',
    );
    expect(draftsOf(parts)).toMatchObject([
      { name: { full: "<script>alert(1)</script>" }, notes: "=cmd|'/c calc'!A1" },
      { name: { full: "Asha" }, notes: "=1+1" },
    ]);
  });
  it.each([
    ["nothing", "", /empty/],
    ["blank lines", "\n\n\n", /empty/],
    ["headings alone", "Name,Phone\n", /no rows/],
    ["unknown headings alone", "Colour,Quantity\n", /name or a phone/],
    ["a PDF", "%PDF-1.7\n", /PDF/],
  ])("refuses %s in words", async (_name, text, words) => {
    expect(refusal(await read(text))).toMatch(words);
  });
});

describe("contact cards", () => {
  it("are kept up to where the file breaks off", async () => {
    expect(names(await read(fixture("vcard", "cut-off.vcf")))).toEqual([
      ["Asha Mehta", "ready"],
      ["Ravi Mehta", "refused"],
    ]);
  });
  it("may hold a photo of 100 MB in one line", async () => {
    const photo = Buffer.alloc(64 * 1024, "A");
    function* all() {
      yield Buffer.from("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Asha\r\nPHOTO;ENCODING=b:");
      for (let i = 0; i < 1600; i++) yield photo;
      yield Buffer.from("\r\nTEL:9825012345\r\nEND:VCARD\r\n");
    }
    const before = process.memoryUsage().heapUsed;
    expect(draftsOf(await read(all()))).toMatchObject([
      { name: { full: "Asha" }, phones: [{ e164: "+919825012345" }] },
    ]);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(150 * 1024 * 1024);
  });
});

describe("pasted lines", () => {
  const paste = (text: string) => read(text, { kind: "pasted" });
  it("are guests, one to a line", async () => {
    const parts = await paste("1) Ramesh uncle 9825012345 +4\n\n2) Verma family 4\n--\n");
    expect(draftsOf(parts)).toMatchObject([
      { name: { full: "Ramesh uncle" }, adults: 5 },
      { name: { full: "Verma family" }, adults: 4 },
      { outcome: "refused" },
    ]);
    expect(parts.at(-1)).toMatchObject({ kind: "end", source: "pasted" });
  });
  it("may be a table copied from a sheet, or a contact", async () => {
    expect(draftsOf(await paste("Name\tMobile\tSide\nAsha\t9825012345\tbride\n"))).toMatchObject([
      { name: { full: "Asha" }, side: "bride" },
    ]);
    expect((await paste("BEGIN:VCARD\nFN:Asha\nEND:VCARD\n")).at(-1)).toMatchObject({ source: "vcard" });
  });
  it("with nothing in them are refused", async () => expect(refusal(await paste(" \n\n"))).toMatch(/empty/));
});
