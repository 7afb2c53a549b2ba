import fc from "fast-check";
import ICAL from "ical.js";
import { beforeAll, describe, expect, it } from "vitest";
import { GET as guestFile } from "@/app/(guest)/g/[token]/[file]/route";
import { GET as guestPage } from "@/app/(guest)/g/[token]/route";
import { GET as publicFile } from "@/app/w/[slug]/[file]/route";
import { SiteDocument } from "@/components/website/site-document";
import { toHtml } from "@/components/website/to-html";
import { createEvent } from "@/lib/events/commands/create-event";
import { setWords } from "@/lib/events/commands/set-words";
import { requireEvent } from "@/lib/events/queries";
import { newId } from "@/lib/kernel/ids";
import type { GuestLanguage } from "@/lib/kernel/languages";
import { createRun } from "@/lib/messaging/commands/create-run";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import { readTenant } from "@/lib/platform/transaction";
import { loadContext, loadStanding } from "@/lib/rsvp/queries/chat";
import { readReply } from "@/lib/rsvp/rules/reading";
import { loadSitePage, openGuest, openSlug } from "@/lib/website/loaders/site-page";
import { prepareSending } from "@/tests/factories/run";
import { type Household, makeFunctions, makeHousehold, publishedSite } from "@/tests/factories/site";
import { makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider } from "@/tests/support/provider";

const SLUG = `words-${newId().slice(-12)}`;
const LANGUAGES = ["en", "gu", "hi"] as const;

let wedding: TestWedding;
let events: string[];
/** Invited to the first and the last function, and to the last alone. */
let gujarati: Household;
let hindi: Household;

const words = (language: GuestLanguage, id: string, version: number, name: string | null, more = {}) =>
  setWords(wedding.ctx, { language, words: [{ id, version, name, dress: null, note: null, ...more }] });
const versionOf = async (id: string, language: string): Promise<number> => {
  const { rows } = await admin.query(
    "select version from event_words where event_id = $1 and language = $2",
    [id, language],
  );
  return rows[0]?.version ?? 0;
};
const keyOf = async ({ token }: Household, chosen: string | null = null): Promise<string> => {
  const opened = await openGuest(token, { chosen, header: null });
  if (opened.state !== "page") throw new Error(opened.state);
  return opened.key;
};
const publicKey = async (chosen: string): Promise<string> => {
  const opened = await openSlug(SLUG, { chosen, header: null });
  if (opened.state !== "page") throw new Error(opened.state);
  return opened.key;
};
const keys = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(
      LANGUAGES.flatMap((one) => [
        keyOf(gujarati, one).then((key) => [`two ${one}`, key] as const),
        keyOf(hindi, one).then((key) => [`one ${one}`, key] as const),
        publicKey(one).then((key) => [`public ${one}`, key] as const),
      ]),
    ),
  );
const draw = async (key: string) => toHtml(SiteDocument({ page: (await loadSitePage(key))! }));

type Get<P> = (request: Request, context: { params: Promise<P> }) => Promise<Response>;
const open = async <P>(get: Get<P>, params: P, query = "") =>
  (await get(new Request(`http://localhost/${query}`), { params: Promise.resolve(params) })).text();

beforeAll(async () => {
  wedding = await makeWedding("Anjali & Rohan");
  events = await makeFunctions(wedding, [
    { name: "Sangeet" },
    { name: "Haldi" },
    { name: "Pheras", visibility: "public" },
  ]);
  await admin.query("update events set dress = 'Bright colours' where id = $1", [events[0]]);
  const family = (name: string, phone: string, language: string, invitedTo: string[]) =>
    makeHousehold(wedding, { name, phone, language, invitedTo });
  gujarati = await family("Shah", "+919812340001", "gu", [events[0]!, events[2]!]);
  hindi = await family("Sharma", "+919812340002", "hi", [events[2]!]);
  await publishedSite(wedding, SLUG, { languages: [...LANGUAGES], hosts: { gu: "મીરા અને રાજેશ" } });
});

it("shows a function in the reader's language, and what was written where a word is missing, and says which", async () => {
  must(await words("gu", events[0]!, 0, "સંગીત સંધ્યા", { note: "સમયસર પધારશો" }));
  const page = (await loadSitePage(await keyOf(gujarati)))!;
  expect(page.functions[0]).toMatchObject({
    name: "સંગીત સંધ્યા",
    dress: "Bright colours",
    note: "સમયસર પધારશો",
  });
  const html = await draw(await keyOf(gujarati));
  expect(html).toContain("<bdi>સંગીત સંધ્યા</bdi>");
  expect(html).toContain('<bdi lang="en">Bright colours</bdi>');
  expect(html).toContain('<bdi lang="en">Pheras</bdi>');
  // Who invites, as well: in the words of this language, or the wedding's own.
  expect(html).toContain("<bdi>મીરા અને રાજેશ</bdi>");
  expect(await draw(await keyOf(gujarati, "hi"))).toContain('<bdi lang="en">Meera &amp; Rajesh</bdi>');
  const english = await draw(await keyOf(gujarati, "en"));
  expect(english).toContain("<bdi>Sangeet</bdi>");
  expect(english).not.toContain("સંગીત");
  expect(page.updatedAt > (await loadSitePage(await keyOf(gujarati, "en")))!.updatedAt).toBe(true);
  // Where they answer, too; and nobody who is not invited reads a letter of it.
  const answering = await open(guestPage, { token: gujarati.token });
  expect(answering).toContain("<bdi>સંગીત સંધ્યા</bdi>");
  expect(answering).toContain('<bdi lang="en">Pheras</bdi>');
  expect(answering).toContain("<bdi>મીરા અને રાજેશ</bdi>");
  for (const other of [await keyOf(hindi, "gu"), await publicKey("gu")])
    expect(await draw(other)).not.toContain("સંગીત");
});

it("moves the pages it is read on and no others, whatever is written in whatever order", async () => {
  const steps = fc.record({
    which: fc.constantFrom(0, 1, 2),
    language: fc.constantFrom<GuestLanguage>("gu", "hi", "ta"),
    what: fc.constantFrom("name", "note", "nothing", "away"),
  });
  let n = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 3 }), async (given) => {
      for (const { which, language, what } of given) {
        const id = events[which]!;
        const { rows } = await admin.query(
          "select version, name, dress, note from event_words where event_id = $1 and language = $2",
          [id, language],
        );
        const { version = 0, ...now } = rows[0] ?? { name: null, dress: null, note: null };
        const none = { name: null, dress: null, note: null };
        const next =
          what === "away"
            ? none
            : what === "nothing"
              ? now
              : { ...now, [what]: `${what} ${++n} ${language}` };
        const changes = JSON.stringify(next) !== JSON.stringify(now);
        const before = await keys();
        must(await setWords(wedding.ctx, { language, words: [{ id, version, ...next }] }));
        const after = await keys();
        const sees: Record<string, number[]> = { two: [0, 2], one: [2], public: [2] };
        for (const name of Object.keys(before)) {
          const [who, reads] = name.split(" ") as [string, string];
          const moved = changes && reads === language && sees[who]!.includes(which);
          expect(`${name} ${after[name] !== before[name]}`).toBe(`${name} ${moved}`);
        }
      }
    }),
    { numRuns: 10 },
  );
});

describe("writing words", () => {
  beforeAll(async () => {
    const nothing = "update event_words set name = null, dress = null, note = null where wedding_id = $1";
    await admin.query(nothing, [wedding.weddingId]);
  });
  it("takes them back, keeps who was not seen, and lets two functions change names", async () => {
    const [sangeet, haldi] = events as [string, string];
    const at = await versionOf(sangeet, "hi");
    const done = must(await words("hi", sangeet, at, "संगीत"));
    expect(await words("hi", sangeet, at, "सुर")).toMatchObject({
      code: "stale",
      details: { current: [{ name: "संगीत" }] },
    });
    const same = must(await words("hi", sangeet, done.versions[sangeet]!, "संगीत"));
    expect(same).toEqual({ versions: done.versions, undo: null });
    const both = await setWords(wedding.ctx, {
      language: "hi",
      words: [
        { id: sangeet, version: done.versions[sangeet]!, name: "हल्दी", dress: "", note: "" },
        { id: haldi, version: await versionOf(haldi, "hi"), name: "संगीत" },
      ],
    });
    must(await setWords(wedding.ctx, must(both).undo!.input as never));
    const { rows } = await admin.query(
      "select name from event_words where event_id = $1 and language = 'hi'",
      [sangeet],
    );
    expect(rows[0].name).toBe("संगीत");
    const log = await admin.query(
      "select count(*)::int as n from audit_log where wedding_id = $1 and action = 'events.set-words:word'",
      [wedding.weddingId],
    );
    expect(log.rows[0].n).toBeGreaterThan(3);
  });
  it("refuses two functions of one name, other languages, other weddings and who may not", async () => {
    const [sangeet, haldi] = events as [string, string];
    const at = await versionOf(haldi, "hi");
    expect(await words("hi", haldi, at, "संगीत")).toMatchObject({ code: "name_taken" });
    // Also where the other one has no words in it and stands as it was written.
    expect(await words("hi", haldi, at, "Pheras")).toMatchObject({ code: "name_taken" });
    const made = { id: newId(), name: "संगीत", visibility: "public", zone: "Asia/Kolkata" } as const;
    expect(await createEvent(wedding.ctx, made)).toMatchObject({ code: "name_taken" });
    await expect(words("fr" as never, haldi, 0, "Haldi")).rejects.toMatchObject({ code: "invalid_input" });
    await expect(words("hi", haldi, at, "a · b")).rejects.toMatchObject({ code: "invalid_input" });
    const other = await makeWedding("Other");
    const input = { language: "hi", words: [{ id: sangeet, version: 0, name: "चोरी" }] } as const;
    expect(await setWords(other.ctx, { ...input, words: [...input.words] })).toMatchObject({
      code: "not_found",
    });
    for (const who of [await wedding.as("viewer"), await wedding.as("side_admin", "bride")])
      await expect(setWords(who, { ...input, words: [...input.words] })).rejects.toMatchObject({
        code: "forbidden",
      });
  });
  it("stands in the database, whoever writes", async () => {
    const insert = (language: string, name: string) =>
      admin.query("insert into event_words (wedding_id, event_id, language, name) values ($1, $2, $3, $4)", [
        wedding.weddingId,
        events[1],
        language,
        name,
      ]);
    await expect(insert("fr", "Haldi")).rejects.toMatchObject({ constraint: "event_words_language_known" });
    await expect(insert("mr", "x".repeat(61))).rejects.toMatchObject({ constraint: "event_words_lengths" });
    await admin.query(
      "insert into event_words (wedding_id, event_id, language, name) values ($1, $2, 'mr', 'हळद')",
      [wedding.weddingId, events[0]],
    );
    await expect(insert("mr", "हळद")).rejects.toMatchObject({ constraint: "event_words_name" });
  });
});

it("writes a family's calendar in its language, with a higher number for every edit", async () => {
  const [sangeet, , pheras] = events as [string, string, string];
  const entry = async (text: Promise<string>, id: string) => {
    const found = new ICAL.Component(ICAL.parse(await text))
      .getAllSubcomponents("vevent")
      .find((one) => String(one.getFirstPropertyValue("uid")).startsWith(id))!;
    return {
      title: String(found.getFirstPropertyValue("summary")),
      sequence: Number(found.getFirstPropertyValue("sequence")),
    };
  };
  const own = () => entry(open(guestFile, { token: gujarati.token, file: "calendar.ics" }), sangeet);
  const before = await own();
  must(await words("gu", sangeet, await versionOf(sangeet, "gu"), "સંગીત"));
  const after = await own();
  expect(after.title).toBe("સંગીત, Anjali & Rohan");
  expect(after.sequence).toBeGreaterThan(before.sequence);
  must(await words("gu", pheras, await versionOf(pheras, "gu"), "ફેરા"));
  const shared = (query: string) =>
    entry(open(publicFile, { slug: SLUG, file: "calendar.ics" }, query), pheras);
  expect((await shared("?lang=gu")).title).toBe("ફેરા, Anjali & Rohan");
  // A language the site does not offer is as if none were asked for.
  for (const query of ["", "?lang=ta", "?lang=xx"])
    expect((await shared(query)).title).toBe("Pheras, Anjali & Rohan");
});

it("speaks of functions in the chat in the family's language, and understands them in both", async () => {
  const at = new Date().toISOString();
  const read = <T>(load: Parameters<typeof readTenant<T>>[1]) => readTenant(wedding.scope, load);
  const context = await read((tx) =>
    loadContext(tx, wedding.scope, {
      unitId: gujarati.unitId,
      writer: { personId: null, phone: null },
      messageId: null,
      at,
    }),
  );
  expect(context.events.map(({ name, written }) => [name, written])).toEqual([
    ["સંગીત", "Sangeet"],
    ["ફેરા", "Pheras"],
  ]);
  const lines = await read((tx) => loadStanding(tx, wedding.scope, gujarati.unitId, events));
  expect(lines.map(({ name }) => name)).toContain("સંગીત");
  const first = readReply("Sangeet yes", context);
  expect(first.kind).not.toBe("unread");
  for (const typed of ["સંગીત yes", "sangit yes"]) expect(readReply(typed, context)).toEqual(first);
});

it("names functions in a message as its own language does", async () => {
  const provider = await startProvider(91);
  const sending = await makeWedding();
  const {
    senderId,
    templateId,
    events: made,
  } = await prepareSending(sending, {
    csv: "Name,Phone,Family,Side\nAsha,9876577701,Mehta,bride\n",
  });
  const { name } = await readTenant(sending.scope, (tx) => requireEvent(tx, sending.scope, made[0]!));
  must(
    await setWords(sending.ctx, {
      language: "hi",
      words: [{ id: made[0]!, version: 0, name: "संगीत" }],
    }),
  );
  const said = async () => {
    const runId = newId();
    const run = { id: runId, name: "Invitations", wave: runId, senderId, templateId, audience: {} };
    must(await createRun(sending.ctx, run));
    must(await rehearseRun(sending.ctx, { runId }));
    must(await freezeRun(sending.ctx, { runId }));
    const { rows } = await admin.query("select content from messages where run_id = $1", [runId]);
    return JSON.stringify(rows[0].content);
  };
  expect(await said()).toContain(`${name} · `);
  await admin.query("update templates set language = 'hi_IN' where id = $1", [templateId]);
  await provider.close();
  expect(await said()).toContain("संगीत · ");
});
