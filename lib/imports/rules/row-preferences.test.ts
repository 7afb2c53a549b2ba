import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mapHeader } from "@/lib/imports/rules/columns";
import { draftFromRow } from "@/lib/imports/rules/row";
import { dietOf, languageOf } from "@/lib/imports/rules/row-preferences";

function read(header: string, ...cells: string[]) {
  const map = mapHeader(header.split(","));
  if (!map.ok) throw new Error(map.reason);
  return draftFromRow(cells, map, { homeCountry: "IN" });
}

describe("languageOf", () => {
  it.each([
    ["Hindi", "hi"],
    ["हिन्दी", "hi"],
    ["hi-IN", "hi"],
    ["GU", "gu"],
    ["ગુજરાતી", "gu"],
    ["marathi / english", "mr"],
    ["कन्नड़", "kn"],
    ["Bangla", "bn"],
    ["اردو", "ur"],
    ["Klingon", undefined],
    ["history", undefined],
  ])("%s → %s", (text, code) => expect(languageOf(text)).toBe(code));
});

describe("dietOf", () => {
  it.each([
    ["Veg", { diet: "veg" }],
    ["Pure Veg", { diet: "veg" }],
    ["शाकाहारी", { diet: "veg" }],
    ["non-veg", { diet: "nonveg" }],
    ["Non Vegetarian", { diet: "nonveg" }],
    ["NV", { diet: "nonveg" }],
    ["Jain food", { diet: "jain" }],
    ["Jain, no nuts", { diet: "jain", more: "Jain, no nuts" }],
    ["vegan", { diet: "vegan" }],
    ["No onion, no garlic", { diet: "no-onion-garlic" }],
    ["बिना प्याज", { diet: "no-onion-garlic" }],
    ["Eggetarian", { diet: "egg" }],
    ["halal only", { diet: "halal" }],
    ["gluten free", { diet: "other", more: "gluten free" }],
    ["anything", {}],
    ["-", {}],
  ])("%s → %j", (text, answer) => expect(dietOf(text)).toEqual(answer));

  it("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void [dietOf(text), languageOf(text)]));
  });
});

describe("a row's wishes", () => {
  it("come from columns in English and in Hindi", () => {
    expect(read("Name,Language,Food", "A", "Gujarati", "Jain, no nuts")).toMatchObject({
      language: "gu",
      diet: "jain",
      notes: "Diet: Jain, no nuts",
      problems: [],
    });
    expect(read("नाम,भाषा,खाना", "अ", "मराठी", "शाकाहारी")).toMatchObject({ language: "mr", diet: "veg" });
  });
  it("say so when the language is none we write in, and never hear of Outlook's own", () => {
    expect(read("Name,Language", "A", "Sindhi").problems).toMatchObject([{ code: "language_unknown" }]);
    const outlook = read("First Name,E-mail Address,Mobile Phone,Language", "A", "", "", "Sindhi");
    expect([outlook.language, outlook.problems]).toEqual([undefined, []]);
  });
  it.each([
    ["infant", "infant"],
    ["शिशु", "infant"],
    ["1", "infant"],
    ["1.5 yrs", "infant"],
    ["8 months", "infant"],
    ["२", "child"],
    ["11", "child"],
    ["Kid", "child"],
    ["34", "adult"],
    ["Senior", "adult"],
    ["?", undefined],
  ])("the age %s is %s", (text, band) => expect(read("Name,Age", "A", text).ageBand).toBe(band));
});
