import pg from "pg";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { sha256Hex } from "@/lib/kernel/bytes";
import { openBrowser, openPage, PHONE } from "./support/browser";
import { signIn, url } from "./support/client";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe("signing in by mail", () => {
  it("opens our page; only its button uses the link up, once", async () => {
    const { page, context } = await openPage(browser, { viewport: PHONE });
    const email = `nani-${Date.now()}@example.test`;
    await page.goto(url("/sign-in"));
    await page.getByLabel(/e-?mail/i).fill(email);
    await page
      .getByRole("button", { name: /link|sign in|send/i })
      .first()
      .click();
    await page.waitForURL(/sign-in\/sent/);
    await page.goto(url("/dev/mail"));
    const link = await page
      .getByRole("link", { name: /sign-in\/confirm/ })
      .or(page.locator('a[href*="/sign-in/confirm"]'))
      .first()
      .getAttribute("href");
    // A mail scanner opens the link first; nothing is used up.
    for (let i = 0; i < 3; i++) expect((await fetch(new URL(link!, url("/")))).status).toBe(200);
    await page.goto(new URL(link!, url("/")).toString());
    await page.getByRole("button").first().click();
    await page.waitForURL(/\/weddings/);
    const token = (await context.cookies()).find((cookie) => cookie.name.includes("session-token"))!;
    expect(token).toMatchObject({ httpOnly: true, sameSite: "Lax" });
    const again = await openPage(browser, { viewport: PHONE });
    await again.page.goto(new URL(link!, url("/")).toString());
    await again.page.getByRole("button").first().click();
    await again.page.waitForURL(/sign-in/);
    expect((await again.context.cookies()).some((cookie) => cookie.name.includes("session-token"))).toBe(
      false,
    );

    const database = new pg.Client({ connectionString: inject("stackEnv").DATABASE_APP_URL! });
    await database.connect();
    const { rows } = await database.query("select 1 from auth_sessions where token_hash = $1", [token.value]);
    const { rows: hashed } = await database.query("select 1 from auth_sessions where token_hash = $1", [
      sha256Hex(token.value),
    ]);
    await database.end();
    expect([rows.length, hashed.length]).toEqual([0, 1]);
  });
});

describe("a viewer", () => {
  it("sees families and numbers of people, and no phone number on any page", async () => {
    const viewer = await signIn("viewer");
    for (const where of [
      "",
      "/guests",
      "/functions",
      "/answers",
      "/history",
      "/team",
      "/runs",
      "/exports",
      "/guests/import",
    ]) {
      const answer = await fetch(url(`/weddings/${viewer.weddingId}${where}`), {
        headers: { cookie: viewer.cookie },
      });
      expect(answer.status, where).toBeLessThan(500);
      expect((await answer.text()).replace(/\+911234567890/g, ""), where).not.toMatch(
        /98765\s?11101|\+9198765/,
      );
    }
  });
});

describe("a session that ends", () => {
  it("in the middle of a form, loses nothing typed; signing in comes back to the very page", async () => {
    const { page, context } = await openPage(browser, { viewport: PHONE });
    await page.goto(url("/demo?as=owner"));
    await page.getByRole("button", { name: /owner/i }).click();
    await page.waitForURL(/\/weddings\/[0-9a-f-]{36}$/);
    const home = page.url();
    const cookies = await context.cookies();
    await page.goto(`${home}/settings`);
    const hosts = page.getByLabel("Who invites?");
    const before = await hosts.inputValue();
    await hosts.fill("Meera, Rajesh & all of us");
    await context.clearCookies();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("What you typed is still here", { exact: false }).first().waitFor();
    const [opened] = await Promise.all([
      context.waitForEvent("page"),
      page.locator("[data-sonner-toast]").getByRole("button", { name: "Sign in" }).click(),
    ]);
    await opened.waitForURL(/\/sign-in\?callbackUrl=/);
    expect(new URL(opened.url()).searchParams.get("callbackUrl")).toBe(new URL(`${home}/settings`).pathname);
    await opened.close();

    // Signed in again beside it, the same press of the button goes through, and can be taken back.
    await context.addCookies(cookies);
    expect(await hosts.inputValue()).toBe("Meera, Rajesh & all of us");
    await page.getByRole("button", { name: "Save" }).click();
    const saved = page.locator("[data-sonner-toast]").filter({ hasText: "Saved." });
    await saved.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Undone").first().waitFor();
    await page.reload();
    expect(await hosts.inputValue()).toBe(before);
    await context.close();
  });

  it("sends whoever opens a page to sign in, and then to that page", async () => {
    const { weddingId } = await signIn("owner");
    const answer = await fetch(url(`/weddings/${weddingId}/guests?q=rao&sort=size`), { redirect: "manual" });
    const to = new URL(answer.headers.get("location")!, url("/"));
    expect(to.pathname).toBe("/sign-in");
    expect(to.searchParams.get("callbackUrl")).toBe(`/weddings/${weddingId}/guests?q=rao&sort=size`);
  });
});

describe("a vendor whose link has ended", () => {
  it("reads words in a browser, and a program gets the problem", async () => {
    const page = await fetch(url("/api/exports/gone"), { headers: { accept: "text/html" } });
    expect(page.status).toBe(404);
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(await page.text()).toContain("Please ask the family for a new one");
    const problem = await fetch(url("/api/exports/gone"), { headers: { accept: "application/json" } });
    expect(problem.headers.get("content-type")).toContain("problem+json");
  });
});

describe("somebody of another wedding", () => {
  it("finds nothing under this one's address", async () => {
    const owner = await signIn("owner");
    const answer = await fetch(url("/weddings/01a1fbd1-7bc0-7ceb-9065-41c88213bdbf/guests"), {
      headers: { cookie: owner.cookie },
    });
    expect(answer.status).toBe(404);
    const stranger = await fetch(url(`/weddings/${owner.weddingId}/guests`), { redirect: "manual" });
    expect([302, 303, 307]).toContain(stranger.status);
  });
});
