import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { violations } from "./axe";
import { LOOKS, openBrowser, openPage } from "./browser";
import { url } from "./client";

/** A busy machine may take its time. */
export const PATIENT = { timeout: 20_000 };

let browser: Browser;
/** The owner's browser, and the address of a new wedding; there once the tests of a file run. */
export let page: Page;
export let home: string;
let complaints: string[];

/** Signs the owner in and makes a wedding for the tests of this file. */
export function inNewWedding(name: string): void {
  beforeAll(async () => {
    browser = await openBrowser();
    ({ page, complaints } = await openPage(browser));
    await page.goto(url("/demo?as=owner"));
    await button(/owner/i).click();
    await page.waitForURL(/\/weddings\/[0-9a-f-]{36}$/);
    await page.goto(url("/weddings/new"));
    await page.getByLabel("Whose wedding is it?").fill(name);
    await page.getByLabel("Who invites?").fill("Meera & Rajesh");
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(/\/weddings\/(?!new)[0-9a-f-]{36}/);
    home = page.url().match(/.*\/weddings\/[0-9a-f-]{36}/)![0];
  });
  afterAll(() => browser.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail")
      await page.screenshot({ path: path.join(tmpdir(), `parinaya-failed-${task.id}.png`), fullPage: true });
  });
}

/** The last tests of a file: its screens against WCAG 2.2 AA, and a quiet console. */
export function expectUsable(
  visit: (look: Page, check: (where: string) => Promise<void>) => Promise<void>,
): void {
  it.concurrent.each(LOOKS)("is usable by everybody %s", async (_name, viewport, dark) => {
    const other = await openPage(browser, { viewport, dark });
    await other.context.addCookies(await page.context().cookies());
    const found: string[] = [];
    await visit(other.page, async (where) => {
      await other.page.locator("h1").first().waitFor({ state: "attached" });
      found.push(...(await violations(other.page, where)));
    });
    expect(found).toEqual([]);
    expect(other.complaints).toEqual([]);
    await other.context.close();
  });
  it("left no error in the browser", () => expect(complaints).toEqual([]));
}

export const button = (name: string | RegExp, within: Page | Locator = page) =>
  within.getByRole("button", { name });
export const dialog = () => page.getByRole("dialog").or(page.getByRole("alertdialog"));
export const said = (words: string | RegExp) => page.getByText(words).first().waitFor();
export const undo = async (words: string | RegExp) => {
  const toast = page.locator("[data-sonner-toast]").filter({ hasText: words });
  // The words of an earlier Undo may still stand there: what counts is the answer to this one.
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await button("Undo", toast).first().click();
  await answered;
  await said("Undone");
};

/** A command as a button of the console sends it. */
export const run = (name: string, input: unknown) =>
  page.evaluate(
    async ([address, body]) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(address!, { method: "POST", headers, body: body! });
      return { status: answer.status, body: await answer.json() };
    },
    [`/api${new URL(home).pathname}/commands/${name}`, JSON.stringify(input)],
  );

export async function bring(name: string, content: string | Buffer): Promise<void> {
  const file = path.join(tmpdir(), name);
  await writeFile(file, content);
  await page.goto(`${home}/guests/import`);
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.waitForURL(/guests\/import\/[0-9a-f-]{36}/);
}
export async function addList(): Promise<void> {
  await page.getByLabel(/These people gave us their numbers/).check();
  await button(/^Add /).click();
  await page
    .getByText(/were added|was added/)
    .first()
    .waitFor();
}
export async function openFamily(search: string): Promise<void> {
  await page.goto(`${home}/guests?q=${encodeURIComponent(search)}`);
  await page.locator("a[data-row]").first().click();
  await page.waitForURL(/guests\/[0-9a-f-]{36}$/);
  await page.getByRole("heading", { name: "People", exact: true }).waitFor();
}
export const more = (name: string) => page.getByLabel(`More for ${name}`).click();
export async function pick(label: string | RegExp, search: string, hit: string | RegExp): Promise<void> {
  await dialog().getByLabel(label).fill(search);
  await dialog().getByRole("radio", { name: hit }).first().check();
}
