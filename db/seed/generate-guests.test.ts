import { createHash } from "node:crypto";
import { Writable } from "node:stream";
import { parse } from "csv-parse/sync";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { CONTACTS_HEADER, generateContacts, writeContactsCsv } from "@/db/seed/generate-guests";
import { householdHeading, mapHeader } from "@/lib/imports/rules/columns";
import { groupRows } from "@/lib/imports/rules/households";
import { draftFromRow, rowKey } from "@/lib/imports/rules/row";

const map = mapHeader(CONTACTS_HEADER);
if (!map.ok) throw new Error(map.reason);
const rows = [...generateContacts({ guests: 6000, seed: 42 })];
const drafts = rows.map((cells) => draftFromRow(cells, map, { homeCountry: "IN" }));
const share = (count: number, of: number) => count / of;

async function csv(guests: number, seed: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk);
      done();
    },
  });
  await writeContactsCsv(sink, { guests, seed });
  return Buffer.concat(chunks);
}

describe("generateContacts", () => {
  it("makes exactly the people asked for, and about one copy in a hundred", () => {
    const different = new Set(rows.map((cells) => JSON.stringify(cells)));
    expect(different.size).toBe(6000);
    expect(new Set(drafts.map(rowKey)).size).toBe(6000);
    expect(share(rows.length - 6000, 6000)).toBeGreaterThan(0.005);
    expect(share(rows.length - 6000, 6000)).toBeLessThan(0.02);
    for (const guests of [0, 1, 2, 7]) {
      const few = [...generateContacts({ guests, seed: 9 })];
      expect(new Set(few.map((cells) => cells.join("|"))).size).toBe(guests);
    }
  });

  it("gives valid phones that belong to one person each, some of them abroad", () => {
    const owners = new Map<string, string>();
    const abroad = new Set<string>();
    drafts.forEach((draft, i) => {
      for (const { e164 } of draft.phones) {
        expect(parsePhoneNumberFromString(e164)?.isValid()).toBe(true);
        const row = JSON.stringify(rows[i]);
        expect(owners.get(e164) ?? row).toBe(row);
        owners.set(e164, row);
        if (!e164.startsWith("+91")) abroad.add(e164);
      }
    });
    expect(share(abroad.size, owners.size)).toBeGreaterThan(0.02);
    expect(share(abroad.size, owners.size)).toBeLessThan(0.07);
  });

  it("lives in households of one side, 3.4 people on average, a few without any phone", () => {
    expect(householdHeading(map, rows.slice(0, 3))).toBe("Household");
    const homes = [...groupRows(drafts, "column").values()];
    expect(share(6000, homes.length)).toBeGreaterThan(3.1);
    expect(share(6000, homes.length)).toBeLessThan(3.7);
    expect(new Set(drafts.map((d) => d.household)).size).toBe(homes.length);
    const silent = homes.filter((home) => home.every((i) => drafts[i]?.phones.length === 0));
    expect(share(silent.length, homes.length)).toBeGreaterThan(0.005);
    expect(share(silent.length, homes.length)).toBeLessThan(0.05);
  });

  it("has children, broken numbers, Devanagari and nothing the rules cannot read", () => {
    const codes = new Set(drafts.flatMap((d) => d.problems.map((p) => p.code)));
    expect([...codes].sort()).toEqual(["phone_scientific", "phone_too_short"]);
    expect(drafts.filter((d) => d.ageBand === "child").length).toBeGreaterThan(600);
    expect(drafts.some((d) => /\p{Script=Devanagari}/u.test(d.name.full))).toBe(true);
    expect(drafts.some((d) => /[०-९]/.test(d.phones[0]?.raw ?? ""))).toBe(true);
    expect(drafts.some((d) => d.notes?.includes("\n"))).toBe(true);
    expect(drafts.every((d) => d.outcome === "ready" && d.side !== undefined)).toBe(true);
  });
});

describe("writeContactsCsv", () => {
  it("writes the same bytes for the same seed, others for another, and reads back", async () => {
    const [first, again, other] = await Promise.all([csv(500, 1), csv(500, 1), csv(500, 2)]);
    const hash = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
    expect(hash(again)).toBe(hash(first));
    expect(hash(other)).not.toBe(hash(first));
    expect(parse(first)).toEqual([CONTACTS_HEADER, ...generateContacts({ guests: 500, seed: 1 })]);
  });
  it("gives each household one of several languages, and leaves everybody else as they are", () => {
    const plain = [...generateContacts({ guests: 200, seed: 3 })];
    const spoken = [...generateContacts({ guests: 200, seed: 3, languages: ["en", "gu"] })];
    expect(spoken.map((row) => row.slice(0, CONTACTS_HEADER.length))).toEqual(plain);
    const home = CONTACTS_HEADER.indexOf("Custom Field 1 - Value");
    const pairs = new Set(spoken.map((row) => `${row[home]} ${row.at(-1)}`));
    expect(pairs.size).toBe(new Set(plain.map((row) => row[home])).size);
    expect(new Set(spoken.map((row) => row.at(-1)))).toEqual(new Set(["en", "gu"]));
  });
});
