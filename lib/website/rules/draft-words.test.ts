import { expect, it } from "vitest";
import type { SiteContent } from "@/lib/website/types";
import { contentDifferences, missingIn } from "./draft-words";

const content: SiteContent = {
  look: "genda",
  languages: ["en", "hi"],
  couple: { first: { en: "Anjali", hi: "अंजलि" }, second: { en: "Rohan" } },
  cover: { line: { en: " " }, photoId: null },
  families: [{ heading: { en: "Sharma family" }, text: {} }],
  travel: { en: "By train." },
  stay: {},
  gifts: { text: {}, links: [], upi: null },
  contacts: [{ name: "Kabir", relation: { en: "Brother" }, phone: "+919810098100" }],
  sections: [
    { kind: "functions", hidden: false },
    { kind: "gifts", hidden: true },
  ],
};

it("names what a language lacks, and only what another one has", () => {
  expect(missingIn(content, "en")).toEqual([]);
  expect(missingIn(content, "hi")).toEqual([
    "Name that comes second",
    "Family 1, heading",
    "Getting there",
    "Who Kabir is",
  ]);
});

it("lists what differs as a person reads it", () => {
  expect(contentDifferences(content, structuredClone(content))).toEqual([]);
  const after = structuredClone(content);
  after.look = "raat";
  after.travel = { en: "By train.", hi: "ट्रेन से।" };
  after.families = [];
  after.sections.reverse();
  after.sections[0]!.hidden = false;
  after.gifts.upi = "anjali@okbank";
  expect(contentDifferences(content, after)).toEqual([
    { what: "Getting there, in Hindi", before: "nothing", after: "ट्रेन से।" },
    { what: "Family 1, heading, in English", before: "Sharma family", after: "nothing" },
    { what: "Look", before: "Genda", after: "Raat" },
    { what: "UPI id", before: "nothing", after: "anjali@okbank" },
    { what: "Sections shown", before: "Functions", after: "Gifts, Functions" },
  ]);
  const photo = (photoId: string) => ({ ...content, cover: { line: {}, photoId } });
  expect(contentDifferences(photo("1"), photo("2")).map(({ what }) => what)).toEqual(["Photo on the cover"]);
});
