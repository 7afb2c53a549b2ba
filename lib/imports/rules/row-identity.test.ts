import { describe, expect, it } from "vitest";
import { mapHeader } from "@/lib/imports/rules/columns";
import { draftFromRow, rowKey } from "@/lib/imports/rules/row";
import { idOf } from "@/lib/imports/rules/row-identity";

const UUID = "4FBE8971-0BC3-424C-9C26-36C3E1EFF6B1";

describe("idOf", () => {
  it.each([
    ["people/c2345678901234567890", false, { googleResource: "people/c2345678901234567890" }],
    [UUID, false, { vcardUid: UUID.toLowerCase() }],
    [`urn:uuid:${UUID}`, false, { vcardUid: UUID.toLowerCase() }],
    [`${UUID}:ABPerson`, true, { vcardUid: UUID.toLowerCase() }],
    ["pas-id-53C3E1EFF6B10000", true, { vcardUid: "pas-id-53C3E1EFF6B10000" }],
    ["pas-id-53C3E1EFF6B10000", false, { sourceKey: "pas-id-53C3E1EFF6B10000" }],
    ["7", true, { sourceKey: "7" }],
    ["people/me", false, { sourceKey: "people/me" }],
    ["", true, {}],
  ])("%s (certain: %s)", (text, certain, ids) => expect(idOf(text, certain)).toEqual(ids));
});

describe("rowKey", () => {
  const map = mapHeader(["UID", "Name", "Phone"]);
  if (!map.ok) throw new Error(map.reason);
  const draft = (...cells: string[]) => draftFromRow(cells, map, { homeCountry: "IN" });

  it("never knows people by a list's running number", () => {
    expect(draft("1", "Asha", "9825012345")).toMatchObject({ sourceKey: "1" });
    expect(rowKey(draft("1", "Asha", "9825012345"))).toBe(rowKey(draft("2", "Asha ben", "9825012345")));
    expect(rowKey(draft("1", "Asha"))).not.toBe(rowKey(draft("1", "Ravi")));
    expect(rowKey(draft("1", "Asha"))).not.toBe(rowKey(draft("2", "Asha")));
  });
  it("knows them by an address book's", () => {
    expect(rowKey(draft(UUID, "Asha", "9825012345"))).toBe(rowKey(draft(`urn:uuid:${UUID}`, "Asha ben")));
  });
});
