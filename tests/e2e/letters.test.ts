import { stat } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { createElement, type ReactElement } from "react";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AnswerDocument } from "@/components/rsvp/answer-document";
import { SiteDocument } from "@/components/website/site-document";
import { toHtml } from "@/components/website/to-html";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { LOOKS } from "@/lib/website/types";
import { answerProps } from "@/tests/factories/household-pages";
import { inTongue } from "@/tests/factories/site-pages";
import { openBrowser, openPage } from "./support/browser";
import { type Served, serve } from "./support/documents";

/** Every language's letters, as a browser fetches and joins them, and what they weigh. */
const LANGUAGES = Object.keys(GUEST_LANGUAGES) as GuestLanguage[];
/** Each script's letters, for a regular expression. */
const SCRIPTS: Record<string, string> = Object.fromEntries(
  Object.values(GUEST_LANGUAGES).map(({ script }) => [
    script,
    `\\p{Script=${script[0]!.toUpperCase()}${script.slice(1)}}`,
  ]),
);
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
const documents = new Map<string, string>();
let served: Served;
let browser: Browser;
let page: Page;
let base: string;

beforeAll(async () => {
  for (const look of LOOKS)
    for (const language of LANGUAGES) {
      const draw = async (what: string, made: ReactElement) =>
        documents.set(`${look}-${language}-${what}`, await toHtml(made));
      await draw("site", createElement(SiteDocument, { page: inTongue(language, look) }));
      // The heaviest look; fonts differ by language alone.
      if (look === "genda")
        await draw("answer", createElement(AnswerDocument, answerProps("mixed", look, language)));
    }
  served = await serve(documents);
  ({ base } = served);
  browser = await openBrowser();
  ({ page } = await openPage(browser, { viewport: { width: 390, height: 700 } }));
});
afterAll(async () => {
  await browser.close();
  await served.stop();
});

it("weighs under 100 kB in every language and look, of which less than 40 are script: all that a browser fetches", async () => {
  // Fonts differ by language alone, and this look is the heaviest; the proof weighs all of them.
  const weighed = [...documents.keys()].filter((one) => process.env.LONG_FORMS || one.startsWith("genda"));
  for (const name of weighed) {
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
      await page.goto(`${base}genda-en-site`);
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
    served.asked.length = 0;
    await page.goto(base + name);
    await page.evaluate(() => document.fonts.ready);
    return served.asked.filter((path) => path.startsWith("/fonts/")).sort();
  };
  expect(await fonts("genda-hi-answer")).toEqual([
    "/fonts/devanagari-display.woff2",
    "/fonts/devanagari-text.woff2",
  ]);
  expect(await fonts("motia-en-site")).toEqual(["/fonts/latin-display.woff2", "/fonts/latin-text.woff2"]);
  for (const [name, html] of documents) expect(Buffer.byteLength(html), name).toBeLessThan(60_000);
  expect((await stat("public/guest.js")).size).toBeLessThan(5_000);
});

it("says of every run of letters which language it is in, where that is not the page's", async () => {
  const found: string[] = [];
  for (const name of [...documents.keys()].filter((one) => one.startsWith("genda"))) {
    await page.goto(base + name, { waitUntil: "commit" });
    await page.locator("footer").waitFor();
    const wrong = await page.evaluate(
      ({ scripts, letters }) => {
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const odd: string[] = [];
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
          const text = node.nodeValue ?? "";
          const around = node.parentElement!.closest("[lang]")!.getAttribute("lang")!;
          const all = text.match(/\p{L}/gu)?.length ?? 0;
          const own = text.match(new RegExp(letters[scripts[around]!]!, "gu"))?.length ?? 0;
          // Short names that are said so everywhere.
          if (all > 4 && own === 0 && !node.parentElement!.closest("code,script,style")) odd.push(text);
        }
        return odd;
      },
      {
        scripts: Object.fromEntries(Object.entries(GUEST_LANGUAGES).map(([code, one]) => [code, one.script])),
        letters: SCRIPTS,
      },
    );
    found.push(...wrong.map((text) => `${name}: ${text}`));
  }
  expect(found).toEqual([]);
});
