import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openBrowser, PHONE } from "./support/browser";
import { url } from "./support/client";
import { cards, newHosts } from "./support/hosts";

/** A person's browser says who it is; the test's own says "headless", which counts for nothing. */
const PERSON =
  "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0 Mobile Safari/537.36";
const TOMORROW = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

interface Card {
  id: string;
  slug: string;
  link: string;
}

let browser: Browser;
let host: { cookie: string };
let open: Card;
let closed: Card;

const make = async (more: object = {}): Promise<Card> => {
  const answer = await cards(host, "", {
    title: "Dinner for Asha",
    hostName: "Meera & Rajesh",
    placeName: "Trishna",
    date: TOMORROW,
    time: "20:30",
    ...more,
  });
  expect(answer.status).toBe(201);
  return (await answer.json()) as Card;
};
const seen = async ({ id }: Card) =>
  (await (await cards(host, `/${id}`)).json()) as {
    card: { opens: number; in: number; maybe: number; out: number; lookup: string; photoKey: string | null };
    replies: { name: string; answer: string }[];
    link: string;
  };
const act = async ({ id }: Card, name: string) => {
  const answer = await cards(host, `/${id}/${name}`, {});
  expect(answer.status, name).toBe(200);
};
/** All that tells one answer from another; what differs from request to request is left out. */
async function whole(answer: Response): Promise<string> {
  const headers = [...answer.headers].filter(([name]) => !["date", "x-request-id"].includes(name));
  return JSON.stringify([answer.status, headers, await answer.text()]);
}

/** The place is looked up by a job. */
const lookedUp = (card: Card, as = "done") =>
  vi.waitFor(async () => expect((await seen(card)).card.lookup).toBe(as), { timeout: 20_000, interval: 200 });

beforeAll(async () => {
  browser = await openBrowser();
  host = (await newHosts(1))[0]!;
  [open, closed] = await Promise.all([
    make({ note: `Bring a smile.\n${"And a song, if you like. ".repeat(38)}` }),
    make({ title: "Secret dinner", isPrivate: true }),
  ]);
  await Promise.all([lookedUp(open), lookedUp(closed)]);
});
afterAll(() => browser.close());

describe("the card's page", () => {
  const visit = async (options: object = {}) => {
    const context = await browser.newContext({ viewport: PHONE, locale: "en-IN", ...options });
    const page = await context.newPage();
    await page.goto(open.link);
    return page;
  };
  it.each([
    ["is dealt out sheet by sheet", "no-preference", true],
    ["stands still where less motion is asked for", "reduce", false],
  ] as const)("%s", async (_name, reducedMotion, moves) => {
    const page = await visit({ reducedMotion });
    const moving = await page.evaluate(
      () =>
        new Promise<string[]>((done) => {
          const reveal = document.querySelector<HTMLDetailsElement>(".reveal")!;
          reveal.addEventListener("toggle", () =>
            requestAnimationFrame(() => {
              const all = document.getAnimations() as (CSSAnimation & CSSTransition)[];
              done(all.map((one) => one.animationName ?? one.transitionProperty ?? "?"));
            }),
          );
          reveal.open = true;
        }),
    );
    expect(moving.includes("deal")).toBe(moves);
    if (!moves) expect(moving).toEqual([]);
    // And what is shown in the end is the same.
    await page.getByLabel("Your name").waitFor();
    await page.context().close();
  });

  it.each([
    ["closed, without a script", false],
    ["opened", true],
  ])("prints on one page, %s: all that is to be read, and nothing to be pressed", async (_name, opened) => {
    const page = await visit({ javaScriptEnabled: opened });
    if (opened) await page.getByText("Open the invitation").click();
    await page.emulateMedia({ media: "print" });
    for (const words of [
      "Dinner for Asha",
      "An invitation from Meera & Rajesh",
      "Trishna",
      "Kala Ghoda",
      "Bring a smile.",
    ])
      expect(await page.getByText(words).last().isVisible(), words).toBe(true);
    expect(await page.locator("time").isVisible()).toBe(true);
    for (const control of await page.locator("button, summary, input, form, select, nav").all())
      expect(await control.isVisible(), await control.evaluate((one) => one.outerHTML)).toBe(false);
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
    await page.context().close();
  });

  it("does all of it without a script: opens, asks for a name and an answer, keeps it, shows it again", async () => {
    const page = await visit({ javaScriptEnabled: false, userAgent: PERSON });
    expect(await page.getByLabel("Your name").isVisible()).toBe(false);
    await page.getByText("Open the invitation").click();
    await page.getByLabel("Your name").fill("Kiran");
    // The key "enter" says yes for nobody.
    await page.getByLabel("Your name").press("Enter");
    await page.getByRole("alert").waitFor();
    expect((await seen(open)).replies).toEqual([]);
    await page.getByLabel("Your name").fill("Kiran");
    await page.getByRole("button", { name: "Maybe" }).click();
    await page.getByText("You said:").waitFor();
    await page.reload();
    expect(await page.getByLabel("Your name").inputValue()).toBe("Kiran");
    expect((await seen(open)).replies).toMatchObject([{ name: "Kiran", answer: "maybe" }]);
    await page.context().close();
  });

  it("is one answer where the first is sent twice before it is answered, by tap or by two windows", async () => {
    const card = await make();
    const send = (name: string, answer: string, agent = PERSON) =>
      fetch(url(`/i/${card.slug}/answer`), {
        method: "POST",
        redirect: "manual",
        headers: { "user-agent": agent, "x-forwarded-for": "203.0.113.77" },
        body: new URLSearchParams({ name, answer }),
      });
    const both = await Promise.all([send("Kiran Rao", "in"), send(" kiran rao", "in")]);
    expect(both.map((one) => one.status)).toEqual([303, 303]);
    expect(new Set(both.map((one) => one.headers.getSetCookie()[0]?.split(";")[0])).size).toBe(1);
    // Somebody else of the same network, and the same name in another browser, are others.
    await Promise.all([send("Dev", "in"), send("Kiran Rao", "out", `${PERSON} Other`)]);
    expect((await seen(card)).card).toMatchObject({ in: 2, out: 1, opens: 3 });
  });
});

describe("a private card", () => {
  it("without its token, with half of it, another's or an old one, is byte by byte a card that is not there", async () => {
    const unknown = "2222222222222";
    const token = new URL(closed.link).searchParams.get("k")!;
    const another = new URL((await make({ isPrivate: true })).link).searchParams.get("k")!;
    await act(closed, "renew-link");
    const now = new URL((await seen(closed)).link).searchParams.get("k")!;
    expect(now).not.toBe(token);
    const wrong = [null, "", token, another, now.slice(0, -1), `${now}A`, now.toLowerCase(), "\u0000"];
    const form = (k: string | null) =>
      new URLSearchParams({ name: "Kiran", answer: "in", ...(k === null ? {} : { k }) });
    for (const headers of [{}, { "accept-language": "hi-IN,hi;q=0.9" }] as Record<string, string>[]) {
      for (const k of wrong) {
        const query = k === null ? "" : `?${new URLSearchParams({ k })}`;
        const ask = (slug: string) =>
          Promise.all([
            ...["", "/me", "/photo"].map((path) => fetch(url(`/i/${slug}${path}${query}`), { headers })),
            fetch(url(`/i/${slug}${query}`), { method: "HEAD", headers }),
            fetch(url(`/i/${slug}/answer`), { method: "POST", body: form(k), headers, redirect: "manual" }),
            fetch(url(`/i/${slug}/opened`), {
              method: "POST",
              body: k ?? "",
              headers: { ...headers, "user-agent": PERSON },
            }),
          ]).then((all) => Promise.all(all.map(whole)));
        const [hidden, missing] = await Promise.all([ask(closed.slug), ask(unknown)]);
        expect(hidden, String(k)).toEqual(missing);
      }
    }
    expect((await seen(closed)).card).toMatchObject({ opens: 0, in: 0 });
    expect((await fetch(url(`/i/${closed.slug}?k=${now}`))).status).toBe(200);
    closed = { ...closed, link: url(`/i/${closed.slug}?k=${now}`) };
  });
});

describe("its pictures", () => {
  const photo = (card: Card, query: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(url(`/i/${card.slug}/photo?${new URLSearchParams(query)}`), init);
  const version = async (card: Card) => (await seen(card)).card.photoKey!.slice(-16, -4);

  it("the place's photo has a version that may be kept; asked for otherwise it is kept nowhere", async () => {
    const v = await version(open);
    const page = await (await fetch(open.link)).text();
    expect(page).toContain(`/i/${open.slug}/photo?v=${v}`);
    const whole = await photo(open, { v });
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect([whole.status, whole.headers.get("content-type"), bytes.length > 1_000]).toEqual([
      200,
      "image/jpeg",
      true,
    ]);
    expect(bytes.subarray(0, 3).toString("hex")).toBe("ffd8ff");
    expect(whole.headers.get("cache-control")).toMatch(/public.*immutable/);
    expect(whole.headers.get("etag")).toBe(`"${v}"`);
    const again = await photo(open, { v }, { headers: { "if-none-match": `"${v}"` } });
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0]);
    const head = await photo(open, { v }, { method: "HEAD" });
    expect([head.status, head.headers.get("etag"), (await head.arrayBuffer()).byteLength]).toEqual([
      200,
      `"${v}"`,
      0,
    ]);
    for (const query of [{}, { v: "0".repeat(12) }, { v: "../../etc" }] as Record<string, string>[]) {
      const other = await photo(open, query);
      expect([other.status, other.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
      expect(Buffer.from(await other.arrayBuffer()).equals(bytes)).toBe(true);
    }
  });
  it("is not there for a card without one, one that is not there, nor one that was taken back", async () => {
    const nowhere = await make({ placeName: "Nowhere Known" });
    const gone = await make();
    await Promise.all([lookedUp(gone), lookedUp(nowhere, "nothing")]);
    const v = await version(gone);
    // Another card's version opens nothing of that one, and nothing here.
    expect((await photo(nowhere, { v: await version(open) })).status).toBe(404);
    expect((await photo(gone, { v })).status).toBe(200);
    await act(gone, "delete");
    const after = await photo(gone, { v });
    expect([after.status, after.headers.get("cache-control")]).toEqual([404, "no-store"]);
    expect((await photo({ ...gone, slug: "2222222222222" }, { v })).status).toBe(404);
    for (const method of ["POST", "PUT", "DELETE"])
      expect((await photo(open, {}, { method })).status).toBe(405);
  });
  it("of a private card opens with the card's own token alone, and is kept in no cache", async () => {
    const v = await version(closed);
    const k = new URL(closed.link).searchParams.get("k")!;
    const shown = await photo(closed, { v, k });
    expect([shown.status, shown.headers.get("cache-control"), shown.headers.get("etag")]).toEqual([
      200,
      "private, no-store",
      null,
    ]);
    for (const query of [{ v }, { v, k: "" }, { v, k: `${k}x` }] as Record<string, string>[])
      expect((await photo(closed, query)).status).toBe(404);
    expect((await photo(open, { v: await version(open), k: "nonsense" })).status).toBe(200);
  });
  it("the picture a chat shows has its content for an address; a wrong address writes nothing and is not kept", async () => {
    const address = /property="og:image" content="([^"]+)"/.exec(await (await fetch(open.link)).text())![1]!;
    const drawn = await fetch(address);
    expect(drawn.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const head = await fetch(address, { method: "HEAD" });
    expect([head.status, head.headers.get("content-length")]).toEqual([
      200,
      drawn.headers.get("content-length"),
    ]);
    const guessed = await fetch(address.replace(/[0-9a-f]{64}/, "0".repeat(64)));
    expect([guessed.status, guessed.headers.get("cache-control")]).toEqual([200, "public, max-age=60"]);
    for (const wrong of [
      address.replace("-wide", "-huge"),
      address.replace(/[0-9a-f]{64}/, "..%2f..%2fcards"),
      address.replace(/[0-9a-f]{64}/, "0".repeat(63)),
    ])
      expect((await fetch(wrong)).status).toBe(404);
    const secret = /property="og:image" content="([^"]+)"/.exec(await (await fetch(closed.link)).text())![1]!;
    const other = await make({ isPrivate: true, title: "Another secret" });
    expect(await (await fetch(other.link)).text()).toContain(secret);
  });
});

describe("who reads for others", () => {
  it("has opened nothing, whatever it fetches and posts; a person has, once", async () => {
    const card = await make();
    const tell = (agent: string, more: Record<string, string> = {}) =>
      fetch(url(`/i/${card.slug}/opened`), { method: "POST", headers: { "user-agent": agent, ...more } });
    for (const agent of [
      "WhatsApp/2.23.20.0 A",
      "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
      "Mozilla/5.0 (Linux; Android 6.0.1) Chrome/147.0 Mobile Safari/537.36 (compatible; Googlebot/2.1)",
      "TelegramBot (like TwitterBot)",
      "Slackbot-LinkExpanding 1.0",
      "",
    ]) {
      for (const path of ["", "/me", "/photo"])
        await (
          await fetch(url(`/i/${card.slug}${path}`), { headers: { "user-agent": agent } })
        ).arrayBuffer();
      const told = await tell(agent);
      expect([told.status, told.headers.get("set-cookie")], agent).toEqual([204, null]);
    }
    for (const ahead of [
      { "sec-purpose": "prefetch" },
      { "sec-purpose": "prefetch;prerender" },
      { purpose: "prefetch" },
      { "x-purpose": "preview" },
      { "x-moz": "prefetch" },
    ] as Record<string, string>[]) {
      await (await fetch(card.link, { headers: { "user-agent": PERSON, ...ahead } })).arrayBuffer();
      expect((await tell(PERSON, ahead)).headers.get("set-cookie"), JSON.stringify(ahead)).toBeNull();
    }
    for (const method of ["GET", "HEAD"])
      expect((await fetch(url(`/i/${card.slug}/opened`), { method })).status).toBe(405);
    await tell(PERSON, { cookie: host.cookie });
    expect((await seen(card)).card.opens).toBe(0);
    const first = await tell(PERSON);
    const cookie = first.headers.getSetCookie()[0]!.split(";")[0]!;
    await tell(PERSON, { cookie });
    expect((await seen(card)).card.opens).toBe(1);
  });
});
