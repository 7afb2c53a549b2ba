import fc from "fast-check";
import ICAL from "ical.js";
import { beforeAll, expect, it } from "vitest";
import { GET as guestFile } from "@/app/(guest)/g/[token]/[file]/route";
import { GET as guestReal } from "@/app/(guest)/g/[token]/real/route";
import { GET as publicFile } from "@/app/w/[slug]/[file]/route";
import { GET as publicReal } from "@/app/w/[slug]/real/route";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { withdrawHouseholds } from "@/lib/invitations/commands/withdraw-households";
import { newId } from "@/lib/kernel/ids";
import { GUEST_LANGUAGES } from "@/lib/kernel/languages";
import { linkTokens } from "@/lib/messaging/commands/guest-links";
import { inTenant, readTenant } from "@/lib/platform/transaction";
import { createSite } from "@/lib/website/commands/create-site";
import { publishSite } from "@/lib/website/commands/publish-site";
import { saveDraft } from "@/lib/website/commands/save-draft";
import { withdrawSite } from "@/lib/website/commands/withdraw-site";
import { readSite } from "@/lib/website/queries";
import { importCsv, makeEvents, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

const NAMES = ["Haldi", "Sangeet", "Pheras", "Reception"];
let wedding: TestWedding;
let events: string[];
let units: Record<string, string>;
let tokens: Record<string, string>;
let slug: string;

beforeAll(async () => {
  wedding = await makeWedding();
  events = await makeEvents(wedding, NAMES);
  await importCsv(
    wedding.ctx,
    "Name,Phone,Family,Side\nAsha Mehta,9876588801,Mehta,bride\nRavi Rao,9876588802,Rao,groom\n",
  );
  const { rows } = await admin.query("select id, name from guest_units where wedding_id = $1", [
    wedding.weddingId,
  ]);
  units = Object.fromEntries(rows.map((row) => [row.name, row.id]));
  await admin.query(
    `update events set starts_at = '2026-12-10T13:30:00Z'::timestamptz + position * interval '1 day', zone = case position % 2 when 0 then 'Asia/Kolkata' else 'America/New_York' end,
      visibility = case when name = 'Reception' then 'public' else 'invite_only' end where wedding_id = $1`,
    [wedding.weddingId],
  );
  await admin.query("update guest_units set language = 'hi' where id = $1", [units.Mehta]);
  await invite(units.Mehta!, events);
  tokens = await inTenant(wedding.scope, async ({ tx }) => {
    const made = await linkTokens(tx, wedding.scope, Object.values(units));
    return Object.fromEntries(Object.entries(units).map(([name, id]) => [name, made.get(id)!]));
  });
  await admin.query(
    `insert into senders (wedding_id, provider, label, phone_number_id, business_account_id, display_number) values
      ($1, 'meta', null, $2, '1', '+919812300001'), ($1, 'wa_link', 'Mausi', $3, '1', '+919812300002')`,
    [wedding.weddingId, newId(), newId()],
  );
  slug = `anjali-${wedding.weddingId.slice(-12)}`;
  must(await createSite(wedding.ctx, { slug }));
  const site = (await readTenant(wedding.scope, (tx) => readSite(tx, wedding.scope)))!;
  const { version } = must(
    await saveDraft(wedding.ctx, {
      version: site.version,
      content: {
        ...site.draft,
        languages: ["en", "hi", "ur"],
        contacts: [{ name: "Suresh <Sharma>", relation: { en: "Bride's uncle" }, phone: "+919812345678" }],
      },
    }),
  );
  must(await publishSite(wedding.ctx, { version }));
});

const invite = (unit: string, eventIds: readonly string[]) =>
  inviteHouseholds(wedding.ctx, { audience: { units: [unit] }, eventIds: [...eventIds] });
const withdraw = (unit: string, eventIds: readonly string[]) =>
  withdrawHouseholds(wedding.ctx, { audience: { units: [unit] }, eventIds: [...eventIds] });

type Get<P> = (request: Request, context: { params: Promise<P> }) => Promise<Response>;
const open = <P>(get: Get<P>, params: P, path = "", headers: Record<string, string> = {}) =>
  get(new Request(`http://localhost/${path}`, { headers }), { params: Promise.resolve(params) });

async function calendar(token: string, file = "calendar") {
  const answer = await open(guestFile, { token, file: `${file}.ics` });
  const text = await answer.text();
  const component = answer.ok ? new ICAL.Component(ICAL.parse(text)) : null;
  return {
    answer,
    text,
    entries: new Map(
      (component?.getAllSubcomponents("vevent") ?? []).map((one) => [
        String(one.getFirstPropertyValue("uid")).split("@")[0],
        {
          status: one.getFirstPropertyValue("status"),
          sequence: Number(one.getFirstPropertyValue("sequence")),
        },
      ]),
    ),
  };
}

it("writes no byte of a function that a family is not invited to, for any set of functions", async () => {
  await fc.assert(
    fc.asyncProperty(fc.subarray([0, 1, 2, 3]), async (chosen) => {
      await withdraw(units.Rao!, events);
      if (chosen.length > 0)
        must(
          await invite(
            units.Rao!,
            chosen.map((n) => events[n]!),
          ),
        );
      const { text, answer, entries } = await calendar(tokens.Rao!);
      expect(answer.headers.get("content-type")).toMatch(/^text\/calendar; charset=utf-8/);
      expect([...entries.keys()].sort()).toEqual(chosen.map((n) => events[n]).sort());
      for (const [n, name] of NAMES.entries()) {
        expect(text.includes(name)).toBe(chosen.includes(n));
        if (!chosen.includes(n)) expect(text).not.toContain(events[n]);
        expect((await calendar(tokens.Rao!, events[n])).answer.status).toBe(chosen.includes(n) ? 200 : 404);
      }
    }),
    { numRuns: 6 },
  );
  await withdraw(units.Rao!, events);
});

it("takes out of a calendar what a family knew of, without its name, and puts it back in with a higher number", async () => {
  const [haldi] = events as [string];
  const before = (await calendar(tokens.Mehta!)).entries.get(haldi)!;
  await admin.query(
    `insert into messages (wedding_id, unit_id, side, sender_id, kind, destination, content, state)
     select $1, $2, 'bride', id, 'reply', '+919876588801', '{}', 'read' from senders where wedding_id = $1 limit 1`,
    [wedding.weddingId, units.Mehta],
  );
  must(await withdraw(units.Mehta!, [haldi]));
  await admin.query("update events set name = 'Secret Haldi', version = version + 1 where id = $1", [haldi]);
  const gone = await calendar(tokens.Mehta!);
  expect(gone.entries.get(haldi)).toEqual({ status: "CANCELLED", sequence: before.sequence + 1 });
  expect(gone.text).not.toContain("Haldi");
  expect(gone.text).toContain("METHOD:PUBLISH");
  const alone = await calendar(tokens.Mehta!, haldi);
  expect(alone.answer.headers.get("content-type")).toContain("method=CANCEL");
  must(await invite(units.Mehta!, [haldi]));
  const back = (await calendar(tokens.Mehta!)).entries.get(haldi)!;
  expect(back).toMatchObject({ status: "CONFIRMED" });
  expect(back.sequence).toBeGreaterThan(before.sequence + 1);
  must(await withdraw(units.Mehta!, [haldi]));
  expect((await calendar(tokens.Mehta!)).entries.get(haldi)!.sequence).toBeGreaterThan(back.sequence);
  // Nobody else's calendar says a word of it.
  expect((await calendar(tokens.Rao!)).entries.size).toBe(0);
});

it("gives everybody the public functions of a published site, and nothing of the others", async () => {
  const all = await open(publicFile, { slug, file: "calendar.ics" });
  expect(all.headers.get("cache-control")).toContain("s-maxage");
  const text = await all.text();
  expect(text).toContain("SUMMARY:Reception\\, Anjali & Rohan");
  for (const hidden of ["Haldi", "Sangeet", "Pheras", ...events.slice(0, 3)])
    expect(text).not.toContain(hidden);
  expect((await open(publicFile, { slug, file: `${events[3]}.ics` })).status).toBe(200);
  for (const file of [`${events[0]}.ics`, `${newId()}.ics`, "x.ics", "calendar.txt"])
    expect((await open(publicFile, { slug, file })).status).toBe(404);
  expect((await open(publicFile, { slug: "nobody-here", file: "calendar.ics" })).status).toBe(404);
});

it("says in the family's language who writes and whom to call, keeps it out of every cache, and changes nothing", async () => {
  const own = await open(guestReal, { token: tokens.Mehta! });
  const html = await own.text();
  expect(html).toMatch(/<html lang="hi"/);
  expect(own.headers.get("cache-control")).toBe("private, no-store");
  for (const part of [
    "Suresh &lt;Sharma&gt;",
    'href="tel:+919812345678"',
    "+91 98123 00001",
    "+91 98123 00002",
    "Mausi",
    "Meera &amp; Rajesh",
  ])
    expect(html).toContain(part);
  for (const name of NAMES) expect(html).not.toContain(name);
  expect(html).not.toMatch(/<script|Asha|98765/);
  const urdu = await (await open(guestReal, { token: tokens.Mehta! }, "?lang=ur")).text();
  expect(urdu).toMatch(/<html lang="ur" dir="rtl"/);

  const shared = await open(publicReal, { slug }, "", { "accept-language": "hi-IN,en;q=0.8" });
  expect(shared.headers.get("cache-control")).toBe("private, no-store");
  const said = await shared.text();
  expect(said).toMatch(/<html lang="hi"/);
  expect(said).toContain("+91 98123 00001");
  // A relative's own phone is not told to everybody.
  expect(said).not.toMatch(/Mausi|00002/);

  expect((await open(guestReal, { token: "x".repeat(43) })).status).toBe(404);
  expect((await open(publicReal, { slug: "nobody-here" })).status).toBe(404);
  const site = (await readTenant(wedding.scope, (tx) => readSite(tx, wedding.scope)))!;
  must(await withdrawSite(wedding.ctx, { version: site.version }));
  expect((await open(publicReal, { slug })).status).toBe(404);
  expect((await open(publicFile, { slug, file: "calendar.ics" })).status).toBe(404);
  // A household still has its page, in every language there is.
  for (const language of Object.keys(GUEST_LANGUAGES)) {
    const page = await (await open(guestReal, { token: tokens.Rao! }, `?lang=${language}`)).text();
    expect(page).toContain(`<html lang="${language}"`);
    expect(page).not.toContain("undefined");
  }
  await admin.query("update guest_links set revoked_at = now() where unit_id = $1", [units.Rao]);
  expect((await open(guestReal, { token: tokens.Rao! })).status).toBe(404);
});
