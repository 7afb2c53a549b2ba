import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { violations } from "./support/axe";
import { LOOKS, openBrowser, openPage, PHONE } from "./support/browser";
import { type Session, signIn, url } from "./support/client";

/** A person's browser says who it is; the test's own says "headless", which counts for nothing. */
const PHONE_AGENT =
  "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0 Mobile Safari/537.36";

let browser: Browser;
let host: Page;
let complaints: string[];
let owner: Session;
let viewer: Session;
let link = "";
const guests: BrowserContext[] = [];

const guestPage = async (javaScriptEnabled: boolean): Promise<Page> => {
  const context = await browser.newContext({
    viewport: PHONE,
    javaScriptEnabled,
    userAgent: PHONE_AGENT,
    locale: "en-IN",
  });
  guests.push(context);
  return context.newPage();
};
const cards = (
  session: Session | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) =>
  fetch(url(`/api/cards${path}`), {
    method,
    headers: {
      "content-type": "application/json",
      ...(session ? { cookie: session.cookie } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const text = (more: object = {}) => ({
  text: "Table for 8 at Trishna, Fort tomorrow at 8.30 pm - Swiggy Dineout https://www.swiggy.com/restaurants/trishna-fort-mumbai-123456/dineout",
  ...more,
});

beforeAll(async () => {
  [browser, owner, viewer] = await Promise.all([openBrowser(), signIn("owner"), signIn("viewer")]);
  ({ page: host, complaints } = await openPage(browser));
  const [name, value] = owner.cookie.split("=") as [string, string];
  await host.context().addCookies([{ name, value, url: url("/") }]);
});
afterAll(() => browser.close());

it("is made by pasting a booking, and looked up", async () => {
  await host.goto(url("/weddings"));
  await host.getByRole("link", { name: "Cards", exact: true }).click();
  await host
    .getByRole("link", { name: /card/i })
    .filter({ hasText: /Make a card|A new card/ })
    .click();
  await host.getByLabel(/message of Swiggy/).fill(text().text);
  await host.getByRole("button", { name: "Read it" }).click();
  await host.getByText("Read. Please look it over, then make the card.").waitFor();
  expect(await host.getByLabel("Where is it?").inputValue()).toBe("Trishna");
  expect(await host.getByLabel("At what time?").inputValue()).toBe("20:30");
  await host.getByLabel("What is it?").fill("Dinner for Asha");
  await host.getByLabel("Who invites?").fill("Meera & Rajesh");
  await host.getByRole("button", { name: "Make the card" }).click();
  await host.waitForURL(/\/cards\/[0-9a-f-]{36}$/);
  link = await host.getByLabel("The card's link").inputValue();
  expect(link).toMatch(/\/i\/[2-9b-z]{13}$/);
  await host.getByText(/Kala Ghoda/).waitFor();
  expect(await host.getByRole("link", { name: "Send by WhatsApp" }).getAttribute("href")).toContain(
    encodeURIComponent(link),
  );
});

it("says the same to everybody, and nothing of anybody", async () => {
  const answer = await fetch(link);
  const html = await answer.text();
  expect(answer.headers.get("cache-control")).toBe(
    "public, max-age=0, s-maxage=60, stale-while-revalidate=600",
  );
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect(answer.headers.get("content-security-policy")).toContain("script-src 'self';");
  for (const part of ["Dinner for Asha", "Meera &amp; Rajesh", 'property="og:url"', "1200"])
    expect(html).toContain(part);
  expect(html.match(/<script/g)).toHaveLength(1);
  const picture = await fetch(/property="og:image" content="([^"]+)"/.exec(html)![1]!);
  expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  expect((await picture.arrayBuffer()).byteLength).toBeLessThan(300_000);
  // Crawlers read, prefetchers fetch, robots post: none of them has opened it.
  for (const agent of ["WhatsApp/2.23.20.0", "facebookexternalhit/1.1", ""]) {
    await fetch(link, { headers: { "user-agent": agent, "sec-purpose": "prefetch" } });
    expect((await fetch(`${link}/opened`, { method: "POST", headers: { "user-agent": agent } })).status).toBe(
      204,
    );
  }
  for (const wrong of [`${link.slice(0, -1)}${link.endsWith("2") ? "3" : "2"}`, url("/i/x"), url("/i/..%2f")])
    expect((await fetch(wrong)).status).toBe(404);
});

it("is answered without a script from one phone, changed there, and from another", async () => {
  const kiran = await guestPage(false);
  await kiran.goto(link);
  await kiran.getByText("Open the invitation").click();
  await kiran.getByLabel("Your name").fill("Kiran Rao");
  await kiran.getByRole("button", { name: "I am coming" }).click();
  await kiran.getByText("Thank you. Meera & Rajesh can see your answer now.").waitFor();
  await kiran.goto(link);
  expect(await kiran.content()).not.toContain("Kiran");
  await kiran.getByRole("link", { name: /Answered before from this phone/ }).click();
  expect(await kiran.getByLabel("Your name").inputValue()).toBe("Kiran Rao");
  await kiran.getByRole("button", { name: "Maybe" }).click();
  await kiran.getByText("You said:").waitFor();

  const dev = await guestPage(true);
  await dev.goto(link);
  await dev.getByText("Open the invitation").click();
  await dev.getByLabel("Your name").fill("Dev");
  await dev.getByRole("button", { name: "I can't come" }).click();
  await dev.getByText("You said:").waitFor();
  const looker = await guestPage(true);
  const opened = looker.waitForResponse(/\/opened$/);
  await looker.goto(link);
  await opened;

  await host.getByText("2 people answered; the table is for 8.").waitFor();
  await host.getByText("Kiran Rao").waitFor();
  await expect
    .poll(async () => host.getByText("phones opened it").locator("xpath=../..").textContent(), {
      timeout: 10_000,
    })
    .toContain("3");
});

it("is closed and refuses, is opened again, deleted and brought back", async () => {
  await host.getByRole("button", { name: "Close for answers" }).click();
  await host.getByText("No more answers are taken.").first().waitFor();
  const late = await guestPage(false);
  await late.goto(link);
  await late
    .getByText("No more answers are taken here. Please tell Meera & Rajesh", { exact: false })
    .waitFor();
  const slug = link.split("/").at(-1)!;
  const form = new URLSearchParams({ name: "Late", answer: "in" });
  await fetch(url(`/i/${slug}/answer`), { method: "POST", body: form });
  await host.getByRole("button", { name: "Undo" }).first().click();
  await host.getByText("Answers are taken again.").first().waitFor();
  await host.getByRole("button", { name: "Delete" }).click();
  await host.getByRole("alertdialog").getByRole("button", { name: "Delete it" }).click();
  await host.getByText("This card was deleted").waitFor();
  const gone = await fetch(link);
  expect([gone.status, gone.headers.get("cache-control")]).toEqual([410, "private, no-store"]);
  expect(await gone.text()).not.toMatch(/Dinner for Asha|Trishna/);
  await host.getByRole("button", { name: "Bring it back" }).click();
  await host.getByText("Open for answers").waitFor();
  await host.getByText("2 people answered", { exact: false }).waitFor();
});

it("is made by the API: asked for what is missing, once a key, by its owner alone", async () => {
  expect((await cards(null, "POST", "", text())).status).toBe(401);
  const vague = await cards(owner, "POST", "", { text: "dinner at 8" });
  expect([vague.status, vague.headers.get("content-type")]).toEqual([422, "application/problem+json"]);
  const key = { "idempotency-key": newId() };
  const [one, two] = await Promise.all([
    cards(owner, "POST", "", text(), key),
    cards(owner, "POST", "", text(), key),
  ]);
  const [made, same] = [(await one.json()) as { id: string; path: string }, await two.json()];
  expect([one.status, two.status]).toEqual([201, 201]);
  expect(same).toEqual(made);
  expect((await cards(owner, "POST", "", text({ title: "Other" }), key)).status).toBe(422);
  for (const [method, path] of [
    ["GET", ""],
    ["PATCH", ""],
    ["POST", "/close"],
    ["POST", "/delete"],
    ["POST", "/look-again"],
  ] as const) {
    const body =
      method === "GET"
        ? undefined
        : path === ""
          ? {
              ...text(),
              version: 1,
              title: "x",
              hostName: "y",
              date: "2027-01-01",
              time: "20:00",
              placeName: "z",
            }
          : {};
    expect((await cards(viewer, method, `/${made.id}${path}`, body)).status, `${method} ${path}`).toBe(404);
    expect((await cards(null, method, `/${made.id}${path}`, body)).status).toBe(401);
  }
  expect(
    (await cards(owner, "POST", `/${made.id}/close`, {}, { origin: "https://evil.example" })).status,
  ).toBe(403);
  let last = new Response();
  for (let i = 0; i < 45 && last.status !== 429; i++)
    last = await cards(viewer, "POST", "", { text: "nothing" });
  expect([last.status, Number(last.headers.get("retry-after")) > 0]).toEqual([429, true]);
});

it("keeps a private card from whoever has half its link, and from every cache", async () => {
  const made = (await (
    await cards(owner, "POST", "", text({ isPrivate: true, title: "Secret dinner" }))
  ).json()) as { link: string };
  const whole = await fetch(made.link);
  const html = await whole.text();
  expect([whole.status, whole.headers.get("cache-control"), whole.headers.get("referrer-policy")]).toEqual([
    200,
    "private, no-store",
    "no-referrer",
  ]);
  expect(/property="og:title" content="([^"]+)"/.exec(html)![1]).toBe("You are invited");
  expect(/property="og:url" content="([^"]+)"/.exec(html)![1]).not.toContain("?");
  const half = await fetch(made.link.split("?")[0]!);
  expect([half.status, await half.text()]).toEqual([
    404,
    await (await fetch(url("/i/2222222222222"))).text(),
  ]);
});

it.concurrent.each(LOOKS)("is usable by everybody %s", async (_name, viewport, dark) => {
  const other = await openPage(browser, { viewport, dark });
  await other.context.addCookies(await host.context().cookies());
  const found: string[] = [];
  const all = [
    url("/cards"),
    url("/cards/new"),
    host.url(),
    `${host.url()}/edit`,
    link,
    `${link}/me?lang=ur`,
    url("/i/x"),
  ];
  // What differs between the two is the console; the card itself is one column everywhere.
  for (const where of dark ? all : all.slice(0, 5)) {
    await other.page.goto(where);
    await other.page.locator("h1").first().waitFor();
    await other.page.evaluate(() => {
      for (const one of document.querySelectorAll<HTMLDetailsElement>("main details")) one.open = true;
    });
    found.push(...(await violations(other.page, where)));
  }
  expect(found).toEqual([]);
  expect(other.complaints).toEqual([]);
  await other.context.close();
});
it("left no error in the browser", () => expect(complaints).toEqual([]));
