import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fileRefusal,
  looksBinary,
  sepLine,
  sniffDelimiter,
  sniffEncoding,
} from "@/lib/imports/rules/encoding";

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../tests/fixtures/csv/${name}`, import.meta.url)));
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, "utf16le"));

describe("sniffEncoding", () => {
  it.each([
    ["google-2024.csv", "utf-8"],
    ["plain-hindi.csv", "utf-8"],
    ["with-bom.csv", "utf-8-bom"],
    ["formula-guard.csv", "utf-8-bom"],
    ["utf16le.csv", "utf-16le"],
    ["semicolon-1252.csv", "windows-1252"],
  ])("%s is %s text", (name, encoding) => {
    expect(sniffEncoding(fixture(name))).toBe(encoding);
    expect(looksBinary(fixture(name))).toBeNull();
  });

  it("sees UTF-16 without a byte-order mark, and forgives a character cut by the end of the head", () => {
    expect(sniffEncoding(utf16("Name,Phone\nमीना,98250\n"))).toBe("utf-16le");
    expect(sniffEncoding(utf16("Name,Phone\nRaj,98250\n").map((_, i, all) => all[i ^ 1] ?? 0))).toBe(
      "utf-16be",
    );
    expect(sniffEncoding(fixture("plain-hindi.csv").subarray(0, 50))).toBe("utf-8");
  });

  it("never throws on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        sniffEncoding(bytes);
        looksBinary(bytes);
      }),
    );
  });
});

describe("looksBinary", () => {
  const bytes = (...values: number[]) => new Uint8Array(values);
  it.each([
    ["xlsx", fixture("not-a-csv.csv")],
    ["xls", bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1)],
    ["pdf", new TextEncoder().encode("%PDF-1.7")],
    ["image", bytes(0x89, 0x50, 0x4e, 0x47)],
    ["image", bytes(0xff, 0xd8, 0xff, 0xe0)],
    ["zip", bytes(0x50, 0x4b, 3, 4, 0, 0)],
    ["binary", bytes(...Array.from({ length: 90 }, (_, i) => (i % 3 ? 0 : 7)))],
  ] as const)("names %s and says what to do", (kind, head) => {
    expect(looksBinary(head)).toBe(kind);
    expect(fileRefusal(kind).length).toBeGreaterThan(40);
  });

  it("lets a single stray NUL in a text pass", () => {
    expect(looksBinary(new TextEncoder().encode("Name,Phone\nRaj\u0000,98250"))).toBeNull();
  });
});

describe("sniffDelimiter", () => {
  it.each([
    ["Name,Mobile\nA,1", ","],
    ["Name;Mobile;Notes\nA;1;x, y, z, w", ";"],
    ["Name\tPhone\nA\t1", "\t"],
    ['"a;b;c;d",x\n"e;f",y', ","],
    ["sep=;\nName,x;y", ";"],
    ["Name", ","],
    ["", ","],
  ])("%j → %j", (text, delimiter) => expect(sniffDelimiter(text)).toBe(delimiter));

  it("knows Excel's sep line from a heading", () => {
    expect([sepLine("sep=;\r\nA;B"), sepLine("separator,b")]).toEqual([";", null]);
  });
});
