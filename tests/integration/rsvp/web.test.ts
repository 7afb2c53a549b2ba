import { beforeAll, describe, expect, it } from "vitest";
import { GET as openMore } from "@/app/(guest)/g/[token]/more/route";
import { GET as open } from "@/app/(guest)/g/[token]/route";
import { POST as sendMore } from "@/app/api/g/[token]/more/route";
import { POST as send } from "@/app/api/g/[token]/route";
import { CONSOLE_COMMANDS } from "@/app/api/weddings/[wedding]/commands/console-commands";
import { mintScope } from "@/lib/access/policy";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { withdrawHouseholds } from "@/lib/invitations/commands/withdraw-households";
import { newId } from "@/lib/kernel/ids";
import { linkTokens } from "@/lib/messaging/commands/guest-links";
import { unseal } from "@/lib/platform/sealed";
import { inTenant, readTenant } from "@/lib/platform/transaction";
import { extendAnswering } from "@/lib/rsvp/commands/extend-answering";
import { noteTravel } from "@/lib/rsvp/commands/note-travel";
import { recordAnswers } from "@/lib/rsvp/commands/record-answers";
import { loadGuestMore, loadGuestPage, sentContext } from "@/lib/rsvp/loaders";
import { loadContext } from "@/lib/rsvp/queries/chat";
import { readTravelPlan } from "@/lib/rsvp/queries/travel";
import { lineKey, standingLine, whyLocked } from "@/lib/rsvp/rules/household-page";
import { fieldsKey, fieldsOf, NO_TRAVEL } from "@/lib/rsvp/rules/more-form";
import {
  contextFor,
  importCsv,
  makeEvents,
  makeWedding,
  must,
  type TestWedding,
} from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

const CSV = `Name,Phone,Family,Side,Age
Asha Mehta,9876599901,Mehta,bride,
Kiran Mehta,,Mehta,bride,
Diya Mehta,,Mehta,bride,child
Ravi Rao,9876599902,Rao,groom,
`;
let wedding: TestWedding;
let mehndi: string;
let sangeet: string;
let people: Record<string, string>;
let units: Record<string, string>;
let token: string;

beforeAll(async () => {
  wedding = await makeWedding();
  [mehndi, sangeet] = (await makeEvents(wedding, ["Mehndi", "Sangeet"])) as [string, string];
  await importCsv(wedding.ctx, CSV);
  const { rows } = await admin.query(
    "select p.id, p.name, p.unit_id, u.name as family from people p join guest_units u on u.id = p.unit_id where p.wedding_id = $1",
    [wedding.weddingId],
  );
  people = Object.fromEntries(rows.map((row) => [row.name.split(" ")[0], row.id]));
  units = Object.fromEntries(rows.map((row) => [row.family, row.unit_id]));
  // Two grown-ups more, whose names nobody knows.
  await admin.query("update guest_units set unnamed_adults = 2, language = 'hi' where id = $1", [
    units.Mehta,
  ]);
  await admin.query("update people set contact_rank = 5 where id = $1", [people.Kiran]);
  must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: [mehndi, sangeet] }));
  token = await tokenOf(units.Mehta!);
});

const tokenOf = (unit: string) =>
  inTenant(wedding.scope, async ({ tx }) => (await linkTokens(tx, wedding.scope, [unit])).get(unit)!);

type Fields = Record<string, string | readonly string[]>;

async function post(route: typeof send, fields: Fields, key = token) {
  const body = new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one as string])),
  );
  const response = await route(new Request("http://x/", { method: "POST", body: body.toString() }), {
    params: Promise.resolve({ token: key }),
  });
  const to = response.headers.get("location");
  return {
    status: response.status,
    headers: response.headers,
    query: to ? Object.fromEntries(new URL(to, "http://x").searchParams) : {},
    to,
  };
}
const said = async (fields: Fields, key = token) => (await post(send, fields, key)).query.said;

/** What stands, by function: the answer, the counts, who. */
async function standing(unit = units.Mehta!) {
  const { rows } = await admin.query(
    `select e.name, c.answer, c.adults, c.children, a.channel, s.name as speaker, coalesce(array_agg(p.name order by p.name) filter (where p.id is not null), '{}') as who
     from rsvp_current c join events e on e.id = c.event_id join rsvp_answers a on a.id = c.answer_id left join people s on s.id = a.person_id
     left join rsvp_answer_people x on x.answer_id = a.id left join people p on p.id = x.person_id
     where c.unit_id = $1 group by 1, 2, 3, 4, 5, 6`,
    [unit],
  );
  return Object.fromEntries(rows.map(({ name, ...rest }) => [name, rest]));
}
const answersOf = async (unit = units.Mehta!) =>
  (await admin.query("select count(*)::int as n from rsvp_answers where unit_id = $1", [unit])).rows[0].n;

describe("a family's answers", () => {
  it("are taken per person and per function, in the words of whoever speaks for it; what is left open is not recorded", async () => {
    const sent = {
      [`answer:${mehndi}`]: "some",
      [`who:${mehndi}`]: [people.Asha!, people.Diya!],
      [`adults:${mehndi}`]: "1",
    };
    const done = await post(send, { ...sent, lang: "hi" });
    expect(done).toMatchObject({ status: 303, query: { said: "thanks", lang: "hi" } });
    expect(done.headers.get("cache-control")).toBe("private, no-store");
    expect(done.headers.get("referrer-policy")).toBe("no-referrer");
    expect(await standing()).toEqual({
      Mehndi: {
        answer: "yes",
        adults: 2,
        children: 1,
        channel: "web",
        speaker: "Kiran Mehta",
        who: ["Asha Mehta", "Diya Mehta"],
      },
    });
    // The same form once more, and twice at once, is one answer.
    expect(await Promise.all([said(sent), said(sent)])).toEqual(["same", "same"]);
    const maybe = { [`answer:${sangeet}`]: "maybe" };
    expect((await Promise.all([said(maybe), said(maybe)])).sort()).toEqual(["same", "thanks"]);
    expect(await answersOf()).toBe(2);
  });

  it("are on the page again, in the family's language or the chosen one, and an untouched function stays as somebody else changed it", async () => {
    const { page, language } = await loadGuestPage(token);
    expect(language.code).toBe("hi");
    expect((await loadGuestPage(token, "gu")).language.code).toBe("gu");
    expect((await loadGuestPage(token, "xx")).language.code).toBe("hi");
    const line = standingLine(page, page.functions[0]!);
    expect(line).toMatchObject({ choice: "some", adults: 1, children: 0 });
    expect(new Set(line.who)).toEqual(new Set([people.Asha, people.Diya]));
    // Meanwhile the chat says four come to Mehndi; the open page still shows three and changes only Sangeet.
    const guest = mintScope(wedding.weddingId, { kind: "guest", unitId: units.Mehta! });
    await inTenant(guest, ({ tx, now }) =>
      recordAnswers(tx, guest, {
        unitId: units.Mehta!,
        answers: [{ eventId: mehndi, answer: "yes", adults: 3, children: 1 }],
        channel: "whatsapp",
        personId: people.Kiran!,
        inboundId: null,
        answeredAt: now.toISOString(),
      }),
    );
    const old = {
      [`shown:${mehndi}`]: lineKey(line),
      [`answer:${mehndi}`]: "some",
      [`who:${mehndi}`]: line.who,
      [`adults:${mehndi}`]: "1",
    };
    expect(await said({ ...old, [`shown:${sangeet}`]: "maybe", [`answer:${sangeet}`]: "none" })).toBe(
      "thanks",
    );
    expect(await standing()).toMatchObject({
      Mehndi: { adults: 3, channel: "whatsapp" },
      Sangeet: { answer: "no", channel: "web" },
    });
    const now = (await loadGuestPage(token)).page;
    expect(standingLine(now, now.functions[0]!)).toMatchObject({ choice: "some", who: [], adults: 0 });
  });

  it("are one tap for all of us to everything, with everybody named", async () => {
    expect(await said({ everything: "yes" })).toBe("thanks");
    const whole = { answer: "yes", adults: 4, children: 1 };
    expect(await standing()).toMatchObject({ Mehndi: whole, Sangeet: { ...whole, channel: "web" } });
    expect((await standing()).Sangeet.who).toEqual(["Asha Mehta", "Diya Mehta", "Kiran Mehta"]);
    expect(await said({ everything: "yes" })).toBe("same");
    const { page } = await loadGuestPage(token);
    expect(page.functions.map((one) => standingLine(page, one).choice)).toEqual(["all", "all"]);
  });
});

describe("what is refused", () => {
  const refused = async (fields: Fields) => {
    const before = await answersOf();
    const { query } = await post(send, fields);
    expect(await answersOf()).toBe(before);
    return query;
  };
  it("comes back filled in, sealed for this link alone", async () => {
    const many = {
      [`answer:${mehndi}`]: "some",
      [`who:${mehndi}`]: [people.Asha!],
      [`adults:${mehndi}`]: "9",
      [`answer:${sangeet}`]: "maybe",
    };
    const query = await refused(many);
    expect(query).toMatchObject({ said: "too_many", at: mehndi });
    expect(query.sent).not.toContain(people.Asha!.slice(-12));
    const { sent } = await loadGuestPage(token, undefined, query.sent);
    expect(sent).toMatchObject([
      { eventId: mehndi, choice: "some", who: [people.Asha], adults: 9 },
      { eventId: sangeet, choice: "maybe" },
    ]);
    const other = await tokenOf(units.Rao!);
    expect(unseal(query.sent!, sentContext(other))).toBeNull();
    expect((await loadGuestPage(other, undefined, query.sent)).sent).toEqual([]);
  });
  it("is nobody, a stranger, another wedding's function, a function that was taken back, and nothing", async () => {
    const some = { [`answer:${mehndi}`]: "some" };
    expect(await refused(some)).toMatchObject({ said: "no_count", at: mehndi });
    expect(await refused({ ...some, [`who:${mehndi}`]: [people.Asha!, people.Ravi!] })).toMatchObject({
      said: "not_yours",
    });
    const [theirs] = await makeEvents(await makeWedding("Other"), ["Sangeet"]);
    expect((await refused({ [`answer:${theirs}`]: "all" })).said).toBe("not_invited");
    expect((await refused({})).said).toBe("nothing");
    expect((await post(send, some, "A".repeat(22))).status).toBe(404);
    const [haldi] = (await makeEvents(wedding, ["Haldi"])) as [string];
    must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: [haldi] }));
    must(await withdrawHouseholds(wedding.ctx, { audience: {}, eventIds: [haldi] }));
    expect(await refused({ [`answer:${haldi}`]: "none", [`answer:${mehndi}`]: "none" })).toMatchObject({
      said: "not_invited",
    });
  });
});

it("says who waits where a function is full", async () => {
  await admin.query("delete from event_places where event_id = $1", [sangeet]);
  await admin.query("delete from rsvp_current where event_id = $1", [sangeet]);
  await admin.query("update events set ceiling_persons = 3 where id = $1", [sangeet]);
  const rao = await tokenOf(units.Rao!);
  expect(await said({ [`answer:${sangeet}`]: "all" }, rao)).toBe("thanks");
  expect(await said({ [`answer:${sangeet}`]: "all" })).toBe("thanks");
  const waiting = async (key: string) =>
    (await loadGuestPage(key)).page.functions.find((one) => one.id === sangeet)!.waiting;
  expect([await waiting(rao), await waiting(token)]).toEqual([0, 5]);
  expect(
    await said({ [`answer:${sangeet}`]: "some", [`who:${sangeet}`]: [people.Asha!, people.Diya!] }),
  ).toBe("thanks");
  expect(await waiting(token)).toBe(0);
});

it("closes at the date, opens for one family alone where a parent says so, and closes again", async () => {
  await admin.query("update events set rsvp_deadline = now() - interval '1 hour' where id = $1", [mehndi]);
  const none = { [`answer:${mehndi}`]: "none" };
  expect(await said(none)).toBe("closed");
  // The one tap leaves out what is closed.
  expect(await said({ everything: "yes" })).toBe("thanks");
  const unitId = units.Mehta!;
  const extend = (extension: { until: string | null } | null, ctx = wedding.ctx) =>
    extendAnswering(ctx, { unitId, extension });
  const guest = contextFor(mintScope(wedding.weddingId, { kind: "guest", unitId }));
  await expect(extend({ until: null }, guest)).rejects.toMatchObject({ code: "forbidden" });
  await expect(extend({ until: null }, await wedding.as("viewer"))).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await extend({ until: null }, await wedding.as("side_admin", "groom"))).toMatchObject({
    code: "gone",
  });
  expect(await extend({ until: "2020-01-01T00:00:00Z" })).toMatchObject({ code: "past" });
  const { undo } = must(
    await extend({ until: "2099-01-01T00:00:00Z" }, await wedding.as("side_admin", "bride")),
  );
  expect(await said(none)).toBe("thanks");
  // A message written before that was too late, whenever it comes.
  const closedAt = (minutes: number) =>
    readTenant(wedding.scope, async (tx) => {
      const at = new Date(Date.now() + minutes * 60_000).toISOString();
      const { events } = await loadContext(tx, wedding.scope, {
        unitId,
        writer: { personId: null, phone: null },
        messageId: null,
        at,
      });
      return events.find((one) => one.eventId === mehndi)!.closed;
    });
  expect([await closedAt(-10), await closedAt(0)]).toEqual([true, false]);
  const ravi = await tokenOf(units.Rao!);
  expect(await said(none, ravi)).toBe("closed");
  must(await extend({ until: null }));
  must(await CONSOLE_COMMANDS.get(undo!.command)!(wedding.ctx, undo!.input as never));
  expect(await said({ [`answer:${mehndi}`]: "maybe" })).toBe("closed");
  expect((await loadGuestPage(token)).page.functions[0]).toMatchObject({
    closed: true,
    answer: { answer: "no" },
  });
});

it("is asked again after a change, says with one tap that it still comes, and reads that all is cancelled", async () => {
  const here = async () => {
    const { page } = await loadGuestPage(token);
    return { locked: whyLocked(page), event: page.functions.find((one) => one.id === sangeet)! };
  };
  expect(await said({ [`answer:${sangeet}`]: "some", [`who:${sangeet}`]: [people.Asha!] })).toMatch(
    /thanks|same/,
  );
  const stood = (await standing()).Sangeet;
  await admin.query(
    `insert into event_changes (wedding_id, event_id, event_version, before, after, state, confirm_again, changed_by, changed_at, told_at)
     values ($1, $2, 99, '{"startsAt":null,"zone":"Asia/Kolkata","venue":null,"cancelled":false}', '{"startsAt":null,"zone":"Asia/Kolkata","venue":"Lake","cancelled":false}', 'told', true, 'user:x', now(), now())`,
    [wedding.weddingId, sangeet],
  );
  const { event } = await here();
  expect(event.toConfirm).toBe(true);
  const answers = await answersOf();
  expect(await said({ confirm: sangeet })).toBe("thanks");
  expect([await said({ confirm: sangeet }), (await here()).event.toConfirm]).toEqual(["same", false]);
  expect(await answersOf()).toBe(answers + 1);
  expect((await standing()).Sangeet).toEqual(stood);
  await admin.query("update events set cancelled_at = now() where id = any($1)", [[mehndi, sangeet]]);
  expect((await here()).locked).toBe("cancelled");
  expect(await said({ everything: "yes" })).toBe("cancelled");
  expect(await said({ confirm: sangeet })).toBe("cancelled");
  await admin.query("update events set cancelled_at = null where id = any($1)", [[mehndi, sangeet]]);
});

describe("the second step", () => {
  const more = async (fields: Fields, key = token) => (await post(sendMore, fields, key)).query;
  const travel = { version: "0", "shown-travel": fieldsKey(fieldsOf(NO_TRAVEL)) };

  it("saves food for people of this family alone, always or at one function", async () => {
    const diets = { [`diet:${people.Asha}`]: "jain", [`diet:${people.Diya}:${sangeet}`]: "veg" };
    expect(await more({ ...diets, ...travel })).toMatchObject({ saved: "diet" });
    const { page } = await loadGuestMore(token);
    expect(page.people.find((one) => one.id === people.Asha)).toMatchObject({ diet: "jain", diets: {} });
    expect(page.people.find((one) => one.id === people.Diya)!.diets).toEqual({ [sangeet]: "veg" });
    const again = { [`shown-diet:${people.Asha}`]: "jain", [`diet:${people.Asha}`]: "jain" };
    expect(await more({ ...again, ...travel })).toEqual({ saved: "nothing" });
    const back = { [`shown-diet:${people.Diya}:${sangeet}`]: "veg", [`diet:${people.Diya}:${sangeet}`]: "" };
    expect(await more(back)).toMatchObject({ saved: "diet" });
    expect(await more({ [`diet:${people.Ravi}`]: "veg" })).toMatchObject({ food: "not_yours" });
    expect(await more({ [`diet:${people.Asha}:${newId()}`]: "veg" })).toMatchObject({ food: "not_invited" });
    const { rows } = await admin.query("select diet from people where id = $1", [people.Ravi]);
    expect(rows[0].diet).toBeNull();
  });

  it("saves travel by itself; what is refused comes back, what is stale is not lost", async () => {
    const wrong = { arrivesOn: "2026-12-14", departsOn: "2026-12-10", note: "Dadi needs a wheelchair" };
    const both = await more({ ...travel, ...wrong, [`diet:${people.Kiran}`]: "veg" });
    expect(both).toMatchObject({ saved: "diet", travel: "order" });
    expect((await loadGuestMore(token, undefined, both.sent)).sent.travel).toMatchObject(wrong);
    const right = {
      ...wrong,
      departsOn: "2026-12-20",
      arrivesAt: "09:30",
      arrivesBy: "flight",
      pickUp: "yes",
    };
    expect(await more({ ...travel, ...right, rooms: "२" })).toEqual({ saved: "travel" });
    const stored = () => readTenant(wedding.scope, (tx) => readTravelPlan(tx, wedding.scope, units.Mehta!));
    const before = (await stored())!;
    expect(before).toMatchObject({ version: 1, plan: { arrivesAt: "09:30", pickUp: true, rooms: 2 } });
    const twice = await more({ ...travel, ...right, rooms: "2" });
    expect(twice).toEqual({ saved: "travel" });
    expect((await stored())!.version).toBe(1);
    expect(await more({ ...travel, ...right, rooms: "3" })).toMatchObject({ travel: "stale" });
    const plan = { ...before.plan, rooms: 4 };
    const { undo } = must(await noteTravel(wedding.ctx, { unitId: units.Mehta!, version: 1, plan }));
    must(await noteTravel(wedding.ctx, undo!.input as never));
    expect(await stored()).toMatchObject({ version: 3, plan: before.plan });
    const guest = contextFor(mintScope(wedding.weddingId, { kind: "guest", unitId: units.Rao! }));
    await expect(noteTravel(guest, { unitId: units.Mehta!, version: 3, plan })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("what is handed out", () => {
  const draw = async (route: typeof open, query = "", key = token) => {
    const response = await route(new Request(`http://x/g/${key}${query}`), {
      params: Promise.resolve({ token: key }),
    });
    return { status: response.status, headers: response.headers, html: await response.text() };
  };
  it("is a document for one household, kept by nobody, with one small script of our own", async () => {
    for (const route of [open, openMore]) {
      const { status, headers, html } = await draw(route, "?lang=ta");
      expect(status).toBe(200);
      expect(headers.get("cache-control")).toBe("private, no-store");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-robots-tag")).toContain("noindex");
      expect(html).toContain('<html lang="ta" dir="ltr" class="motia">');
      expect(html.match(/<script/g)).toHaveLength(1);
      expect(html).not.toContain("Ravi");
    }
    expect((await draw(open)).html).toContain(`action="/api/g/${token}"`);
  });
  it("wears the look and the names of the published website", async () => {
    const content = {
      look: "raat",
      languages: ["en", "ur"],
      couple: { first: { ur: "زینب" }, second: { ur: "عمران" } },
    };
    await admin.query(
      "insert into sites (wedding_id, slug, draft, published_number) values ($1, $2, $3, 1)",
      [wedding.weddingId, `looks-${wedding.weddingId.slice(-8)}`, content],
    );
    await admin.query(
      "insert into site_versions (id, wedding_id, number, content, published_by) values ($1, $2, 1, $3, 'x')",
      [newId(), wedding.weddingId, content],
    );
    const { html } = await draw(open, "?lang=ur");
    expect(html).toContain('<html lang="ur" dir="rtl" class="raat">');
    expect(html).toContain("زینب");
  });
  it("is the same notice for a link nobody has", async () => {
    const [one, other] = await Promise.all([
      draw(open, "", "A".repeat(22)),
      draw(openMore, "", "B".repeat(22)),
    ]);
    expect([one.status, other.status]).toEqual([404, 404]);
    expect(one.html).toBe(other.html);
  });
});
