import { readFile, stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { createElement, type ReactElement } from "react";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AnswerDocument } from "@/components/rsvp/answer-document";
import { MoreDocument } from "@/components/rsvp/more-document";
import { SiteDocument } from "@/components/website/site-document";
import { toHtml } from "@/components/website/to-html";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { LOOKS, type Look } from "@/lib/website/types";
import { answerProps } from "@/tests/factories/household-pages";
import { inTongue, LONG_NAMES, RICH, SPARSE } from "@/tests/factories/site-pages";
import { violations } from "./support/axe";
import { openBrowser, openPage } from "./support/browser";

/** Every look in every kind of letters, on every document: drawn here as the routes draw them, with no stack behind. */
const TONGUES: GuestLanguage[] = ["en", "hi", "ur"];
const KINDS: Record<string, string> = {
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
/** Words whose letters melt into each other, change places or join. */
const HARD_WORDS: Record<string, string[]> = {
  devanagari: ["श्री", "विद्यालय", "क्ष", "ज्ञ", "ऱ्हषीकेश", "राष्ट्र", "शृङ्खला", "द्वितीय", "हृदय", "ॐ", "कॅप्टन"],
  bengali: ["শ্রীমতী", "জ্ঞান", "ক্ষমা", "উজ্জ্বল", "সন্ধ্যা", "রাষ্ট্র", "ব্রাহ্মণ", "কৃষ্ণ", "সৌন্দর্য", "উৎসব"],
  gurmukhi: ["ਸ੍ਰੀ", "ਗੁਰਸ਼ਰਨ", "ਪ੍ਰਭਜੋਤ", "ਸ਼੍ਰੀਮਤੀ", "ਅੰਮ੍ਰਿਤ"],
  gujarati: ["શ્રી", "વિદ્યાલય", "ક્ષમા", "જ્ઞાન", "રાષ્ટ્ર", "દ્વારકા", "હૃદય"],
  tamil: ["ஸ்ரீ", "லக்ஷ்மி", "கொள்கிறோம்", "நௌகா", "முகூர்த்தம்"],
  telugu: ["శ్రీ", "జ్ఞానం", "క్షేమం", "రాష్ట్రం", "స్త్రీ", "కృష్ణ", "లక్ష్మి"],
  kannada: ["ಶ್ರೀ", "ಜ್ಞಾನ", "ಕ್ಷೇಮ", "ರಾಷ್ಟ್ರ", "ಸ್ತ್ರೀ", "ಕೃಷ್ಣ", "ಸೂರ್ಯ"],
  malayalam: ["ശ്രീ", "ജ്ഞാനം", "ക്ഷേമം", "കൃഷ്ണൻ", "വിദ്യാലയം", "സ്ത്രീ", "നന്ദി"],
  arabic: ["نکاح", "صدیقی", "تقریبِ", "لوگوں", "اُردو", "ڈھولکی", "مہندی", "ﷺ"],
};
/** Which whole font a cut one comes from, where that is not Noto Sans and Noto Serif of the script. */
const WHOLE: Record<string, [what: string, family: string, weight: number][]> = {
  bengali: [["text", "noto-serif-bengali", 500]],
  arabic: [
    ["text", "noto-naskh-arabic", 400],
    ["display", "mirza", 600],
  ],
};
const wholeFont = (family: string, script: string): string =>
  family === "mirza"
    ? `/node_modules/@fontsource/mirza/files/mirza-${script}-600-normal.woff2`
    : `/node_modules/@fontsource-variable/${family}/files/${family}-${script}-wght-normal.woff2`;
const SMALL = { width: 320, height: 700 };
const documents = new Map<string, string>();
/** Every look in every language, to be weighed. */
const heavy = new Map<string, string>();
const asked: string[] = [];
let server: Server;
let browser: Browser;
let page: Page;
let complaints: string[];
let base: string;

const more = (look: Look, language: GuestLanguage) =>
  createElement(MoreDocument, {
    ...answerProps("mixed", look, language),
    travel: null,
    sent: { travel: null, diets: {} },
    outcome: { saved: "diet", food: null, travel: "order" },
  });

beforeAll(async () => {
  for (const [at, look] of LOOKS.entries())
    for (const [n, language] of TONGUES.entries()) {
      const name = `${look}-${language}`;
      const draw = async (what: string, made: ReactElement) =>
        documents.set(`${name}-${what}`, await toHtml(made));
      await draw("site", createElement(SiteDocument, { page: inTongue(language, look) }));
      // Two languages of each look, all three among them: the fields are the same in each.
      if (n !== at) await draw("answer", createElement(AnswerDocument, answerProps("mixed", look, language)));
      else if (n === 0) await draw("more", more(look, language));
    }
  const others = { long: LONG_NAMES, sparse: SPARSE, public: { ...RICH, kind: "public" as const } };
  for (const [name, site] of Object.entries(others))
    documents.set(name, await toHtml(createElement(SiteDocument, { page: site })));
  documents.set("new", await toHtml(createElement(AnswerDocument, answerProps("new", "genda", "en"))));
  for (const look of LOOKS)
    for (const language of Object.keys(GUEST_LANGUAGES) as GuestLanguage[]) {
      const draw = async (made: ReactElement) =>
        heavy.set(`heavy-${heavy.size}-${look}-${language}`, await toHtml(made));
      await draw(createElement(SiteDocument, { page: inTongue(language, look) }));
      // The heaviest look; fonts differ by language alone.
      if (look === "genda") await draw(createElement(AnswerDocument, answerProps("mixed", look, language)));
    }
  server = createServer(async (request, response) => {
    const path = new URL(request.url!, "http://x").pathname;
    asked.push(path);
    const html = documents.get(path.slice(1)) ?? heavy.get(path.slice(1));
    const kind = html ? "text/html; charset=utf-8" : (KINDS[extname(path)] ?? "text/plain");
    const bytes =
      html ??
      (await readFile(path.startsWith("/node_modules/") ? path.slice(1) : `public${path}`).catch(() => ""));
    response.setHeader("content-type", kind);
    response.setHeader("cache-control", "no-store");
    // Packed as the product's server packs: text, and not what is packed already.
    if (kind === "font/woff2") return response.end(bytes);
    response.setHeader("content-encoding", "gzip");
    response.end(gzipSync(bytes));
  });
  await new Promise<void>((ready) => server.listen(0, ready));
  base = `http://localhost:${(server.address() as AddressInfo).port}/`;
  browser = await openBrowser();
  ({ page, complaints } = await openPage(browser, { viewport: SMALL }));
});
afterAll(async () => {
  await browser.close();
  server.close();
});

it("is usable by everybody in every look, by day and by night, in Latin, Devanagari and Arabic letters, 320 pixels wide", async () => {
  const found: string[] = [];
  let dark = false;
  for (const name of documents.keys()) {
    await page.emulateMedia({ colorScheme: dark ? "dark" : "light", reducedMotion: "reduce" });
    await page.goto(base + name);
    found.push(...(await violations(page, `${name}${dark ? ", dark" : ""}`)));
    dark = !dark;
  }
  expect(found).toEqual([]);
  expect(complaints).toEqual([]);
});

it("shows who invites whom, the day, their functions and one button in the first view", async () => {
  await page.setViewportSize({ width: 390, height: 700 });
  for (const look of LOOKS)
    for (const language of TONGUES) {
      await page.goto(`${base}${look}-${language}-site`);
      const button = await page.locator("button[name=everything]").boundingBox();
      expect(button!.y + button!.height, `${look} ${language}`).toBeLessThanOrEqual(700);
      expect(await page.locator("h1").isVisible()).toBe(true);
    }
  expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
  const [name, day] = await page.locator(".yours li").first().locator("> *").all();
  expect((await name!.boundingBox())!.x).toBeGreaterThan((await day!.boundingBox())!.x);
});

it("weighs under 100 kB in every language and look, of which less than 40 are script: all that a browser fetches", async () => {
  await page.setViewportSize({ width: 390, height: 700 });
  for (const name of heavy.keys()) {
    await page.goto(base + name);
    const fetched = await page.evaluate(async () => {
      await document.fonts.ready;
      const [page, ...parts] = ["navigation", "resource"].flatMap((kind) =>
        performance.getEntriesByType(kind),
      );
      const bytes = (one: PerformanceEntry) => (one as PerformanceResourceTiming).transferSize;
      return [page!, ...parts].map((one) => ({ path: new URL(one.name).pathname, bytes: bytes(one) }));
    });
    const sum = (end: string) =>
      fetched.reduce((all, { path, bytes }) => all + (path.endsWith(end) ? bytes : 0), 0);
    expect(sum(".woff2"), `fonts of ${name}`).toBeGreaterThan(15_000);
    expect(sum(".js"), `script of ${name}`).toBeLessThan(40_000);
    expect(sum(""), name).toBeLessThan(100_000);
    expect(sum(""), name).toBeGreaterThan(sum(".woff2") + sum(".js") + 7_000);
  }
});

it("joins letters in its cut fonts as the whole ones do", async () => {
  for (const [script, words] of Object.entries(HARD_WORDS))
    for (const [what, family, weight] of WHOLE[script] ?? [
      ["text", `noto-sans-${script}`, 400],
      ["display", `noto-serif-${script}`, 600],
    ]) {
      await page.goto(`${base}sparse`);
      const [cut, whole] = await page.evaluate(
        async ({ faces, words, weight }) => {
          const all: number[][] = [];
          for (const [name, url] of faces) {
            document.fonts.add(await new FontFace(name!, `url(${url})`, { weight: "100 900" }).load());
            const pen = document.createElement("canvas").getContext("2d")!;
            pen.font = `${weight} 100px ${name}`;
            all.push(words.map((word) => Math.round(pen.measureText(word).width)));
          }
          return all;
        },
        {
          faces: [
            ["Cut", `/fonts/${script}-${what}.woff2`],
            ["Whole", wholeFont(family, script)],
          ],
          words,
          weight,
        },
      );
      expect(cut, `${script} ${what}`).toEqual(whole);
      expect(new Set(cut).size).toBeGreaterThan(1);
    }
});

it("asks for the fonts of its own letters, and weighs little", async () => {
  const fonts = async (name: string) => {
    asked.length = 0;
    await page.goto(base + name);
    await page.evaluate(() => document.fonts.ready);
    return asked.filter((path) => path.startsWith("/fonts/")).sort();
  };
  expect(await fonts("genda-hi-answer")).toEqual([
    "/fonts/devanagari-display.woff2",
    "/fonts/devanagari-text.woff2",
  ]);
  expect(await fonts("motia-en-site")).toEqual(["/fonts/latin-display.woff2", "/fonts/latin-text.woff2"]);
  for (const [name, html] of documents) expect(Buffer.byteLength(html), name).toBeLessThan(60_000);
  expect((await stat("public/guest.js")).size).toBeLessThan(5_000);
});

it("tells a chat and a search no more than the page shows, and nothing at all of a household", async () => {
  const household = documents.get("genda-en-site")!;
  expect(household).toContain('<meta name="robots" content="noindex,nofollow"/>');
  expect(household).not.toContain("ld+json");
  expect(household).toContain('property="og:url" content="https://parinaya.example/w/priya-arjun"');
  expect(household).toContain('property="og:image" content="https://parinaya.example/p/a.jpg"');
  const shown = documents.get("public")!;
  expect(/name="description" content="([^"]*)"/.exec(shown)![1]!.length).toBeLessThanOrEqual(80);
  await page.goto(`${base}public`);
  const facts = JSON.parse((await page.locator("script[type='application/ld+json']").textContent())!);
  expect(facts.map((one: { name: string }) => one.name)).toEqual(RICH.functions.map((one) => one.name));
});

it("asks one question at a time where its script runs, by keyboard too, and all at once where it does not", async () => {
  await page.goto(`${base}new`);
  const question = () => page.locator(".question:visible h3");
  expect(await question().allTextContents()).toEqual(["Mehndi"]);
  await page.getByLabel("All of us").first().check();
  await page.getByRole("button", { name: "Next" }).press("Enter");
  expect(await question().allTextContents()).toEqual(["Sangeet"]);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Sangeet");
  await page.getByText("2 of 5").waitFor();
  await page.getByRole("button", { name: "Back" }).click();
  expect(await page.getByLabel("All of us").first().isChecked()).toBe(true);
  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: SMALL });
  const guest = await plain.newPage();
  await guest.goto(`${base}new`);
  expect(await guest.locator(".question:visible").count()).toBe(5);
  expect(await guest.getByRole("button", { name: "Next" }).count()).toBe(0);
  await guest.getByRole("navigation", { name: "Language" }).getByText("English").first().click();
  await guest.getByRole("link", { name: "हिन्दी" }).waitFor();
  await plain.close();
});

it("keeps to the paper when it is printed", async () => {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.goto(`${base}raat-en-site`);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundImage)).toBe("none");
  expect(await page.locator("button[name=everything]").isVisible()).toBe(false);
  expect(await page.locator("h1").isVisible()).toBe(true);
});
