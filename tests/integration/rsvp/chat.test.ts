import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { mintScope } from "@/lib/access/policy";
import { newId } from "@/lib/kernel/ids";
import { startRun } from "@/lib/messaging/commands/steer-run";
import { applyMessage } from "@/lib/rsvp/commands/apply-message";
import { approvedRun, prepareSending } from "@/tests/factories/run";
import { contextFor, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

const FUNCTIONS = ["Haldi", "Mehndi", "Sangeet", "Garba", "Wedding", "Lunch", "Reception", "Brunch"];
const LANGUAGES = ["English", "Hindi", "Gujarati", "Tamil"] as const;
/** Nobody here writes by itself: every tap is the test's. */
const SILENT = { weights: { silent: 1 } };
const timings = { sent: [1, 5], delivered: [1, 10], read: [1, 10], reply: [5, 60] };

interface Row {
  wamid: string;
  dir: "in" | "out";
  text: string;
  buttons: { id: string; title: string }[];
}

let provider: TestProvider;
let wedding: TestWedding;

const phoneOf = (at: number) => `9198111${String(10_000 + at)}`;

/** Families of their own for each test: the same one run invited all of them. */
const groupOf = (first: number) => LANGUAGES.map((_, at) => first + at);
const FAMILIES = 19;

beforeAll(async () => {
  provider = await startProvider(11);
  await provider.control("POST", "config", { timings, throughputPerSecond: 5_000, ...SILENT });
  wedding = await makeWedding();
  const rows = Array.from(
    { length: FAMILIES },
    (_, at) => `G${at},${phoneOf(at)},F${at},3,2,${at < 12 ? LANGUAGES[at % 4] : "English"}`,
  );
  const sending = await prepareSending(wedding, {
    csv: `Name,Phone,Family,Adults,Children,Language\n${rows.join("\n")}\n`,
    events: FUNCTIONS,
  });
  const { runId } = await approvedRun(wedding, sending);
  must(await startRun(wedding.ctx, { runId }));
  await settle();
}, 60_000);
afterAll(() => provider.close());

const settle = () => provider.waitIdle(() => drain({ budgetMs: 5_000 }));

const chat = async (at: number): Promise<Row[]> =>
  (await provider.control<{ chat: Row[] }>("GET", `phones/${phoneOf(at)}`)).chat;

/** The guest types. */
const write = (at: number, text: string) => provider.control("POST", `phones/${phoneOf(at)}/type`, { text });

/** The guest taps under the newest message that has choices, or under the one given. */
async function press(at: number, which: number | RegExp, messageWamid?: string): Promise<void> {
  const under = (await chat(at)).findLast(
    (row) => row.buttons?.length > 0 && (!messageWamid || row.wamid === messageWamid),
  )!;
  const buttonIndex =
    typeof which === "number" ? which : under.buttons.findIndex((one) => which.test(one.title));
  expect(buttonIndex, `${which} under ${JSON.stringify(under.buttons)}`).toBeGreaterThanOrEqual(0);
  await provider.control("POST", `phones/${phoneOf(at)}/tap`, { messageWamid: under.wamid, buttonIndex });
}

/** What all of them do at once, until everything it set going has ended. */
async function together(deeds: readonly Promise<unknown>[]): Promise<void> {
  await Promise.all(deeds);
  await settle();
}
const newest = async (at: number): Promise<Row> => (await chat(at)).findLast((row) => row.dir === "out")!;
/** One guest alone; resolves to our newest words. */
async function type(at: number, text: string): Promise<Row> {
  await together([write(at, text)]);
  return newest(at);
}
async function tap(at: number, which: number | RegExp, messageWamid?: string): Promise<Row> {
  await together([press(at, which, messageWamid)]);
  return newest(at);
}

const standing = async (at: number): Promise<Record<string, string>> =>
  Object.fromEntries(
    (
      await admin.query(
        `select e.name, c.answer || ' ' || c.adults || '+' || c.children as said from rsvp_current c join events e on e.id = c.event_id
         join guest_units u on u.id = c.unit_id where c.wedding_id = $1 and u.name = $2 order by e.position`,
        [wedding.weddingId, `F${at}`],
      )
    ).rows.map((row) => [row.name, row.said]),
  );
const wrote = async (at: number) => (await chat(at)).filter((row) => row.dir === "in").length;
const all = (said: string) => Object.fromEntries(FUNCTIONS.map((name) => [name, said]));
const only = (chosen: Record<string, string>) => ({ ...all("no 0+0"), ...chosen });

const WORDS = [
  { yes: "yes we will all come", some: "some of us", undo: "that was wrong", said: "2 people mehndi only" },
  {
    yes: "haan ji hum sab aayenge",
    some: "hum mein se kuch",
    undo: "galat ho gaya",
    said: "2 log mehndi only",
  },
  { yes: "હા અમે બધા આવીશું", some: "થોડા લોકો", undo: "ભૂલ થઈ ગઈ", said: "ફક્ત મહેંદી 2 જણ" },
  { yes: "ஆம் நாங்கள் அனைவரும் வருவோம்", some: "சிலர்", undo: "தவறாகிவிட்டது", said: "மெஹந்தி 2 பேர்" },
];

describe("a household invited to eight functions, in four languages", () => {
  it("says yes to all of it with one tap or one message", async () => {
    const group = groupOf(0);
    await together(group.map((at) => press(at, 0)));
    for (const at of group) {
      expect(await standing(at)).toEqual(all("yes 3+2"));
      expect(await wrote(at)).toBe(1);
    }
    await together(group.map((at) => write(at, "3")));
    expect(await standing(1)).toEqual(all("no 0+0"));
    await together(WORDS.map(({ yes }, at) => write(group[at]!, yes)));
    for (const [at, family] of group.entries())
      expect(await standing(family), WORDS[at]!.yes).toEqual(all("yes 3+2"));
  });

  it("says some of us to some in three messages, tapped or typed, and takes it back", async () => {
    const group = groupOf(4);
    // Tapped: the wish, the function, the number.
    await together(group.map((at) => press(at, 1)));
    await together(group.map((at) => press(at, /Sangeet/)));
    const counted = (await chat(group[0]!)).findLast((row) => row.dir === "out")!;
    await together(group.map((at) => (counted.buttons.length > 0 ? press(at, 0) : write(at, "2+1"))));
    for (const at of group) {
      expect(await wrote(at)).toBe(3);
      expect((await standing(at)).Sangeet).toMatch(/^yes/);
      expect({ ...(await standing(at)), Sangeet: "no 0+0" }).toEqual(all("no 0+0"));
    }
    // Typed: the same three steps for several functions.
    await together(WORDS.map(({ some }, at) => write(group[at]!, some)));
    await together(group.map((at) => write(at, "2 3 5")));
    await together(group.map((at) => write(at, "2+1")));
    for (const [at, family] of group.entries()) {
      expect(await standing(family), WORDS[at]!.some).toEqual(
        only({ Mehndi: "yes 2+1", Sangeet: "yes 2+1", Wedding: "yes 2+1" }),
      );
      expect(await wrote(family)).toBe(6);
    }
    // Taken back in words: what stood before stands again.
    await together(WORDS.map(({ undo }, at) => write(group[at]!, undo)));
    for (const [at, family] of group.entries())
      expect({ ...(await standing(family)), Sangeet: "no 0+0" }, WORDS[at]!.undo).toEqual(all("no 0+0"));
  });

  it("says two people to one function in one message", async () => {
    const group = groupOf(8);
    await together(WORDS.map(({ said }, at) => write(group[at]!, said)));
    for (const [at, family] of group.entries())
      expect((await standing(family)).Mehndi, WORDS[at]!.said).toBe("yes 2+0");
    expect(await standing(group[0]!)).toEqual(only({ Mehndi: "yes 2+0" }));
  });
});

describe("the chat", () => {
  it("lets an old button mean what it meant, and the summary's own button take back its answer alone", async () => {
    const invitation = (await chat(12)).find((row) => row.dir === "out")!;
    const summary = await tap(12, 0);
    expect(summary.text).toContain("All 8 functions: 3 adults and 2 children are coming");
    await type(12, "2");
    await tap(12, 2, invitation.wamid);
    expect(await standing(12)).toEqual(all("no 0+0"));
    await tap(12, /wrong/i, summary.wamid);
    expect(await standing(12)).toEqual(all("no 0+0"));
    await tap(12, /wrong/i);
    expect(await standing(12)).toEqual({});
  });

  it("asks a number of two families which of them writes, and then answers for that one", async () => {
    await admin.query(
      `update guest_units set proxy_person_id = (select p.id from people p join guest_units u on u.id = p.unit_id where u.wedding_id = $1 and u.name = 'F13')
       where wedding_id = $1 and name = 'F14'`,
      [wedding.weddingId],
    );
    const asked = await type(13, "yes");
    const second = asked.buttons.findIndex((one) => one.title.includes("F14"));
    expect(second).toBeGreaterThanOrEqual(0);
    expect(await standing(13)).toEqual({});
    const answer = await type(13, String(second + 1));
    expect(await standing(14)).toEqual(all("yes 3+2"));
    expect(await standing(13)).toEqual({});
    expect(answer.text).toContain("F14");
    // A tap on the family's own invitation needs no question.
    await tap(13, 2, (await chat(13)).find((row) => row.dir === "out")!.wamid);
    expect(await standing(13)).toEqual(all("no 0+0"));
  });

  it("answers news of one function for that function alone, and the message it is written under", async () => {
    await type(18, "mehndi nahi, baaki sab");
    const stood = { ...all("yes 3+2"), Mehndi: "no 0+0" };
    expect(await standing(18)).toEqual(stood);
    const ids = { template: newId(), run: newId(), message: newId(), attempt: newId(), wamid: newId() };
    // What telling a change leaves behind: a run of its own, whose middle button says that nobody knows yet.
    await admin.query(
      `with old as (
        select m, r, t, (select max(a.id::text)::uuid from message_attempts a where a.message_id = m.id) as attempt,
          (select jsonb_build_array(e.id) from events e where e.wedding_id = m.wedding_id and e.name = 'Sangeet') as sangeet
        from messages m join guest_units u on u.id = m.unit_id join send_runs r on r.id = m.run_id join templates t on t.id = r.template_id
        where m.wedding_id = $1 and u.name = 'F18' and m.kind = 'template'
      ), t as (
        insert into templates select (jsonb_populate_record(t, jsonb_build_object('id', $2::text, 'name', 'news', 'provider_id', $2::text,
          'buttons', jsonb_build_array('We are coming', 'Not sure yet', 'Cannot come')))).* from old
      ), r as (
        insert into send_runs select (jsonb_populate_record(r, jsonb_build_object('id', $3::text, 'template_id', $2::text, 'wave', 'news'))).* from old
      ), m as (
        insert into messages select (jsonb_populate_record(m, jsonb_build_object('id', $4::text, 'run_id', $3::text, 'wave', 'news', 'content', (m).content || jsonb_build_object('events', sangeet)))).* from old
      )
      insert into message_attempts select (jsonb_populate_record(a, jsonb_build_object('id', $5::text, 'message_id', $4::text, 'provider_id', $6::text, 'started_at', now()))).*
      from message_attempts a join old on old.attempt = a.id`,
      [wedding.weddingId, ids.template, ids.run, ids.message, ids.attempt, ids.wamid],
    );
    await type(18, "2");
    expect(await standing(18)).toEqual({ ...stood, Sangeet: "maybe 0+0" });
    const sender = await admin.query("select id, phone_number_id from senders where wedding_id = $1", [
      wedding.weddingId,
    ]);
    const apply = contextFor(mintScope(wedding.weddingId, { kind: "provider", provider: "meta" }));
    const quoted = await applyMessage(apply, {
      inboxId: newId(),
      senderId: sender.rows[0].id,
      event: {
        kind: "message",
        key: `message:${ids.run}`,
        phoneNumberId: sender.rows[0].phone_number_id,
        providerId: ids.run,
        at: new Date(Date.now() + 2_000).toISOString(),
        from: { phone: `+${phoneOf(18)}`, bsuid: null },
        content: { type: "text", text: "no", payload: null, contextId: ids.wamid },
      },
    });
    expect(must(quoted)).toBe("answered");
    expect(await standing(18)).toEqual({ ...stood, Sangeet: "no 0+0" });
  });

  it("keeps a ceiling: who comes last waits, is told so, and moves up when a place is free", async () => {
    const places = async () =>
      (
        await admin.query(
          "select u.name, p.persons from event_places p join guest_units u on u.id = p.unit_id where p.wedding_id = $1 and u.name in ('F15', 'F16', 'F17') order by 1",
          [wedding.weddingId],
        )
      ).rows;
    const before = (
      await admin.query(
        "select coalesce(sum(adults + children), 0)::int as n from rsvp_current c join events e on e.id = c.event_id where c.wedding_id = $1 and e.name = 'Lunch' and answer = 'yes'",
        [wedding.weddingId],
      )
    ).rows[0].n;
    await admin.query("update events set ceiling_persons = $2 where wedding_id = $1 and name = 'Lunch'", [
      wedding.weddingId,
      before + 12,
    ]);
    const group = [15, 16, 17];
    await together(group.map((at) => press(at, 0)));
    const given = await places();
    expect(given.map((one) => one.persons)).toEqual([5, 5]);
    const waiting = group.find((at) => !given.some((one) => one.name === `F${at}`))!;
    expect((await newest(waiting)).text).toContain("waiting for a place");
    await type(group.find((at) => at !== waiting)!, "3");
    expect((await places()).map((one) => one.name)).toContain(`F${waiting}`);
  });
});
