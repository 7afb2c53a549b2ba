import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headerSignature, mapFromChoice } from "@/lib/imports/rules/map-choice";
import { proposeColumns } from "@/lib/imports/rules/propose-columns";
import { draftFromRow } from "@/lib/imports/rules/row";
import { TARGETS, type Target } from "@/lib/imports/rules/targets";

const targets = (header: string[], ...sample: string[][]) => {
  const { hasHeader, columns } = proposeColumns(header, sample, "IN");
  return [hasHeader, ...columns.map(({ target }) => target)];
};

describe("proposeColumns", () => {
  it("reads headings people make up", () => {
    expect(
      targets([
        "Sr No",
        "Mehmaan ka naam",
        "Mob (whatsapp)",
        "Kitne log",
        "Bachche",
        "Gaon",
        "Rishta",
        "Xyz",
      ]),
    ).toEqual([true, "ignore", "full", "phone", "adults", "children", "address", "tags", "ignore"]);
  });

  it("reads a sheet without headings from its values", () => {
    expect(
      targets(
        ["1", "Ramesh Sharma", "98290 12345", "bride", "2", "1"],
        ["2", "Sunita Gupta", "98290 12346", "groom", "4", "0"],
        ["3", "Mohan Verma", "98290 12347", "bride", "2", "2"],
      ),
    ).toEqual([false, "ignore", "full", "phone", "side", "adults", "children"]);
  });

  it("believes values over a heading they contradict", () => {
    const sample = [
      ["98290 12345", "Ramesh Sharma", "a@b.in"],
      ["98290 12346", "Sunita Gupta", "c@d.in"],
    ];
    expect(targets(["Notes", "Contact no", "Xyz"], ...sample)).toEqual([true, "phone", "full", "email"]);
  });

  it("knows a first name from a surname, and gives one target to one column", () => {
    expect(
      targets(["A", "B", "C"], ["Ramesh", "Sharma", "9829012345"], ["Sunita", "Gupta", "9829012346"]),
    ).toEqual([true, "given", "family", "phone"]);
    expect(targets(["Name of bride side", "Guest name"])).toEqual([true, "side", "full"]);
  });

  it("takes a first row of names for data only where the next rows are names too", () => {
    expect(targets(["Ramesh Sharma"], ["Sunita Gupta"], ["Mohan Verma"])).toEqual([false, "full"]);
    expect(targets(["Our list"], ["98290 12345"])).toEqual([true, "phone"]);
  });

  it("says why, and how sure it is", () => {
    const [column] = proposeColumns(["Kis ko"], [["9829012345"], ["9829012346"], ["?"]], "IN").columns;
    expect(column).toMatchObject({
      target: "phone",
      reason: "2 of 3 values look like phone numbers.",
      confidence: 0.6,
    });
  });

  it("never throws and speaks of every column", () => {
    const row = fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("9829012345", "Name", "2")));
    fc.assert(
      fc.property(row, fc.array(row, { maxLength: 5 }), (header, sample) => {
        const { columns } = proposeColumns(header, sample, "IN");
        expect(columns.map(({ column }) => column)).toEqual(columns.map((_, i) => i));
        for (const { confidence, reason } of columns) {
          expect(confidence >= 0 && confidence <= 1).toBe(true);
          expect(reason).not.toBe("");
        }
      }),
    );
  });
});

describe("mapFromChoice", () => {
  const draftOf = (header: string[], choice: Record<string, Target>, cells: string[], hasHeader = true) => {
    const map = mapFromChoice(header, choice, { hasHeader });
    return map.ok ? draftFromRow(cells, map, { homeCountry: "IN" }) : map.reason;
  };

  it("reads a row by what a person said", () => {
    expect(
      draftOf(
        ["x", "y", "z", "street", "town"],
        { "0": "phone", "1": "full", "3": "address", "4": "address" },
        ["9829012345", "Asha", "?", "12 Lane", "Jaipur"],
      ),
    ).toMatchObject({
      name: { full: "Asha" },
      phones: [{ e164: "+919829012345" }],
      address: "12 Lane, Jaipur",
      problems: [],
    });
  });
  it("names columns by number where there are no headings", () => {
    expect(
      draftOf(["Asha", "9829012345"], { "0": "full", "1": "phone" }, ["Asha", "9829012345"], false),
    ).toMatchObject({ phones: [{ raw: "9829012345" }] });
  });
  it("asks again when nobody can be known by the choice, or it means columns that are not there", () => {
    expect(draftOf(["x", "y"], { "1": "notes", "9": "full" }, [])).toMatch(/names or the phone numbers/);
    expect(draftOf(["x"], { "0": "nonsense" as Target }, [])).toMatch(/names or the phone numbers/);
  });
  it("maps every target somewhere", () => {
    const header = TARGETS.map((target) => `my ${target}`);
    const map = mapFromChoice(header, Object.fromEntries(TARGETS.map((t, i) => [i, t])), { hasHeader: true });
    expect(map).toMatchObject({ ok: true, ignored: [TARGETS.indexOf("ignore")] });
  });
});

describe("headerSignature", () => {
  it("is the headings', however they are written", () => {
    expect(headerSignature(["Guest's Naam", "Mob.", ""])).toBe(headerSignature([" guests naam", "MOB"]));
    expect(headerSignature(["a", "b"])).not.toBe(headerSignature(["b", "a"]));
    expect(headerSignature(["ab", "c"])).not.toBe(headerSignature(["a", "bc"]));
  });
  it("is the kinds of values where the first row is data", () => {
    expect(headerSignature(["Asha", "98290 12345"])).toBe(headerSignature(["Ravi Rao", "+91 98290-12346"]));
  });
});
