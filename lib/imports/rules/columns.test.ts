import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ColumnMap, householdHeading, mapHeader } from "@/lib/imports/rules/columns";

function mapped(header: string): ColumnMap {
  const map = mapHeader(header.split(","));
  if (!map.ok) throw new Error(map.reason);
  return map;
}

describe("mapHeader", () => {
  it("reads a plain sheet whatever its case, spaces and punctuation", () => {
    const map = mapped(
      "S.No.,GUEST  NAME,Mobile No.,WhatsApp,E-Mail ID,House-hold,SIDE,No. of Adults,Kids,City,Remarks",
    );
    expect(map).toMatchObject({
      source: "plain",
      fields: { full: [1], household: [5], side: [6], adults: [7], children: [8], notes: [10] },
    });
    expect(map.phones.map((phone) => phone.value)).toEqual([2, 3]);
    expect(map.emails.map((email) => email.value)).toEqual([4]);
    expect(map.ignored).toEqual([0]);
  });

  it.each([
    "Ph No",
    "Ph. No.",
    "Phone/Mobile",
    "Mobile No. (WhatsApp)",
    "WhatsApp (for invite)",
    "Mobile Number with country code",
    "Mobile (Self)",
    "Mobile 2 (Home)",
    "Contact Details",
    "Contact Info",
    "Primary Contact",
    "Contact Nos.",
  ])("takes %s for a phone", (heading) => {
    expect(mapped(`Name,${heading}`)).toMatchObject({ phones: [{ value: 1, heading }], ignored: [] });
  });
  it.each(["Phone colour code", "WhatsApp (Y/N)", "WhatsApp sent", "Mobile (wife)", "Phone model"])(
    "does not take %s for one",
    (heading) => expect(mapped(`Name,${heading}`)).toMatchObject({ phones: [], ignored: [1] }),
  );
  it.each([
    ["Guest ka naam", "full"],
    ["Guest's Name", "full"],
    ["Your full name", "full"],
    ["Name (as on the card)", "full"],
    ["Side (B/G)", "side"],
    ["No. of guests coming", "adults"],
    ["How many of you", "adults"],
    ["How many of you will be attending?", "adults"],
    ["Adults (18+)", "adults"],
    ["No. of guests (Adults)", "adults"],
    ["No. of guests (Kids)", "children"],
    ["Total Members", "adults"],
    ["Total", "adults"],
    ["कुल", "adults"],
    ["सदस्य संख्या", "adults"],
    ["First", "given"],
    ["Last", "family"],
    ["Nombre", "full"],
    ["Phone country code", "dialCode"],
    ["Country Code", "dialCode"],
    ["Nome completo", "full"],
  ] as const)("takes %s for the %s", (heading, field) => {
    expect(mapped(`Mobile,${heading}`).fields[field]).toEqual([1]);
  });
  it("leaves a total to itself beside counts, and puts adults before it", () => {
    expect(mapped("Name,Total,Kids,Adults").fields).toMatchObject({ adults: [3], children: [2] });
    expect(mapped("Name,Total,Kids,Adults").ignored).toEqual([1]);
    expect(mapped("Name,Total Guests,Adults").fields.adults).toEqual([2, 1]);
  });
  it("takes guests for a count beside a name, and for no heading alone", () => {
    expect(mapped("Name,Phone,Guests").fields.adults).toEqual([2]);
    expect(mapHeader(["Guests", ""])).toMatchObject({ ok: false });
  });
  it("finds the numbers of Mexico, Argentina, Brazil and France by their own words", () => {
    for (const word of ["Teléfono", "Telefono", "Celular", "Móvil", "Telefone", "Téléphone", "Portable"])
      expect(mapped(`Nom,${word}`).phones).toHaveLength(1);
  });
  it("takes the company of Google's older lists for the name of who has none", () => {
    const header = "Name,Given Name,Family Name,Group Membership,Phone 1 - Value,Organization 1 - Name";
    expect(mapped(header)).toMatchObject({ source: "google-legacy", fields: { organization: [5] } });
  });
  it("takes whom to call for the name where the number stands beside", () => {
    expect(mapped("Primary Contact,Mobile").fields.full).toEqual([0]);
  });

  it("reads Hindi headings with and without the nukta", () => {
    const map = mapped("नाम,फ़ोन,फोन 2,परिवार,पता");
    expect(map.fields).toMatchObject({ full: [0], household: [3] });
    expect(map.phones.map((phone) => phone.value)).toEqual([1, 2]);
    expect(map.addresses).toEqual([{ whole: 4, parts: [] }]);
  });

  it.each([
    ["Name,Family,Mobile", "household", 1],
    ["First Name,Last Name,Family,Mobile", "household", 2],
    ["Full Name,Family Name,Mobile", "household", 1],
    ["Family,Mobile,Adults", "household", 0],
    ["Given Name,Family Name,Mobile", "family", 1],
    ["First Name,Family,Mobile", "family", 1],
    ["Name,Given Name,Family Name,Phone 1 - Type,Phone 1 - Value", "family", 2],
  ] as const)("in %s the family word is the %s", (header, field, column) => {
    expect(mapped(header).fields[field]).toEqual([column]);
  });

  it("takes a lone Contact for what is missing", () => {
    expect(mapped("Name,Contact").phones.map((phone) => phone.value)).toEqual([1]);
    expect(mapped("Contact,Mobile").fields.full).toEqual([0]);
  });

  it("finds the household among the custom fields of Google's rows", () => {
    const map = mapped("First Name,Phone 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value");
    expect(
      householdHeading(map, [
        ["A", "", "Side", "bride"],
        ["B", "", "Family", "Mehta"],
      ]),
    ).toBe("Family");
    expect(householdHeading(map, [["A", "", "Birthday gift", "x"]])).toBeUndefined();
  });

  it("refuses a sheet with neither name nor phone, in words that help", () => {
    const refusal = mapHeader(["Colour", "Quantity"]);
    expect(refusal).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/“Colour”, “Quantity”.*Name.*Mobile/s),
    });
    expect(mapHeader([""])).toMatchObject({ reason: expect.stringContaining("empty") });
  });

  it("never throws, and a map never depends on where its columns stand", () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: "binary" })), (header) => void mapHeader(header)));
    const headings = [
      "First Name",
      "Last Name",
      "Phone 1 - Label",
      "Phone 1 - Value",
      "Labels",
      "Notes",
      "Household",
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(headings, { minLength: headings.length }), (header) => {
        const { fields, phones } = mapped(header.join(","));
        const named = Object.fromEntries(
          Object.entries(fields).map(([field, [column]]) => [field, header[column ?? -1]]),
        );
        expect(named).toEqual({
          given: "First Name",
          family: "Last Name",
          tags: "Labels",
          notes: "Notes",
          household: "Household",
        });
        expect(phones.map((phone) => [header[phone.value], header[phone.label ?? -1]])).toEqual([
          ["Phone 1 - Value", "Phone 1 - Label"],
        ]);
      }),
    );
  });
});
