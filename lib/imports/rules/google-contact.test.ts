import { describe, expect, it } from "vitest";
import { CONTACTS_HEADER, generateContacts } from "@/db/seed/generate-guests";
import { readPerson } from "@/lib/adapters/google/person";
import type { RemoteContact } from "@/lib/imports/ports";
import { mapHeader } from "@/lib/imports/rules/columns";
import { draftFromContact, GOOGLE_CONTACT_HEADER, householdLabel } from "@/lib/imports/rules/google-contact";
import { draftFromRow } from "@/lib/imports/rules/row";
import { personOf } from "@/simulator/google-contacts";

const INDIA = { homeCountry: "IN" };
const EMPTY: RemoteContact = {
  resourceName: "people/c1",
  etag: "%1",
  names: [],
  phones: [],
  emails: [],
  addresses: [],
  biographies: [],
  organizations: [],
  groups: [],
  nicknames: [],
  relations: [],
  custom: [],
};

const read = (contact: Partial<RemoteContact>, options = INDIA) => {
  const row = draftFromContact({ ...EMPTY, ...contact }, options);
  if (!row) throw new Error("deleted");
  return row;
};

describe("a Google contact", () => {
  it("says the same from the account as from Google's own file", () => {
    const map = mapHeader(CONTACTS_HEADER);
    if (!map.ok) throw new Error(map.reason);
    let compared = 0;
    for (const cells of generateContacts({ guests: 1500, seed: 11 })) {
      const labels = new Map<string, string>();
      const person = personOf(CONTACTS_HEADER, cells, "c7", (name) => {
        labels.set(`contactGroups/${name}`, name);
        return `contactGroups/${name}`;
      });
      const contact = readPerson(person, labels);
      const { googleResource, ...draft } = draftFromContact(contact!, INDIA)!.draft;
      expect(draft).toEqual(draftFromRow(cells, map, INDIA));
      expect(googleResource).toBe("people/c7");
      compared++;
    }
    expect(compared).toBeGreaterThan(1500);
  });

  it("keeps names in their parts, and takes what there is where there are none", () => {
    expect(
      read({
        names: [{ display: "Dr Asha R Mehta", prefix: "Dr", given: "Asha", middle: "R", family: "Mehta" }],
      }).draft.name,
    ).toEqual({ full: "Dr Asha R Mehta", given: "Asha", family: "Mehta" });
    expect(read({ names: [{ display: "Sharma ji Mumbai" }] }).draft.name).toEqual({
      full: "Sharma ji Mumbai",
    });
    expect(read({ nicknames: ["Bittu"] }).draft.name).toEqual({ full: "Bittu" });
    expect(read({ organizations: ["Mehta Sons"] }).draft.name).toEqual({ full: "Mehta Sons" });
  });

  it("prefers Google's reading of a number, and keeps what was typed", () => {
    const { raw, draft } = read({
      names: [{ given: "Asha" }],
      phones: [
        { value: "98250 12345", canonicalForm: "+919825012345", type: "mobile" },
        { value: "0044 20 7946 0958", canonicalForm: "+442079460958", type: "work" },
        { value: "(415) 555-2671", canonicalForm: "+14155552671", type: "home" },
        { value: "91 98250 11111", canonicalForm: "+919825011111", type: "other" },
      ],
    });
    expect(draft.phones.map(({ e164, raw, assumedCountry }) => [e164, raw, assumedCountry])).toEqual([
      ["+919825012345", "98250 12345", true],
      ["+919825011111", "91 98250 11111", false],
      ["+14155552671", "(415) 555-2671", true],
      ["+442079460958", "0044 20 7946 0958", false],
    ]);
    expect(draft.phones[0]).toMatchObject({ label: "Mobile", primary: true });
    expect(raw).toContain("98250 12345");
    expect(raw).not.toContain("+919825012345");
  });

  it("reads a number itself where Google could not, and says what is the matter", () => {
    const { draft } = read({
      names: [{ given: "Asha" }],
      phones: [
        { value: "98250 12345 / 98250 54321", type: "mobile" },
        { value: "9.19E+11", canonicalForm: "junk", type: "home" },
        { value: "022 2345 6789", canonicalForm: "+912223456789", type: "homeFax" },
      ],
    });
    expect(draft.phones.map((phone) => phone.e164)).toEqual(["+919825012345", "+919825054321"]);
    expect(draft.problems.map((problem) => problem.code)).toEqual(["phone_scientific"]);
  });

  it("loses nobody of a contact with more of everything than columns", () => {
    const phones = Array.from({ length: 12 }, (_, i) => ({
      value: `+91 98250 123${String(i).padStart(2, "0")}`,
    }));
    const emails = Array.from({ length: 6 }, (_, i) => ({ value: `asha${i}@example.com` }));
    const { draft, raw } = read({ names: [{ given: "Asha" }], phones, emails });
    expect([draft.phones.length, draft.emails.length, draft.problems]).toEqual([12, 6, []]);
    expect(raw).toHaveLength(GOOGLE_CONTACT_HEADER.length);
  });

  it("takes labels, side, household, notes and relations along", () => {
    const { draft, raw } = read({
      names: [{ given: "Asha" }],
      groups: ["Family", "Pune wale", "child"],
      custom: [
        { label: "Side", value: "Bride" },
        { label: "Household", value: "Mehta family" },
      ],
      biographies: ["Jain food\nno onion"],
      relations: [{ person: "Ravi Mehta", type: "spouse" }, { person: "Tara" }],
    });
    expect(draft).toMatchObject({
      tags: ["Family", "Pune wale"],
      ageBand: "child",
      side: "bride",
      household: "Mehta family",
      notes: "Jain food\nno onion\nSpouse: Ravi Mehta\nRelated: Tara",
    });
    expect(householdLabel(raw)).toBe("Household");
    expect(householdLabel(read({}).raw)).toBeUndefined();
  });

  it("is no row when it was deleted, and a refused one when it says nothing", () => {
    expect(draftFromContact({ ...EMPTY, deleted: true }, INDIA)).toBeNull();
    expect(read({}).draft).toMatchObject({ outcome: "refused", googleResource: "people/c1" });
  });
});
