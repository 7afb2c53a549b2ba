import { expect, it } from "vitest";
import { NOT_SENT } from "@/lib/messaging/ports";
import { admin } from "@/tests/support/database";
import { long } from "@/tests/support/long";
import {
  type Case,
  digits,
  listed,
  look,
  OURS,
  progress,
  provider,
  sent,
  settle,
  stateOf,
  statesOf,
  withTwilio,
} from "@/tests/support/provider-list";

withTwilio();

/** The answer to the call is lost, and so is every callback. */
const UNHEARD = { rates: { reset_after: 1 }, webhooks: { lostStatuses: 1 } };
const inDoubt = (n: number) => [{ state: "in_doubt", code: null, n }];
const went = (i: number, body: string, more: object = {}) =>
  provider.control("POST", "twilio/strays", {
    messages: [{ from: OURS, to: `whatsapp:+${digits(i)}`, body, direction: "outbound-api", ...more }],
  });
/** What the guest has read of us. */
async function textTo(i: number): Promise<string> {
  const { chat } = await provider.control<{ chat: { text: string }[] }>("GET", `phones/${digits(i)}`);
  return chat[0]!.text;
}
const summary = () => provider.control<Record<string, number>>("GET", "ledger/summary");
/** Doubts that nobody has settled, after one more look. */
async function stays(one: Case, n: number) {
  const before = await stateOf(one);
  await look(one);
  await settle();
  expect(await statesOf(one.runId)).toEqual(inDoubt(n));
  expect(await stateOf(one)).toEqual(before);
  expect(await progress(one.senderId)).toMatchObject({ failures: 0, pass: null, settled: 0 });
}

it("settles a doubt by the one message that must be its own; nothing is sent again", async () => {
  const one = await sent(5, UNHEARD);
  expect(await statesOf(one.runId)).toEqual(inDoubt(5));
  await provider.control("DELETE", "faults");
  await look(one);
  await settle();
  expect(await statesOf(one.runId)).toEqual([{ state: "read", code: null, n: 5 }]);
  expect(await summary()).toMatchObject({ accepted: 5, duplicates: 0 });
  expect(await progress(one.senderId)).toMatchObject({ settled: 5 });
  // A busy machine lets a claim become too old to be called: that was never sent (-1), and comes again.
  const { rows } = await admin.query(
    "select count(*)::int as n, count(distinct a.provider_id)::int as ids from message_attempts a join messages m on m.id = a.message_id where m.run_id = $1 and a.error_code is distinct from -1",
    [one.runId],
  );
  expect(rows).toEqual([{ n: 5, ids: 5 }]);
  const before = await listed();
  await look(one);
  expect(await listed()).toBe(before);
});

long(
  "settles a doubt by a message of the same words, time and number, which shows that only the twist counts below",
  async () => {
    const one = await sent(1, UNHEARD);
    await provider.control("DELETE", "faults");
    const text = await textTo(0);
    await provider.control("POST", "reset");
    await went(0, text);
    await look(one);
    expect(await statesOf(one.runId)).toEqual([{ state: "delivered", code: null, n: 1 }]);
  },
);

long("leaves a doubt whose message is in no list: it may not have gone out, and may have", async () => {
  const one = await sent(3, { rates: { http500: 1 } });
  await provider.control("DELETE", "faults");
  expect(await summary()).toMatchObject({ accepted: 0 });
  await stays(one, 3);
});

long("leaves a doubt where a second message could be its own", async () => {
  const one = await sent(1, UNHEARD);
  await provider.control("DELETE", "faults");
  await went(0, await textTo(0));
  await stays(one, 1);
});

long.each([
  ["other words", { change: (text: string) => `${text}!` }],
  ["another time", { agoMs: 300_000 }],
  ["no call of a program", { direction: "outbound-reply" }],
  ["no word yet that it went out", { status: "queued" }],
  ["a failure, which would be tried again", { status: "failed" }],
  ["an attempt that it belongs to already", { taken: true }],
] as [string, { change?: (text: string) => string; agoMs?: number; taken?: boolean }][])(
  "leaves a doubt beside a message with %s",
  async (_name, { change = (text) => text, taken, ...more }) => {
    const one = await sent(1, UNHEARD);
    await provider.control("DELETE", "faults");
    const text = await textTo(0);
    // As if the call had never arrived: all there is is this other message.
    await provider.control("POST", "reset");
    const { sids } = (await went(0, change(text), more)) as { sids: string[] };
    if (taken)
      await admin.query(
        `insert into message_attempts (wedding_id, message_id, side, number, state, rank, provider_id, started_at)
         select wedding_id, id, side, 9, 'read', 4, $2, now() - interval '1 day' from messages where run_id = $1`,
        [one.runId, sids[0]],
      );
    await stays(one, 1);
  },
);

long.each([
  ["leaves a doubt while another attempt to the same number is as nameless", 20429, "in_doubt"],
  ["is not held up by an attempt that was never called", NOT_SENT, "read"],
])("%s", async (_name, code, state) => {
  const one = await sent(1, UNHEARD);
  await provider.control("DELETE", "faults");
  await admin.query(
    `insert into message_attempts (wedding_id, message_id, side, number, state, rank, error_code, started_at)
     select m.wedding_id, m.id, m.side, 9, 'failed', 5, $2, a.started_at - interval '3 seconds' from messages m
     join message_attempts a on a.id = m.last_attempt_id where m.run_id = $1`,
    [one.runId, code],
  );
  await look(one);
  expect(await statesOf(one.runId)).toEqual([{ state, code: null, n: 1 }]);
});

it("leaves a doubt that a human has decided, whatever the list says", async () => {
  const one = await sent(1, UNHEARD);
  await provider.control("DELETE", "faults");
  await admin.query("update messages set state = 'failed', reason = 'LEFT_IN_DOUBT' where run_id = $1", [
    one.runId,
  ]);
  await look(one);
  expect(await statesOf(one.runId)).toEqual([{ state: "failed", code: null, n: 1 }]);
});
