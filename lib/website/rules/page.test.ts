import { createSecretKey } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { siteContentInput } from "@/lib/website/inputs";
import { readAddress } from "./address";
import { audienceHash, visibleTo } from "./audience";
import { defaultContent, shownSections } from "./content";
import { noticePage } from "./notice";
import { buildPage, type DatedFunction, type PageFacts } from "./page";
import { readPageKey, writePageKey } from "./page-key";
import { readerLanguage } from "./reader-language";
import { slugProblem, suggestSlug } from "./slug";

const secret = createSecretKey(Buffer.from("a secret that is long enough"));
const languages = Object.keys(GUEST_LANGUAGES) as GuestLanguage[];

const shown = (name: string, more: Partial<DatedFunction> = {}): DatedFunction => ({
  id: name,
  name,
  startsAt: null,
  zone: "Asia/Kolkata",
  venue: null,
  address: null,
  mapUrl: null,
  dress: null,
  note: null,
  cancelled: false,
  shownAt: "2026-11-01T00:00:00.000Z",
  ...more,
});

const facts = (functions: DatedFunction[], more: Partial<PageFacts> = {}): PageFacts => ({
  kind: "household",
  language: "en",
  wedding: { name: "Anjali & Rohan", hosts: "Meera & Rajesh", zone: "Asia/Kolkata" },
  functions,
  publishedAt: "2026-11-10T00:00:00.000Z",
  address: null,
  photo: null,
  preview: null,
  ...more,
});

describe("what a reader may see", () => {
  it("is what it is invited to, or what is public, and nothing else", () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({
            id: fc.uuid(),
            visibility: fc.constantFrom("public" as const, "invite_only" as const),
          }),
          { selector: ({ id }) => id },
        ),
        fc.array(fc.nat(20)),
        (functions, picks) => {
          const invitedTo = picks.flatMap((at) => functions[at]?.id ?? []);
          const seen = visibleTo({ kind: "household", invitedTo }, functions).map(({ id }) => id);
          expect(new Set(seen)).toEqual(new Set(invitedTo));
          expect(visibleTo({ kind: "public" }, functions)).toEqual(
            functions.filter(({ visibility }) => visibility === "public"),
          );
          expect(audienceHash(invitedTo)).toBe(audienceHash([...invitedTo].reverse()));
        },
      ),
    ));
});

describe("a page", () => {
  const content = {
    ...defaultContent({ name: "Anjali & Rohan" }),
    contacts: [
      { name: "Suresh Mama", relation: { en: "Bride’s uncle", hi: "मामा" }, phone: "+919876543210" },
    ],
    families: [
      { heading: {}, text: {} },
      { heading: { hi: "शर्मा परिवार" }, text: {} },
    ],
  };
  it("holds no number, and says each thing in the reader's language or the next best", () => {
    const page = buildPage(content, facts([shown("Pheras")], { language: "hi" }));
    expect(JSON.stringify(page)).not.toContain("9876543210");
    expect(page.contacts).toEqual([{ name: "Suresh Mama", relation: { text: "मामा", language: "hi" } }]);
    expect(page.couple.first).toEqual({ text: "Anjali", language: "en" });
    expect(page.families).toHaveLength(1);
    expect(page.functions[0]).not.toHaveProperty("shownAt");
  });
  it("counts days without what does not take place, and knows when anything changed last", () => {
    const page = buildPage(
      content,
      facts([
        shown("Mehndi", { startsAt: "2026-12-11T20:00:00.000Z", shownAt: "2026-11-12T00:00:00.000Z" }),
        shown("Pheras", { startsAt: "2026-12-13T06:00:00.000Z" }),
        shown("Brunch", { startsAt: "2026-12-20T06:00:00.000Z", cancelled: true }),
      ]),
    );
    // Half past one in the night of the 12th at the venue.
    expect(page.days).toBe("12–13 December 2026");
    expect(page.updatedAt).toBe("2026-11-12T00:00:00.000Z");
    expect(buildPage(content, facts([])).days).toBeNull();
  });
  it("shows the sections in the family's order, and one of a later edition last", () =>
    expect(
      shownSections({
        sections: [
          { kind: "gifts", hidden: false },
          { kind: "stay", hidden: true },
        ],
      }),
    ).toEqual(["gifts", "families", "functions", "travel", "contacts"]));
});

describe("a key", () => {
  const name = fc.record({
    kind: fc.constantFrom("public" as const, "household" as const),
    audienceId: fc.uuid(),
    stamp: fc.stringMatching(/^[0-9a-f]{24}$/),
    language: fc.constantFrom(...languages),
  });
  it("says what was put in, and nothing once a letter of it is another", () =>
    fc.assert(
      fc.property(
        name,
        fc.nat(90),
        fc.constantFrom(..."0123456789abcdefghijklmnopqrstuvwxyz"),
        (given, at, letter) => {
          const key = writePageKey(given, secret);
          expect(key).toMatch(/^[a-z0-9]{91}$/);
          expect(readPageKey(key, secret)).toEqual(given);
          if (key[at] !== letter)
            expect(readPageKey(key.slice(0, at) + letter + key.slice(at + 1), secret)).toBeNull();
          expect(readPageKey(key, createSecretKey(Buffer.from("another secret of ours")))).toBeNull();
        },
      ),
    ));
});

describe("an address", () => {
  const read = (path: string) => readAddress(path.split("?")[0]!, new URLSearchParams(path.split("?")[1]));
  it("of the inside is known in every spelling", () => {
    const escapes = (char: string) => [
      char,
      char.toUpperCase(),
      `%${char.charCodeAt(0).toString(16)}`,
      `%25${char.charCodeAt(0).toString(16)}`,
    ];
    fc.assert(
      fc.property(
        fc.tuple(...[..."site"].map((char) => fc.constantFrom(...escapes(char)))),
        fc.constantFrom("/", "//", "/./", "/x/../", "/%2e/", "/%2f", "\\", "/%5c"),
        fc.constantFrom("/", "//", "%2f", "%252f", "\\", ";v=1/", "/../site/"),
        (letters, before, after) => {
          expect(read(`${before}${letters.join("")}${after}penabc`).kind).toBe("inside");
        },
      ),
    );
    expect(read("/%/site").kind).toBe("other");
    expect(read("/%E0%A4%A/../site/x").kind).toBe("inside");
    for (const fine of ["/", "/sites", "/weddings/x/website", "/w/site-of-ours", "/site.webmanifest"])
      expect(read(fine).kind, fine).not.toBe("inside");
  });
  it("of a household is its page, its answers, or a step behind it", () => {
    const token = "qbK1IDdVlwST_GYM6a51Uw";
    expect(read(`/g/${token}`)).toEqual({ kind: "household", token, answers: false });
    expect(read(`/g/${token}?lang=hi`)).toMatchObject({ answers: false });
    for (const query of ["answer", "said=thanks", "at=1", "sent=x&lang=hi"])
      expect(read(`/g/${token}?${query}`)).toMatchObject({ answers: true });
    expect(read(`/g/${token}/calendar.ics`)).toEqual({ kind: "behind", token, rest: "calendar.ics" });
    for (const none of ["/g/short", "/g/", "/g/a%20b", `/g/${"x".repeat(200)}`])
      expect(read(none).kind).toBe("nothing");
  });
  it("of a wedding is read in small letters", () => {
    expect(read("/w/Anjali-Rohan")).toEqual({
      kind: "slug",
      slug: "anjali-rohan",
      asWritten: "Anjali-Rohan",
      rest: "",
    });
    for (const none of ["/w/", "/w/a", "/w/a--b", "/w/admin", "/w/é", "/w/1234"])
      expect(read(none).kind, none).toBe("nothing");
  });
  it("is suggested from names, where that makes a fair one", () => {
    expect(suggestSlug("Anjali & Rohan")).toBe("anjali-rohan");
    expect(suggestSlug("Zoë weds José!")).toBe("zoe-weds-jose");
    expect(suggestSlug("अंजलि")).toBeNull();
    expect(slugProblem("whatsapp")).toContain("kept free");
  });
});

describe("a language", () => {
  it("is the one chosen on the page, else the household's, else the browser's, among those offered", () => {
    const offered = ["en", "hi", "gu"];
    expect(readerLanguage(offered, { chosen: "gu", household: "hi" })).toBe("gu");
    expect(readerLanguage(offered, { chosen: "ta", household: "hi", header: "gu" })).toBe("hi");
    expect(readerLanguage(offered, { header: "fr, gu-IN;q=0.4, hi;q=0.6, *;q=0.1" })).toBe("hi");
    expect(readerLanguage(offered, { header: "hi;q=0, nonsense;;q=x" })).toBe("en");
    expect(readerLanguage(["hi"], {})).toBe("hi");
    expect(readerLanguage([], {})).toBe("en");
  });
  it("has words for every reader when nothing opens", () => {
    for (const language of languages)
      for (const what of ["link", "ended", "address"] as const)
        expect(noticePage(what, language)).toContain(`lang="${language}"`);
  });
});

describe("what the family may write", () => {
  const content = defaultContent({ name: "Anjali & Rohan" });
  const problem = (change: object) =>
    siteContentInput.safeParse({ ...content, ...change }).error?.issues[0]?.message;
  it("begins with what is there, and is refused in words that say what to do", () => {
    expect(siteContentInput.parse(content)).toEqual(content);
    expect(content.couple).toEqual({ first: { en: "Anjali" }, second: { en: "Rohan" } });
    expect(problem({ languages: [] })).toContain("at least one language");
    expect(problem({ languages: ["en", "en"] })).toContain("once");
    expect(problem({ travel: { en: "x".repeat(3001) } })).toContain("3000");
    expect(
      problem({ gifts: { text: {}, links: [{ label: "List", url: "javascript:alert(1)" }], upi: null } }),
    ).toContain("https://");
    expect(problem({ gifts: { text: {}, links: [], upi: "not a upi id" } })).toContain("name@bank");
    expect(problem({ contacts: [{ name: "Suresh", relation: {}, phone: "98765 43210" }] })).toContain("+91");
    expect(
      problem({
        sections: [
          { kind: "stay", hidden: true },
          { kind: "stay", hidden: false },
        ],
      }),
    ).toContain("once");
  });
  it("keeps no empty words and no control signs", () =>
    expect(
      siteContentInput.parse({ ...content, travel: { en: "  By\u0000 road ", hi: " " } }).travel,
    ).toEqual({ en: "By road" }));
});
