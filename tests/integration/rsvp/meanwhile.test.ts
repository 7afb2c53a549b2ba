import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { mintScope } from "@/lib/access/policy";
import { mergePeople } from "@/lib/guests/commands/merge-people";
import { joinHouseholds, movePeople } from "@/lib/guests/commands/move-people";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { startRun } from "@/lib/messaging/commands/steer-run";
import { encodeChoice } from "@/lib/messaging/rules/payloads";
import { readTenant } from "@/lib/platform/transaction";
import { applyMessage } from "@/lib/rsvp/commands/apply-message";
import { writeBack } from "@/lib/rsvp/commands/write-back";
import { listToRead } from "@/lib/rsvp/queries/to-read";
import { approvedRun, prepareSending, type SendingWedding } from "@/tests/factories/run";
import { contextFor, makeEvents, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

const FAMILIES = 13;
const phoneOf = (at: number) => `9198333${String(10_000 + at)}`;

let provider: TestProvider;
let wedding: TestWedding;
let sending: SendingWedding;

beforeAll(async () => {
  provider = await startProvider(23);
  await provider.control("POST", "config", {
    timings: { sent: [1, 5], delivered: [1, 10], read: [1, 10], reply: [5, 60] },
    throughputPerSecond: 5_000,
    weights: { silent: 1 },
  });
  wedding = await makeWedding();
  const rows = Array.from(
    { length: FAMILIES },
    (_, at) => `G${at},${phoneOf(at)},F${at}\nH${at},${phoneOf(100 + at)},F${at}`,
  );
  sending = await prepareSending(wedding, {
    csv: `Name,Phone,Family\n${rows.join("\n")}\n`,
    events: ["Mehndi", "Wedding"],
  });
  const { runId } = await approvedRun(wedding, sending);
  must(await startRun(wedding.ctx, { runId }));
  await settle();
}, 60_000);
afterAll(() => provider.close());

const settle = () => provider.waitIdle(() => drain({ budgetMs: 5_000 }));
const chat = async (at: number) =>
  (
    await provider.control<{ chat: { dir: string; text: string; wamid: string }[] }>(
      "GET",
      `phones/${phoneOf(at)}`,
    )
  ).chat;
/** What the guest typed is answered; resolves to our newest words. */
async function type(at: number, text: string): Promise<string> {
  await provider.control("POST", `phones/${phoneOf(at)}/type`, { text });
  await settle();
  return (await chat(at)).findLast((row) => row.dir === "out")!.text;
}

const soon = () => Date.now() + 2_000;
interface Heard {
  text: string;
  at?: number;
  payload?: string;
  under?: string;
}
/** A message as it comes out of a webhook, in whatever order. */
async function hear(family: number, { text, at = soon(), payload, under }: Heard) {
  const id = newId();
  const ctx = contextFor(mintScope(wedding.weddingId, { kind: "provider", provider: "meta" }));
  const became = must(
    await applyMessage(ctx, {
      inboxId: newId(),
      senderId: sending.senderId,
      event: {
        kind: "message",
        key: `message:${id}`,
        phoneNumberId: sending.senderId,
        providerId: id,
        at: new Date(at).toISOString(),
        from: { phone: `+${phoneOf(family)}`, bsuid: null },
        content: {
          type: payload ? "interactive" : "text",
          text,
          payload: payload ?? null,
          contextId: under ?? null,
        },
      },
    }),
  );
  const { rows } = await admin.query("select content->>'body' as said from messages where reply_to = $1", [
    id,
  ]);
  return { became, said: (rows[0]?.said ?? null) as string | null };
}

const family = async (at: number) =>
  (
    await admin.query("select id from guest_units where wedding_id = $1 and name = $2", [
      wedding.weddingId,
      `F${at}`,
    ])
  ).rows[0].id as string;
const guest = async (name: string) =>
  (await admin.query("select id from people where wedding_id = $1 and name = $2", [wedding.weddingId, name]))
    .rows[0].id as string;
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
const both = (said: string) => ({ Mehndi: said, Wedding: said });
const waiting = async (at: number) => {
  const { chats } = await readTenant(wedding.scope, (tx) => listToRead(tx, wedding.scope, 50));
  return chats.find((one) => one.household === `F${at}`);
};
const texts = async (at: number) => (await waiting(at))?.messages.map((one) => one.text);

it("reads a day that is named by today, from a guest and from a stranger", async () => {
  const at = soon();
  /** In how many days of the wedding's own calendar they are asked again. */
  const days = async (unit: string) =>
    (
      await admin.query(
        `select k.ask_again_on - (to_timestamp($2) at time zone w.zone)::date as days from conversations k join weddings w on w.id = k.wedding_id where k.unit_id = $1`,
        [unit, at / 1_000],
      )
    ).rows[0]?.days;
  expect((await hear(7, { text: "will tell you tomorrow", at })).became).toBe("answered");
  expect(await standing(7)).toEqual(both("maybe 0+0"));
  expect(await days(await family(7))).toBe(1);
  await hear(7, { text: "not sure", at: at + 1_000 });
  expect((await hear(7, { text: "parso", at: at + 2_000 })).became).toBe("answered");
  expect(await days(await family(7))).toBe(2);
  expect((await hear(7_000, { text: "kal batayenge", at })).became).toBe("quarantined");
  expect((await hear(7, { text: "that was wrong", at: at + 3_000 })).became).toBe("taken_back");
  expect((await hear(7, { text: "that was wrong", at: at + 4_000 })).became).toBe("taken_back");
});

describe("what was said, when something came between", () => {
  it("a thank you that overtook the question: it is put all the same", async () => {
    const at = soon();
    await hear(0, { text: "🙏", at: at + 1_000 });
    expect((await hear(0, { text: "some of us", at })).said).toContain("Which functions");
    await hear(0, { text: "yes", at: at + 3_000 });
    // Behind newer words of ours nothing is said again.
    expect((await hear(0, { text: "no", at: at + 2_000 })).said).toBeNull();
    expect(await standing(0)).toEqual(both("yes 2+0"));
  });

  it("a stop: what we would have to ask about is for the family to read", async () => {
    const at = soon();
    for (const [seconds, text] of ["STOP", "some of us", "yes"].entries())
      expect((await hear(1, { text, at: at + seconds * 1_000 })).said).toBeNull();
    expect(await texts(1)).toEqual(["some of us"]);
    expect(await standing(1)).toEqual(both("yes 2+0"));
    expect((await hear(1, { text: "START", at: at + 3_000 })).said).toMatch(/again/);
    expect((await hear(1, { text: "some of us", at: at + 4_000 })).said).toContain("Which functions");
  });

  it("a person's own words: what is said to them answers no invitation", async () => {
    const invitation = (await chat(2)).find((row) => row.dir === "out")!;
    await type(2, "no");
    await type(2, "can grandma eat jain food?");
    const { messages } = (await waiting(2))!;
    must(
      await writeBack(wedding.ctx, {
        messages: messages.map((one) => one.id),
        text: "Of course! Shall we send a car for her?",
      }),
    );
    await settle();
    const at = soon();
    for (const [seconds, text] of ["yes", "2", "kal"].entries())
      await hear(2, { text, at: at + seconds * 1_000 });
    expect(await standing(2)).toEqual(both("no 0+0"));
    expect(await texts(2)).toEqual(["yes", "2", "kal"]);
    // What names a function is said of that, and what is written under the invitation answers it.
    await hear(2, { text: "mehndi 1", at: at + 3_000 });
    expect(await standing(2)).toEqual({ Mehndi: "yes 1+0", Wedding: "no 0+0" });
    await hear(2, { text: "yes", at: at + 4_000, under: invitation.wamid });
    expect(await standing(2)).toEqual(both("yes 2+0"));
  });

  it("a move to another family: what was asked of the old one is not answered for the new one", async () => {
    const invitation = (await chat(3)).find((row) => row.dir === "out")!;
    expect(await type(3, "some of us")).toContain("Which functions");
    must(await movePeople(wedding.ctx, { personIds: [await guest("G3")], unitId: await family(4) }));
    const at = soon();
    await hear(3, { text: "1", at });
    await hear(3, { text: "yes", at: at + 1_000, under: invitation.wamid });
    expect([await standing(3), await standing(4)]).toEqual([{}, {}]);
    expect(await texts(4)).toEqual(["1", "yes"]);
    expect((await hear(3, { text: "mehndi 1, wedding nahi", at: at + 2_000 })).said).toContain("F4");
    expect(await standing(4)).toEqual({ Mehndi: "yes 1+0", Wedding: "no 0+0" });
    // The same where they turn out to be somebody of another family.
    expect(await type(12, "some of us")).toContain("Which functions");
    must(await mergePeople(wedding.ctx, { keptId: await guest("H4"), goneId: await guest("G12") }));
    expect((await hear(12, { text: "1", at: at + 3_000 })).became).toBe("to_read");
    expect([await standing(12), (await standing(4)).Mehndi]).toEqual([{}, "yes 1+0"]);
  });

  it("a join of two families in the same moment: the answer is the one family's", async () => {
    const [one, other] = [await family(5), await family(6)];
    const holder = await admin.connect();
    await holder.query("begin");
    await holder.query("select 1 from guest_units where id = $1 for update", [one]);
    const joined = joinHouseholds(wedding.ctx, { intoId: other, unitIds: [one] });
    await blocked(1);
    const answered = hear(5, { text: "yes" });
    await blocked(2);
    await holder.query("commit");
    holder.release();
    must(await joined);
    expect((await answered).became).toBe("answered");
    expect(await standing(6)).toEqual(both("yes 4+0"));
  });

  it("a question to somebody else of one of its families: a shared number is asked which it writes for", async () => {
    await admin.query("update guest_units set proxy_person_id = $1 where id = $2", [
      await guest("G10"),
      await family(11),
    ]);
    const at = soon();
    expect((await hear(10, { text: "yes", at })).became).toBe("asked_which");
    const { rows } = await admin.query(
      "select id, content->'ask'->'units' as units from messages where destination = $1 and content->'ask'->>'kind' = 'household'",
      [`+${phoneOf(10)}`],
    );
    const payload = encodeChoice(rows[0].id, String(rows[0].units.indexOf(await family(10)) + 1));
    await hear(10, { text: "F10", payload, at: at + 1_000 });
    expect((await hear(110, { text: "some of us", at: at + 2_000 })).said).toContain("Which functions");
    expect((await hear(10, { text: "no", at: at + 3_000 })).became).toBe("asked_which");
    expect([await standing(10), await standing(11)]).toEqual([both("yes 2+0"), {}]);
  });

  it("another wedding that the number wrote for: its buttons answer nothing here", async () => {
    const taps = [
      { payload: `1:${newId()}:y`, text: "Yes, all of us" },
      { payload: encodeChoice(newId(), "all"), text: "all" },
    ];
    for (const tap of taps) expect((await hear(7, tap)).became).toBe("quarantined");
    expect(await standing(7)).toEqual({});
  });

  it("an invitation that waits to be sent: nobody is asked about its function, and no answer is one to it", async () => {
    for (const at of [8, 9]) await type(at, "yes");
    const [sangeet] = await makeEvents(wedding, ["Sangeet"]);
    must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: [sangeet!] }));
    const { runId } = await approvedRun(wedding, sending, "second");
    expect(await type(8, "some of us")).not.toContain("Sangeet");
    expect(await type(9, "sorry we cannot come")).not.toMatch(/Sangeet|3 functions/);
    expect(await standing(9)).toEqual(both("no 0+0"));
    must(await startRun(wedding.ctx, { runId }));
    await settle();
    await type(9, "yes");
    expect(await standing(9)).toEqual({ ...both("yes 2+0"), Sangeet: "yes 2+0" });
  });
});

/** So many wait for a lock of somebody else. */
async function blocked(most: number): Promise<void> {
  await expect
    .poll(
      async () =>
        (
          await admin.query(
            "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
          )
        ).rows[0].n,
      { timeout: 10_000 },
    )
    .toBe(most);
}
