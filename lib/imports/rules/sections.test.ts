import { expect, it } from "vitest";
import { mapHeader } from "@/lib/imports/rules/columns";
import { asideOf } from "@/lib/imports/rules/not-a-guest";
import { draftFromRow } from "@/lib/imports/rules/row";
import { sectioned } from "@/lib/imports/rules/sections";

const HEADER = ["Name", "Phone", "Side"];
const map = mapHeader(HEADER);
if (!map.ok) throw new Error(map.reason);

function sidesOf(...rows: string[][]) {
  if (!map.ok) throw new Error(map.reason);
  const [aside, inSection] = [asideOf(map), sectioned()];
  return rows
    .map((cells) => inSection(cells, aside(cells, draftFromRow(cells, map, { homeCountry: "IN" }))))
    .flatMap(({ outcome, name, side }) => (outcome === "ready" ? [`${name.full}: ${side}`] : []));
}

it("gives whoever stands below the head of a section its side", () => {
  expect(
    sidesOf(
      ["Asha", "9825011111", ""],
      ["Bride side", "", ""],
      ["Bina", "9825011112", ""],
      ["Gopal", "9825011113", "groom"],
      ["Total", "2", ""],
      ["Chetan", "9825011114", ""],
      ["लड़के वाले", "", ""],
      ["Dev", "", ""],
    ),
  ).toEqual(["Asha: undefined", "Bina: bride", "Gopal: groom", "Chetan: bride", "Dev: groom"]);
});

it("ends with the title of another part that names no side", () => {
  expect(
    sidesOf(["Bride side", "", ""], ["Bina", "9825011112", ""], ["Groom's people", "", ""], HEADER, [
      "Dev",
      "9825011113",
      "",
    ]),
  ).toContain("Dev: undefined");
});

it("goes on below the headings that stand under its own head", () => {
  expect(sidesOf(["Bride side", "", ""], HEADER, ["Bina", "9825011112", ""])).toEqual(["Bina: bride"]);
});
