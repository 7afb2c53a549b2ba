import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeQuotedPrintable, parseVCards, splitValue } from "@/lib/imports/rules/vcard";
import { draftFromCard, type ReadRow } from "@/lib/imports/rules/vcard-draft";

const INDIA = { homeCountry: "IN" };
const read = (text: string): ReadRow[] =>
  [...parseVCards(text.split(/\r?\n/))].map((card) => draftFromCard(card, INDIA));
const fixture = (name: string) =>
  read(readFileSync(new URL(`../../../tests/fixtures/vcard/${name}`, import.meta.url), "utf8"));
const numbers = (row: ReadRow | undefined) => row?.draft.phones.map((phone) => phone.e164);
const codes = (row: ReadRow | undefined) => row?.draft.problems.map((problem) => problem.code);

it("keeps who is related to whom", () => {
  const card = (...lines: string[]) =>
    read(["BEGIN:VCARD", "VERSION:3.0", "FN:Asha", ...lines, "END:VCARD"].join("\n"))[0]?.draft.notes;
  expect(
    card("item1.X-ABRELATEDNAMES;type=pref:Vijay Rao", "item1.X-ABLabel:_$!<Spouse>!$_", "NOTE:by bus"),
  ).toBe("by bus\nSpouse: Vijay Rao");
  expect(card("RELATED;TYPE=spouse;VALUE=text:Vijay")).toBe("Spouse: Vijay");
  expect(card("RELATED;TYPE=spouse:urn:uuid:03a0e51f")).toBeUndefined();
});

describe("the fixtures", () => {
  it("iphone.vcf", () => {
    const [ramesh, phoneOnly, noteOnly, group, ...rest] = fixture("iphone.vcf");
    expect(rest).toEqual([]);
    expect(ramesh?.draft).toMatchObject({
      outcome: "ready",
      name: { full: "Shri Ramesh Mehta", given: "Ramesh", family: "Mehta" },
      emails: [{ value: "ramesh@example.com", label: "Work" }],
      tags: ["Family", "Bride college"],
      address: "12, Shivalik Heights, Ahmedabad, Gujarat, 380015, India",
      notes: 'Jain food, no onion; call after 7\nsaid "pakka"',
      vcardUid: "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
      problems: [],
    });
    expect(ramesh?.draft.phones.map((p) => [p.e164, p.label, p.primary])).toEqual([
      ["+919825054321", "WhatsApp", true],
      ["+919825012345", "Mobile", false],
      ["+917926571234", "Home", false],
    ]);
    expect(ramesh?.raw.slice(0, 2)).toEqual(["Shri Ramesh Mehta", "Mobile: +91 98250 12345"]);
    expect([phoneOnly?.draft.name.full, numbers(phoneOnly)]).toEqual(["Guest …7777", ["+919825077777"]]);
    expect([noteOnly?.draft.outcome, codes(noteOnly)]).toEqual([
      "refused",
      ["no_name_no_contact", "only_note"],
    ]);
    expect([group?.draft.outcome, codes(group)]).toEqual(["refused", ["card_group"]]);
  });

  it("android.vcf: 2.1, bare types, quoted-printable over soft line breaks", () => {
    const [ramesh, kiran, ...rest] = fixture("android.vcf");
    expect(rest).toEqual([]);
    expect(ramesh?.draft).toMatchObject({
      name: { full: "रमेश शर्मा", given: "रमेश", family: "शर्मा" },
      emails: [{ value: "ramesh@example.in", label: "Home" }],
      address: "12 वैशाली, Jaipur",
      problems: [],
    });
    expect(numbers(ramesh)).toEqual(["+919829012345", "+912223456789"]);
    expect(kiran?.draft.name.full).toBe("Kiran Shah");
  });

  it("version-4.vcf", () => {
    expect(fixture("version-4.vcf").map(({ draft }) => draft)).toMatchObject([
      {
        name: { full: "Zoya Khan" },
        phones: [
          { e164: "+919825012349", label: "WhatsApp" },
          { e164: "+447400123456", label: "Mobile" },
        ],
        emails: [{ value: "zoya@example.com", label: "Work" }],
        tags: ["groom side", "London"],
        language: "ur",
        notes: "a long note",
        vcardUid: "4fbe8971-0bc3-424c-9c26-36c3e1eff6b2",
      },
    ]);
  });

  it("cut-off.vcf keeps what is whole and says what is not", () => {
    const [asha, ravi] = fixture("cut-off.vcf");
    expect(asha?.draft).toMatchObject({ outcome: "ready", name: { full: "Asha Mehta" } });
    expect(ravi?.draft.outcome).toBe("refused");
    expect(ravi?.draft.problems.at(-1)?.message).toContain(
      "breaks off in the middle of the contact “Ravi Mehta”",
    );
  });
});

describe("a card", () => {
  const card = (...lines: string[]) => read(["BEGIN:VCARD", ...lines, "END:VCARD"].join("\r\n"))[0]!;

  it("keeps hostile text as text, and no NUL", () => {
    expect(card("FN:<script>alert(1)</script>\u0000", "TEL:9825012345").draft.name.full).toBe(
      "<script>alert(1)</script>",
    );
  });
  it("has no number for a name", () => {
    expect(card("FN:+91 98250 12345", "N:98250 12345;;;;", "TEL:9825012345").draft).toMatchObject({
      name: { full: "Guest …2345" },
    });
  });
  it("has WhatsApp's own number where the printed one cannot be read", () => {
    const number = (line: string) => {
      const { phones, problems } = card("FN:Asha", line).draft;
      return [...phones.map(({ e164, label }) => `${label} ${e164}`), ...problems.map(({ code }) => code)];
    };
    expect(number("TEL;waid=5491123456789:011 15-2345-6789")).toEqual(["WhatsApp +5491123456789"]);
    expect(number("item1.TEL;type=CELL;waid=5491123456789:11 2345-6789")).toEqual([
      "WhatsApp +5491123456789",
    ]);
    expect(number("TEL;waid=919825012345:98250 12345")).toEqual(["WhatsApp +919825012345"]);
    expect(number("TEL;waid=5215512345678:+52 55 1234 5678")).toEqual(["WhatsApp +525512345678"]);
    expect(number("TEL;waid=x:98250 1234")).toEqual(["phone_too_short"]);
  });
  it("ends where the next one begins, even inside a soft line break", () => {
    const rows = read(
      "BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:Asha=\nBEGIN:VCARD\nFN:Ravi\nEND:VCARD\nstray\n",
    );
    expect(rows.map(({ draft }) => [draft.name.full, draft.outcome])).toEqual([
      ["Asha", "refused"],
      ["Ravi", "ready"],
    ]);
  });
  it("reads quoted-printable in the charset it names, and keeps broken escapes", () => {
    expect(card("FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Ren=E9e").draft.name.full).toBe("Renée");
    expect(decodeQuotedPrintable("50=2 =ZZ=41=", "no-such-charset")).toBe("50=2 =ZZA");
  });
  it("splits at separators that are not escaped", () => {
    expect(splitValue("a\\;b;c\\,d;\\\\;", ";")).toEqual(["a;b", "c,d", "\\", ""]);
  });
});

it("never throws, whatever the lines, and is done with hostile ones at once", async () => {
  const line = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("BEGIN:VCARD", "END:VCARD", "TEL;TYPE=CELL:98", " x", "N:;;;", "FN;ENCODING=Q:=", "=E0="),
  );
  fc.assert(fc.property(fc.array(line), (lines) => void read(lines.join("\n"))));
  const hostile = `BEGIN:VCARD\nTEL${';"'.repeat(50_000)}:1\nTEL${";a".repeat(50_000)}:1\nFN:${"\\".repeat(50_000)}\n`;
  await expect(() => read(hostile)).toCostLessThan(500);
});
