import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { closeDatabase, db } from "@/db/client";
import { addMember } from "@/lib/access/commands/add-member";
import { findDemoMember } from "@/lib/access/queries";
import { updateEvent } from "@/lib/events/commands/update-event";
import { renewGuestLink } from "@/lib/messaging/commands/renew-guest-link";
import { reloadEnv } from "@/lib/platform/env";
import { inTenant } from "@/lib/platform/transaction";
import { saveDraft } from "@/lib/website/commands/save-draft";
import { withdrawSite } from "@/lib/website/commands/withdraw-site";
import { openGuest, openSlug } from "@/lib/website/loaders/site-page";
import { type Household, makeFunctions, makeHousehold, publishedSite, siteOf } from "@/tests/factories/site";
import { makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { figures } from "@/tests/support/figures";
import { signIn, url } from "./support/client";
import { cachedFiles, guess, readCached } from "./support/guesses";
import { type RawAnswer, raw } from "./support/raw";

const HIDDEN = "Zanzibarsoiree";
const SECRET_FAMILY = "Quetzalfamily";
const SLUG = "anjali-and-rohan";

/** The long form is `npm run proof -- site`. */
const GUESSES = Number(process.env.SITE_GUESSES ?? 600);

let wedding: TestWedding;
let events: string[];
let bride: Household;
let groom: Household;
let third: Household;

/** Which cache answered: this process's memory, or Next's. */
const cacheOf = ({ headers }: RawAnswer) => headers["x-site-cache"] ?? headers["x-nextjs-cache"];

const g = ({ token }: Household, rest = "") => raw(`/g/${token}${rest}`);

beforeAll(async () => {
  Object.assign(process.env, inject("stackEnv"));
  reloadEnv();
  wedding = await makeWedding("Anjali & Rohan");
  events = await makeFunctions(wedding, [
    { name: "Mehndi evening" },
    { name: HIDDEN },
    { name: "Pheras by the lake", visibility: "public" },
  ]);
  const family = (name: string, phone: string, invitedTo: string[]) =>
    makeHousehold(wedding, { name, phone, invitedTo });
  bride = await family(SECRET_FAMILY, "+919812345671", [events[0]!, events[2]!]);
  groom = await family("Otherfamily", "+919812345672", [events[1]!, events[2]!]);
  third = await family("Thirdfamily", "+919812345673", [events[0]!, events[2]!]);
});

afterAll(() => closeDatabase());

describe("before it is published", () => {
  it("a household still answers, and the address is not there", async () => {
    expect((await g(bride)).body).toContain("Mehndi evening");
    expect((await raw(`/w/${SLUG}`)).status).toBe(404);
  });
});

describe("a published website", () => {
  beforeAll(() => publishedSite(wedding, SLUG, { languages: ["en", "hi"] }));

  it("opens for two households with different functions, drawn once for all who see the same", async () => {
    const [first, again, other, same] = [await g(bride), await g(bride), await g(groom), await g(third)];
    expect([first.status, other.status]).toEqual([200, 200]);
    expect(first.body).toContain("Mehndi evening");
    expect(other.body).toContain(HIDDEN);
    expect(other.body).not.toContain("Mehndi evening");
    expect([first, again, same].map(cacheOf)).toEqual(["MISS", "HIT", "HIT"]);
    expect(same.body).toBe(first.body);
    const packed = await fetch(url(`/g/${bride.token}`), { headers: { "accept-encoding": "gzip, br" } });
    expect([packed.headers.get("content-encoding"), await packed.text()]).toEqual(["gzip", first.body]);
    for (const answer of [first, again]) {
      expect(answer.headers).toMatchObject({
        "cache-control": "private, no-store",
        "referrer-policy": "no-referrer",
        "x-robots-tag": "noindex, nofollow",
      });
      expect(answer.headers["content-security-policy"]).toContain("script-src 'self';");
    }
  });

  it("tells a household alone whose page it is, kept by nobody", async () => {
    const before = await g(bride, "/me?lang=hi");
    expect(JSON.parse(before.body)).toEqual({ household: SECRET_FAMILY, change: null });
    expect(before.headers["cache-control"]).toBe("private, no-store");
    expect((await raw("/g/AAAAAAAAAAAAAAAAAAAAAA/me")).status).toBe(404);
  });

  it("is for everybody at its public address, in the language they ask for", async () => {
    const [english, hindi, chosen] = [
      await raw(`/w/${SLUG}`),
      await raw(`/w/${SLUG}`, { headers: { "accept-language": "hi-IN,hi;q=0.9" } }),
      await raw(`/w/${SLUG}?lang=hi&utm_source=x`, { headers: { "accept-language": "en" } }),
    ];
    expect(english.headers["cache-control"]).toMatch(
      /^public, max-age=0, s-maxage=\d+, stale-while-revalidate=\d+$/,
    );
    expect(english.headers.vary).toContain("Accept-Language");
    expect([english, hindi, chosen].map(({ headers }) => headers["content-language"])).toEqual([
      "en",
      "hi",
      "hi",
    ]);
    expect(cacheOf(chosen)).toBe("HIT");
    expect(english.body).toContain("Pheras by the lake");
    expect(await raw(`/w/${SLUG.toUpperCase()}`)).toMatchObject({
      status: 307,
      headers: { location: `/w/${SLUG}` },
    });
    expect(await raw(`/w/${SLUG}`, { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
  });

  it("says a hidden function's name in no byte to anybody who is not invited", async () => {
    const prefetch = {
      rsc: "1",
      "next-router-prefetch": "1",
      purpose: "prefetch",
      accept: "text/x-component",
    };
    const ways = [
      "",
      "?answer",
      "?lang=hi",
      "?said=thanks",
      "?_rsc=x",
      "/more",
      "/calendar.ics",
      `/${events[2]}.ics`,
      `/${events[1]}.ics`,
    ];
    const answers = await Promise.all([
      ...ways.flatMap((way) => [
        raw(`/g/${bride.token}${way}`),
        raw(`/g/${bride.token}${way}`, { headers: prefetch }),
        raw(`/g/${bride.token}${way}`, {
          headers: { accept: "application/json", "user-agent": "WhatsApp/2.23" },
        }),
      ]),
      ...["", "?lang=hi", "/feed", "/opengraph-image"].map((way) =>
        raw(`/w/${SLUG}${way}`, { headers: prefetch }),
      ),
      ...["/robots.txt", "/sitemap.xml", "/sitemap-0.xml", "/"].map((way) => raw(way)),
    ]);
    for (const { all } of answers) {
      expect(all).not.toContain(HIDDEN);
      expect(all.replaceAll(`/${events[1]}.ics`, "")).not.toContain(events[1]);
    }
    expect((await raw("/sitemap.xml")).body).not.toContain(SLUG);
    expect(answers[0]!.body).not.toContain(SECRET_FAMILY);
  });

  it("is changed by an edit at once, and only for who sees the function", async () => {
    await g(bride);
    await g(groom);
    const [event] = (
      await inTenant(wedding.scope, ({ tx }) =>
        tx.execute<{ version: number; starts_at: string }>(
          sql`select version, starts_at from events where id = ${events[0]}`,
        ),
      )
    ).rows;
    must(
      await updateEvent(wedding.ctx, {
        id: events[0]!,
        version: event!.version,
        name: "Mehndi morning",
        visibility: "invite_only",
        zone: "Asia/Kolkata",
        startsAt: new Date(event!.starts_at),
        venueName: "Rambagh lawns",
      }),
    );
    const [changed, untouched] = [await g(bride), await g(groom)];
    expect(changed.body).toContain("Mehndi morning");
    expect(changed.body).not.toContain("Mehndi evening");
    expect([changed, untouched].map(cacheOf)).toEqual(["MISS", "HIT"]);
  });

  it("takes the household's answer by a form sent to its own address, and changes nothing by being looked at", async () => {
    const facts = async () =>
      (
        await inTenant(wedding.scope, ({ tx }) =>
          tx.execute(sql`select (select count(*) from audit_log where wedding_id = ${wedding.weddingId} and actor not like 'system:%') as log,
            (select count(*) from rsvp_answers where wedding_id = ${wedding.weddingId}) as answers`),
        )
      ).rows[0];
    const before = await facts();
    for (const method of ["GET", "HEAD", "OPTIONS"])
      for (const way of ["", "?answer", "?everything=yes"]) await raw(`/g/${bride.token}${way}`, { method });
    expect(await facts()).toEqual(before);
    const sent = await raw(`/g/${bride.token}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "everything=yes&lang=en",
    });
    expect(sent.status).toBe(303);
    expect(sent.headers.location).toContain("said=thanks");
    expect(sent.headers["cache-control"]).toContain("no-store");
    expect((await facts())!.answers).toBe("2");
    expect(JSON.parse((await g(bride, "/me")).body)).toMatchObject({ change: "Change our answer" });
    expect((await g(bride, "?answer")).headers["cache-control"]).toBe("private, no-store");
  });
});

describe("the draft", () => {
  it("is looked at by who may edit it, as everybody and as one household, and by nobody else", async () => {
    const owner = await findDemoMember("owner");
    must(await addMember(wedding.ctx, { userId: owner!.userId, role: "admin", side: "all" }));
    const { draft, version } = await siteOf(wedding);
    const cover = { ...draft.cover, line: { en: "Not published yet" } };
    must(await saveDraft(wedding.ctx, { version, content: { ...draft, cover } }));
    const path = `/weddings/${wedding.weddingId}/website/preview`;
    const look = async (cookie: string, query = "") => raw(`${path}${query}`, { headers: { cookie } });
    const [admin, viewer] = [(await signIn("owner")).cookie, (await signIn("viewer")).cookie];
    const seen = await look(admin);
    expect([seen.status, seen.headers["cache-control"]]).toEqual([200, "private, no-store"]);
    expect(seen.body).toContain("Not published yet");
    expect(seen.body).not.toContain(HIDDEN);
    expect((await look(admin, `?family=${groom.unitId}`)).body).toContain(HIDDEN);
    expect((await look(admin, "?version=1")).body).not.toContain("Not published yet");
    expect((await raw(`/w/${SLUG}`)).body).not.toContain("Not published yet");
    const refused = [
      await look(viewer),
      await look(admin, "?version=99"),
      await look(admin, "?family=x"),
      await look(""),
    ];
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404, 307]);
  });
});

describe("the inside of the cache", () => {
  it("is not there from outside, in whatever spelling", async () => {
    const wish = { chosen: null, header: null };
    const [mine, open] = [await openGuest(bride.token, wish), await openSlug(SLUG, wish)];
    if (mine.state !== "page" || open.state !== "page") throw new Error("not published");
    const spellings = [
      "/site/K",
      "//site/K",
      "/site//K",
      "/./site/K",
      "/x/../site/K",
      "/%73ite/K",
      "/%73%69%74%65/K",
      "/%2573ite/K",
      "/site%2fK",
      "/%2fsite/K",
      "/SITE/K",
      "/Site/K",
      "/site/K/",
      "/site/K?x=1",
      "/site/K.rsc",
      "/site/K.txt",
      "/site;x/K",
      "/\\site\\K",
      "/site%5cK",
      "/api/../site/K",
      "/api/%2e%2e/site/K",
      "/fonts/../site/K",
      "/fonts/..%2fsite/K",
      "/_next/static/../../site/K",
      "/_next/static/..%2f..%2fsite/K",
      "/icon.svg/../site/K",
      "/_next/image/../../site/K",
      "/w/../site/K",
      `/w/${SLUG}/../../site/K`,
      "/g/..%2fsite%2fK",
      "/_next/data/x/site/K.json",
      "/index/site/K",
      "/en/site/K",
      "/site/K%00",
      "/site/%20K",
    ];
    const tricks = [
      {},
      { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
      { rsc: "1" },
      { "x-matched-path": "/site/[key]" },
      { "x-invoke-path": "/site/K" },
      { "x-rewrite-url": "/site/K" },
    ];
    for (const key of [mine.key, open.key])
      for (const spelling of spellings)
        for (const headers of tricks) {
          const answer = await raw(spelling.replace("K", key), {
            headers: JSON.parse(JSON.stringify(headers).replaceAll("K", key)) as Record<string, string>,
          });
          expect([301, 307, 308, 400, 404], `${spelling} ${JSON.stringify(headers)}`).toContain(
            answer.status,
          );
          if (answer.status > 308 || answer.status < 300) expect(answer.body).not.toContain("Pheras");
          else
            expect(
              (await raw(new URL(String(answer.headers.location), "http://x").pathname)).status,
            ).not.toBe(200);
        }
  });

  it(
    "holds no token, no name and no number, and guesses leave nothing in it",
    async () => {
      const secrets = [bride, groom, third].map(({ token }) => token);
      const people = [SECRET_FAMILY, "Otherfamily", "Thirdfamily", "98123456"];
      const cached = await readCached();
      expect(cached.length).toBeGreaterThan(3);
      for (const { file, text } of cached)
        for (const word of [...secrets, ...people, bride.unitId])
          expect(text.includes(word), `${word} in ${file}`).toBe(false);
      const before = await cachedFiles();
      const rows = async () =>
        (await db().execute<{ n: number }>(sql`select count(*)::int as n from fence.every_wedding()`))
          .rows[0]!.n;
      const weddings = await rows();
      expect(await guess(GUESSES)).toBe(0);
      expect(await cachedFiles()).toEqual(before);
      expect(await rows()).toBe(weddings);
      figures("site", { guesses: GUESSES, opened: 0, new_cache_files: 0, cached_files_read: cached.length });
    },
    120_000 + GUESSES * 20,
  );
});

describe("a link that was taken back", () => {
  it("is refused at once, with its page warm in the cache, for reading and for answering", async () => {
    expect(cacheOf(await g(third))).toBe("HIT");
    must(await renewGuestLink(wedding.ctx, { unitId: third.unitId }));
    const answers = [
      await g(third),
      await g(third, "?answer"),
      await g(third, "/more"),
      await g(third, "/calendar.ics"),
      await raw(`/g/${third.token}`, { method: "POST", body: "everything=yes" }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    for (const { all } of answers) expect(all).not.toMatch(/Mehndi|Pheras/);
    expect((await g(bride)).status).toBe(200);
  });

  it("and a site that was taken down is gone for everybody, with the answers still there", async () => {
    must(await withdrawSite(wedding.ctx, { version: (await siteOf(wedding)).version }));
    expect((await raw(`/w/${SLUG}`)).status).toBe(404);
    expect(cacheOf(await g(bride))).toBeUndefined();
    expect((await g(bride)).body).toContain("Mehndi morning");
  });

  it("says clearly that it has ended, when the wedding is long over", async () => {
    await inTenant(wedding.scope, ({ tx }) =>
      tx.execute(
        sql`update events set starts_at = now() - interval '100 days' where wedding_id = ${wedding.weddingId}`,
      ),
    );
    const ended = await raw(`/g/${bride.token}`, { headers: { "accept-language": "hi" } });
    expect(ended.status).toBe(410);
    expect(ended.body).toContain('lang="hi"');
    expect(ended.headers["cache-control"]).toBe("private, no-store");
  });
});
