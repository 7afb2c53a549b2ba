import fc from "fast-check";
import { expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { withQuery } from "@/lib/adapters/twilio/webhook";
import { processInbox } from "@/lib/messaging/topics";
import { storeWebhook } from "@/lib/platform/inbox";
import { enqueue } from "@/lib/platform/topic";
import { admin } from "@/tests/support/database";
import {
  type Case,
  digits,
  look,
  OURS,
  provider,
  sent,
  settle,
  types,
  withTwilio,
} from "@/tests/support/provider-list";

withTwilio();

const FAMILIES = 12;
const ROUNDS = 4;
const SAID = ["Yes, all of us", "No", null] as const;

/** For a family: in which rounds each of its webhooks comes, if ever; never, once, or several times. */
const rounds = fc.uniqueArray(fc.nat(ROUNDS - 1), { maxLength: 2 });
const tale = fc.record({
  sent: rounds,
  delivered: rounds,
  read: rounds,
  failed: rounds,
  again: rounds,
  said: rounds,
});
type Tale = typeof tale extends fc.Arbitrary<infer T> ? T : never;

/** What is so in the end, without the moments at which it became known. */
async function endOf({ wedding, runId }: Case) {
  const { rows: messages } = await admin.query(
    `select m.destination, m.state, m.reason, a.rank, a.error_code, a.error_class from messages m
     join message_attempts a on a.id = m.last_attempt_id where m.run_id = $1 order by 1`,
    [runId],
  );
  const { rows: answers } = await admin.query(
    `select n.from_identifier, n.text, n.outcome, (select jsonb_agg(c.answer order by c.event_id) from rsvp_current c where c.unit_id = n.unit_id) as answers
     from inbound_messages n where n.wedding_id = $1 order by 1`,
    [wedding.weddingId],
  );
  return { messages, answers };
}

it("ends alike in whatever order webhooks and the list come, and however often", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(tale, { minLength: FAMILIES, maxLength: FAMILIES }),
      fc.array(fc.boolean(), { minLength: ROUNDS, maxLength: ROUNDS }),
      async (tales, looks) => {
        await provider.control("POST", "reset");
        for (let i = 0; i < FAMILIES; i += 4)
          await provider.control("POST", `phones/${digits(i)}/script`, { kind: "no_whatsapp" });
        const one = await sent(FAMILIES, { webhooks: { lostStatuses: 1, lostMessages: 1 } });
        const said = await Promise.all(
          tales.map(async (_, i) => {
            const text = SAID[i % SAID.length]!;
            return text && { text, sid: (await types(i, text)).wamid };
          }),
        );
        await settle();
        const { rows } = await admin.query<{ id: string; sid: string; to: string }>(
          "select a.id, a.provider_id as sid, m.destination as to from message_attempts a join messages m on m.id = a.message_id where m.run_id = $1",
          [one.runId],
        );
        const known = new Map(rows.map((row) => [row.to, row]));
        for (let round = 0; round < ROUNDS; round++) {
          for (const [i, given] of tales.entries()) {
            const { id, sid } = known.get(`+${digits(i)}`)!;
            for (const status of statusesOf(given, i % 4 === 0, round))
              await store({ MessageSid: sid, From: OURS, ...status }, `?attempt=${id}`);
            const written = said[i];
            if (written && given.said.includes(round))
              await store({
                MessageSid: written.sid,
                SmsStatus: "received",
                From: `whatsapp:+${digits(i)}`,
                To: OURS,
                Body: written.text,
              });
          }
          await drain({ budgetMs: 5_000 });
          if (looks[round]) await look(one);
        }
        await look(one);
        await settle();
        expect(await endOf(one)).toEqual(await expected());
      },
    ),
    { numRuns: Number(process.env.FAULT_ORDERS ?? 1), endOnFailure: true },
  );
}, 180_000);

function statusesOf(given: Tale, fails: boolean, round: number): Record<string, string>[] {
  const when = (wanted: readonly number[], ...form: Record<string, string>[]) =>
    wanted.includes(round) ? form : [];
  if (fails)
    return [
      ...when(given.failed, { MessageStatus: "undelivered", ErrorCode: "63024" }),
      ...when(given.again, { MessageStatus: "failed", ErrorCode: "63024" }),
    ];
  return [
    ...when(given.read, { MessageStatus: "read" }),
    ...when(given.sent, { MessageStatus: "sent" }),
    ...when(given.delivered, { MessageStatus: "delivered" }),
  ];
}

const store = (form: Record<string, string>, query = "") =>
  storeWebhook(
    "twilio",
    withQuery(query, Buffer.from(new URLSearchParams(form).toString())),
    enqueue(processInbox, {}),
  );

/** As it is at Twilio, and as the guests meant it. */
async function expected() {
  const families = Array.from({ length: FAMILIES }, (_, i) => ({ i, to: `+${digits(i)}` }));
  return {
    messages: families.map(({ i, to }) =>
      i % 4 === 0
        ? {
            destination: to,
            state: "failed",
            reason: "RECIPIENT",
            rank: 5,
            error_code: 63024,
            error_class: "RECIPIENT",
          }
        : { destination: to, state: "read", reason: null, rank: 4, error_code: null, error_class: null },
    ),
    answers: families.flatMap(({ i, to }) => {
      const text = SAID[i % SAID.length]!;
      const answer = text === "No" ? "no" : "yes";
      return text ? [{ from_identifier: to, text, outcome: "answered", answers: [answer, answer] }] : [];
    }),
  };
}
