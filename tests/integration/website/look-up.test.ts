import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { cancelEvent } from "@/lib/events/commands/cancel-event";
import { updateEvent } from "@/lib/events/commands/update-event";
import { renewGuestLink } from "@/lib/messaging/commands/renew-guest-link";
import { hashToken } from "@/lib/platform/tokens";
import { inTenant } from "@/lib/platform/transaction";
import { locateGuestLink } from "@/lib/rsvp/queries/guest-page";
import { publishSite } from "@/lib/website/commands/publish-site";
import { returnToVersion } from "@/lib/website/commands/return-to-version";
import { saveDraft } from "@/lib/website/commands/save-draft";
import { setSlug } from "@/lib/website/commands/set-slug";
import { withdrawSite } from "@/lib/website/commands/withdraw-site";
import { loadSitePage, openGuest, openSlug } from "@/lib/website/loaders/site-page";
import { listVersions } from "@/lib/website/queries";
import { locateGuest, locateSlug } from "@/lib/website/queries/locate";
import { audienceHash } from "@/lib/website/rules/audience";
import {
  type Household,
  makeFunctions,
  makeHousehold,
  publishedSite,
  setInvited,
  siteOf,
} from "@/tests/factories/site";
import { makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

const NO_WISH = { chosen: null, header: null };
const NAMES = ["Roka", "Mehndi", "Sangeet", "Pheras", "Reception"];

let wedding: TestWedding;
let events: string[];
let households: Household[];
let serial = 0;

const newHousehold = (invitedTo: readonly string[], language = "en") =>
  makeHousehold(wedding, {
    name: `Family ${++serial}`,
    phone: `+9198${String(serial).padStart(8, "0")}`,
    language,
    invitedTo,
  });

const guest = (token: string) => locateGuest(hashToken(token));

async function edit(eventId: string, change: Record<string, unknown>): Promise<void> {
  const { rows } = await admin.query(
    "select e.*, v.name as venue from events e left join venues v on v.id = e.venue_id where e.id = $1",
    [eventId],
  );
  const e = rows[0];
  const input = {
    id: eventId,
    version: e.version,
    name: e.name,
    visibility: e.visibility,
    zone: e.zone,
    startsAt: e.starts_at,
    rsvpDeadline: e.rsvp_deadline,
    ceilingPersons: e.ceiling_persons,
    venueName: e.venue ?? undefined,
    dress: e.dress,
    note: e.note,
    ...change,
  };
  must(await updateEvent(wedding.ctx, input));
}

const keyOf = async (token: string): Promise<string> => {
  const opened = await openGuest(token, NO_WISH);
  if (opened.state !== "page") throw new Error(opened.state);
  return opened.key;
};

beforeAll(async () => {
  wedding = await makeWedding("Anjali & Rohan");
  events = await makeFunctions(
    wedding,
    NAMES.map((name, index) => ({ name, visibility: index >= 3 ? "public" : "invite_only" })),
  );
  households = [
    await newHousehold([events[0]!, events[3]!]),
    await newHousehold([events[1]!, events[3]!], "hi"),
    await newHousehold([events[3]!, events[0]!]),
    await newHousehold([]),
  ];
});

describe("before anything is published", () => {
  it("a household's link leads to its answers, and an address nowhere", async () => {
    expect(await guest(households[0]!.token)).toMatchObject({ state: "unpublished", stamp: null });
    expect(await locateSlug("anjali-rohan")).toBeNull();
    expect(await openSlug("anjali-rohan", NO_WISH)).toEqual({ state: "unknown" });
  });
});

describe("a published site", () => {
  beforeAll(() => publishedSite(wedding, "anjali-rohan", { languages: ["en", "hi"] }));

  it("is one page for all who are invited to the same, and says the same in SQL as in rules", async () => {
    const [a, b, c, none] = await Promise.all(households.map(({ token }) => guest(token)));
    expect(a).toMatchObject({ state: "published", languages: ["en", "hi"], language: "en" });
    expect([a!.audienceId, a!.stamp]).toEqual([c!.audienceId, c!.stamp]);
    expect(a!.audienceId).not.toBe(b!.audienceId);
    expect(none!.audienceId).toBeTruthy();
    const { rows } = await admin.query("select event_ids, events_hash from site_audiences where id = $1", [
      a!.audienceId,
    ]);
    expect(rows[0].events_hash).toBe(audienceHash([events[3]!, events[0]!]));
    expect(rows[0].event_ids).toEqual([events[0], events[3]].sort());
  });

  it("shows each reader exactly what it may see, in its language", async () => {
    const names = async (key: string) => (await loadSitePage(key))!.functions.map(({ name }) => name);
    expect(await names(await keyOf(households[0]!.token))).toEqual(["Roka", "Pheras"]);
    expect(await names(await keyOf(households[3]!.token))).toEqual([]);
    const hindi = await loadSitePage(await keyOf(households[1]!.token));
    expect([hindi!.language, hindi!.kind]).toEqual(["hi", "household"]);
    const open = await openSlug("anjali-rohan", { chosen: null, header: "fr;q=0.9, hi;q=0.5" });
    if (open.state !== "page") throw new Error(open.state);
    const page = await loadSitePage(open.key);
    expect(page).toMatchObject({ kind: "public", language: "hi", wedding: "Anjali & Rohan" });
    expect(page!.functions.map(({ name }) => name)).toEqual(["Pheras", "Reception"]);
    expect(page!.address).toMatch(/\/w\/anjali-rohan$/);
  });

  it("draws nothing for a key we did not sign", async () => {
    const key = await keyOf(households[0]!.token);
    const forged = `${key.startsWith("h") ? "p" : "h"}${key.slice(1)}`;
    for (const wrong of [forged, key.toUpperCase(), `${key}0`, "", "x".repeat(91)])
      await expect(loadSitePage(wrong)).rejects.toMatchObject({ code: "not_found" });
  });

  it("moves the key of exactly those who see what changed, whatever changes in whatever order", async () => {
    const moves = fc.record({
      which: fc.nat(NAMES.length - 1),
      what: fc.constantFrom("note", "time", "venue", "deadline", "ceiling", "same"),
    });
    let n = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(moves, { minLength: 1, maxLength: 3 }), async (steps) => {
        for (const { which, what } of steps) {
          n++;
          const before = await Promise.all(households.map(({ token }) => guest(token)));
          const publicBefore = await locateSlug("anjali-rohan");
          const eventId = events[which]!;
          if (what === "time")
            await edit(eventId, { startsAt: new Date(Date.now() + (20 + n) * 86_400_000) });
          else if (what === "venue") await edit(eventId, { venueName: `Hall ${n}` });
          else if (what === "note")
            await admin.query("update events set note = $2 where id = $1", [eventId, `note ${n}`]);
          else if (what === "deadline")
            await edit(eventId, { rsvpDeadline: new Date(Date.now() + n * 60_000) });
          else if (what === "ceiling") await edit(eventId, { ceilingPersons: 100 + n });
          else await edit(eventId, {});
          const shown = ["note", "time", "venue"].includes(what);
          const sees = [[0, 3], [1, 3], [0, 3], []];
          const after = await Promise.all(households.map(({ token }) => guest(token)));
          for (const [index, seen] of sees.entries()) {
            expect(after[index]!.audienceId).toBe(before[index]!.audienceId);
            expect(after[index]!.stamp !== before[index]!.stamp).toBe(shown && seen.includes(which));
          }
          const publicAfter = await locateSlug("anjali-rohan");
          expect(publicAfter!.stamp !== publicBefore!.stamp).toBe(shown && which >= 3);
        }
      }),
      { numRuns: 12 },
    );
  });

  it("says when anything on the page changed last, and does not move for what is elsewhere", async () => {
    const updated = async () => (await loadSitePage(await keyOf(households[0]!.token)))!.updatedAt;
    const first = await updated();
    await edit(events[1]!, { venueName: "Elsewhere" });
    expect(await updated()).toBe(first);
    await admin.query(
      "update venues set address = 'Jacob Road' where id = (select venue_id from events where id = $1)",
      [events[0]],
    );
    expect((await updated()) > first).toBe(true);
  });

  it("follows invitations and visibility at once", async () => {
    const moving = await newHousehold([events[0]!]);
    const first = await guest(moving.token);
    await setInvited(wedding, moving.unitId, [events[0]!, events[3]!]);
    const second = await guest(moving.token);
    const like = await guest(households[0]!.token);
    expect([second!.audienceId, second!.stamp]).toEqual([like!.audienceId, like!.stamp]);
    await setInvited(wedding, moving.unitId, [events[0]!]);
    expect(await guest(moving.token)).toEqual(first);
    const before = await locateSlug("anjali-rohan");
    await edit(events[4]!, { visibility: "invite_only" });
    const hidden = await locateSlug("anjali-rohan");
    expect(hidden!.audienceId).not.toBe(before!.audienceId);
    await edit(events[4]!, { visibility: "public" });
    expect((await locateSlug("anjali-rohan"))!.audienceId).toBe(before!.audienceId);
  });

  it("marks a cancelled function for who was invited", async () => {
    const { rows } = await admin.query("select version from events where id = $1", [events[1]]);
    must(await cancelEvent(wedding.ctx, { id: events[1]!, version: rows[0].version }));
    const page = await loadSitePage(await keyOf(households[1]!.token));
    expect(page!.functions.map(({ name, cancelled }) => [name, cancelled])).toEqual([
      ["Mehndi", true],
      ["Pheras", false],
    ]);
  });
});

describe("publishing", () => {
  const draftLine = async (line: string) => {
    const { draft, version } = await siteOf(wedding);
    return saveDraft(wedding.ctx, {
      version,
      content: { ...draft, cover: { ...draft.cover, line: { en: line } } },
    });
  };
  const line = async () => (await loadSitePage(await keyOf(households[0]!.token)))?.line?.text ?? null;

  it("shows the draft once it is published, brings an earlier version back, and takes the site down", async () => {
    must(await draftLine("Second"));
    const key = await keyOf(households[0]!.token);
    expect(await line()).toBeNull();
    const second = must(await publishSite(wedding.ctx, { version: (await siteOf(wedding)).version }));
    expect(await line()).toBe("Second");
    expect(await keyOf(households[0]!.token)).not.toBe(key);

    const back = must(await returnToVersion(wedding.ctx, { version: second.version, number: 1 }));
    expect(await line()).toBeNull();
    expect((await siteOf(wedding)).changed).toBe(false);
    expect(
      (await inTenant(wedding.scope, ({ tx }) => listVersions(tx, wedding.scope))).map((v) => [
        v.number,
        v.returnedFrom,
        v.standing,
      ]),
    ).toEqual([
      [3, 1, true],
      [2, null, false],
      [1, null, false],
    ]);

    const down = must(await withdrawSite(wedding.ctx, { version: back.version }));
    expect(await guest(households[0]!.token)).toMatchObject({ state: "unpublished" });
    expect(await openSlug("anjali-rohan", NO_WISH)).toEqual({ state: "unpublished" });
    expect(await loadSitePage(key)).toBeNull();
    expect(down.undo.command).toBe("website.return-to-version");
    must(await returnToVersion(wedding.ctx, down.undo.input));
    expect(await line()).toBeNull();
  });

  it("refuses two tabs that save over each other", async () => {
    const { draft, version } = await siteOf(wedding);
    const both = await Promise.all([1, 2].map(() => saveDraft(wedding.ctx, { version, content: draft })));
    expect(both.map((one) => (one.ok ? "saved" : one.code)).sort()).toEqual(["saved", "stale"]);
  });

  it("keeps an earlier address for its wedding, and leads it to the new one", async () => {
    const { version } = await siteOf(wedding);
    const renamed = must(await setSlug(wedding.ctx, { version, slug: "rohan-anjali" }));
    expect(await openSlug("anjali-rohan", NO_WISH)).toEqual({ state: "moved", slug: "rohan-anjali" });
    const other = await makeWedding("Anjali & Rohan");
    for (const slug of ["anjali-rohan", "rohan-anjali"])
      await expect(publishedSite(other, slug)).rejects.toThrow("slug_taken");
    must(await setSlug(wedding.ctx, renamed.undo.input as { version: number; slug: string }));
    expect(await openSlug("rohan-anjali", NO_WISH)).toEqual({ state: "moved", slug: "anjali-rohan" });
    expect((await siteOf(wedding)).earlierSlugs).toEqual(["rohan-anjali"]);
  });
});

describe("a household's link", () => {
  it("closes at once when it is withdrawn, and a joined household's leads to where it went", async () => {
    const [closed, joined] = [await newHousehold([events[0]!]), await newHousehold([events[1]!])];
    const home = await newHousehold([events[2]!]);
    must(await renewGuestLink(wedding.ctx, { unitId: closed.unitId }));
    expect(await guest(closed.token)).toBeNull();
    await admin.query("update guest_units set live = false, joined_into = $2 where id = $1", [
      joined.unitId,
      home.unitId,
    ]);
    expect((await guest(joined.token))!.audienceId).toBe((await guest(home.token))!.audienceId);
  });

  it("ends some time after the last function, for the page and for every answer", async () => {
    const late = await makeWedding("Late & Later");
    const [id] = await makeFunctions(late, [
      { name: "Pheras", startsAt: new Date(Date.now() - 80 * 86_400_000) },
    ]);
    const { token } = await makeHousehold(late, { name: "Late", phone: "+919800000001", invitedTo: [id!] });
    expect(await guest(token)).toMatchObject({ state: "unpublished" });
    expect(await locateGuestLink(hashToken(token))).not.toBeNull();
    await admin.query("update events set starts_at = now() - interval '91 days' where id = $1", [id]);
    expect(await guest(token)).toMatchObject({ state: "ended", stamp: null, audienceId: null });
    expect(await locateGuestLink(hashToken(token))).toBeNull();
  });

  it("is looked up by indexes alone, without a row of its own being written", async () => {
    const rows = async () => (await admin.query("select count(*)::int as n from site_audiences")).rows[0].n;
    const before = await rows();
    for (let i = 0; i < 200; i++) {
      expect(await guest(`guess-${i}-aaaaaaaaaaaa`)).toBeNull();
      expect(await locateSlug(`guess-${i}`)).toBeNull();
    }
    expect(await rows()).toBe(before);
    const locator = await admin.connect();
    await locator.query("set role parinaya_locator");
    await locator.query("set enable_seqscan = off");
    const plan = async (query: string) => JSON.stringify((await locator.query(`explain ${query}`)).rows);
    expect(
      await plan("select unit_id from guest_links where token_hash = 'x' and revoked_at is null"),
    ).toContain("guest_links_token_hash");
    expect(await plan("select wedding_id from site_slugs where slug = 'x'")).toContain("site_slugs_pkey");
    locator.release(true);
  });
});
