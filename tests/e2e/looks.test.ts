import type { Browser, Page } from "playwright-core";
import { createElement, type ReactElement } from "react";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AnswerDocument } from "@/components/rsvp/answer-document";
import { MoreDocument } from "@/components/rsvp/more-document";
import { SiteDocument } from "@/components/website/site-document";
import { toHtml } from "@/components/website/to-html";
import type { GuestLanguage } from "@/lib/kernel/languages";
import { LOOKS, type Look } from "@/lib/website/types";
import { answerProps } from "@/tests/factories/household-pages";
import { inTongue, LONG_NAMES, RICH, SPARSE } from "@/tests/factories/site-pages";
import { violations } from "./support/axe";
import { openBrowser, openPage } from "./support/browser";
import { type Served, serve } from "./support/documents";

/** Every look in every kind of letters, on every document: drawn here as the routes draw them, with no stack behind. */
const TONGUES: GuestLanguage[] = ["en", "hi", "ur"];
const SMALL = { width: 320, height: 700 };
const documents = new Map<string, string>();
let served: Served;
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
  const fresh = answerProps("new", "genda", "en");
  const refused = { ...fresh, said: "too_many", at: fresh.page.functions[1]!.id };
  documents.set("refused", await toHtml(createElement(AnswerDocument, refused)));
  documents.set("new", await toHtml(createElement(AnswerDocument, fresh)));
  served = await serve(documents);
  ({ base } = served);
  browser = await openBrowser();
  ({ page, complaints } = await openPage(browser, { viewport: SMALL }));
});
afterAll(async () => {
  await browser.close();
  await served.stop();
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

it("holds text that is twice as large or set wider, and keeps its answers apart in two colours", async () => {
  await page.setViewportSize({ width: 640, height: 900 });
  const wide = () =>
    page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  const cut = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("body *")]
        .filter((one) => getComputedStyle(one).overflow === "hidden" && !one.matches(".sr,svg *,svg,.photo"))
        .filter((one) => one.scrollHeight > one.clientHeight + 1)
        .map((one) => one.className),
    );
  for (const name of ["genda-hi-site", "motia-en-answer", "raat-ur-site", "long"])
    for (const css of [
      "html{font-size:200%}",
      "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}",
    ]) {
      await page.goto(base + name);
      await page.addStyleTag({ content: css });
      expect(await wide(), `${name} ${css}`).toBe(false);
      expect(await cut(), `${name} ${css}`).toEqual([]);
    }
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto(`${base}new`);
  const edges = await page
    .locator(".choice:visible, button:visible")
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).borderTopWidth));
  expect(edges.length).toBeGreaterThan(4);
  expect(edges.filter((width) => width === "0px")).toEqual([]);
  // Painted grounds would stay, under letters of another colour.
  await page.goto(`${base}raat-hi-answer`);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundImage)).toBe("none");
  await page.emulateMedia({ forcedColors: "none" });
});

it("leads from what was wrong to the very answer", async () => {
  await page.goto(`${base}refused`);
  expect(await page.title()).toMatch(/^That is more than the places kept/);
  await page.getByRole("alert").getByRole("link").press("Enter");
  const there = () => page.evaluate(() => document.activeElement!.id);
  expect(await there()).toMatch(/-answer$/);
  const group = page.locator(`#${await there()}`);
  expect(await group.getAttribute("aria-describedby")).toMatch(/-problem$/);
  expect(await group.getByText("That is more than").isVisible()).toBe(true);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).type)).toBe("radio");
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
