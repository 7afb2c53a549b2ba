import { afterAll, beforeAll, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { mintScope } from "@/lib/access/policy";
import { newId } from "@/lib/kernel/ids";
import { settleDoubt } from "@/lib/messaging/commands/settle-doubt";
import { resumeRun } from "@/lib/messaging/commands/steer-run";
import { listReplyDoubts } from "@/lib/messaging/queries/run-messages";
import { listRuns } from "@/lib/messaging/queries/runs";
import type { CommandContext } from "@/lib/platform/command";
import { readTenant } from "@/lib/platform/transaction";
import { loadDashboardNumbers } from "@/lib/reports/queries";
import { markRead, markUnread } from "@/lib/rsvp/commands/mark-read";
import { placeMessages, unplaceMessages } from "@/lib/rsvp/commands/place-messages";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { sendText } from "@/lib/rsvp/commands/send-text";
import { takeBackAnswer } from "@/lib/rsvp/commands/take-back-answer";
import { takeMessages } from "@/lib/rsvp/commands/take-messages";
import { writeBack } from "@/lib/rsvp/commands/write-back";
import { listTextChoices, listToRead } from "@/lib/rsvp/queries/to-read";
import { familiesCsv, prepareSending, type SendingWedding } from "@/tests/factories/run";
import { makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

type Unit = { id: string; name: string; side: string; person: string; phone: string };
let provider: TestProvider;
let wedding: TestWedding;
let other: CommandContext;
let sending: SendingWedding;
let units: Unit[];

beforeAll(async () => {
  provider = await startProvider(41);
  wedding = await makeWedding();
  sending = await prepareSending(wedding, { csv: familiesCsv(5, 90_000) });
  other = await wedding.as("admin");
  ({ rows: units } = await admin.query(
    `select u.id, u.name, u.side, p.id as person, d.value as phone from guest_units u
     join people p on p.unit_id = u.id and p.live join person_identifiers d on d.person_id = p.id and d.kind = 'phone'
     where u.wedding_id = $1 and u.live order by u.name`,
    [wedding.weddingId],
  ));
});
afterAll(() => provider.close());

/** A message only a person understands, written `hours` ago; of nobody known where there is no unit. */
async function wrote(unit: Unit | null, text: string, hours = 1, from = unit?.phone ?? "+919899999001") {
  const id = newId();
  await provider.control("POST", `phones/${from}/script`, { manual: true, lastInboundHoursAgo: hours });
  await admin.query(
    `insert into inbound_messages (id, wedding_id, side, sender_id, unit_id, person_id, provider_message_id, from_identifier, kind, text, provider_at, outcome)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'text', $9, now() - make_interval(hours => $10), $11)`,
    [
      id,
      wedding.weddingId,
      unit?.side ?? "all",
      sending.senderId,
      unit?.id ?? null,
      unit?.person ?? null,
      `wamid.${id}`,
      from,
      text,
      hours,
      unit ? "to_read" : "unknown_sender",
    ],
  );
  if (unit)
    await admin.query(
      `insert into contact_windows (wedding_id, sender_id, unit_id, side, destination, last_inbound_at) values ($1, $2, $3, $4, $5, now() - make_interval(hours => $6))
       on conflict (wedding_id, sender_id, destination) do update set last_inbound_at = excluded.last_inbound_at`,
      [wedding.weddingId, sending.senderId, unit.id, unit.side, from, hours],
    );
  else
    await admin.query(
      "insert into webhook_events (event_key, inbox_id, wedding_id, kind, disposition, reason) values ($1, $2, $3, 'message', 'quarantined', 'unknown_sender')",
      [`message:wamid.${id}`, newId(), wedding.weddingId],
    );
  return id;
}
const queue = (scope = wedding.scope) => readTenant(scope, (tx) => listToRead(tx, scope, 50));
const chatOf = async (unit: Unit) => (await queue()).chats.find((one) => one.unitId === unit.id);
const said = async () =>
  (
    (await admin.query(
      "select content->>'body' as body, destination, state from messages where wedding_id = $1 and run_id is null order by id",
      [wedding.weddingId],
    )) as { rows: { body: string; destination: string; state: string }[] }
  ).rows;

it("lets one of two write back, once, while the chat is open", async () => {
  const [family] = units as [Unit];
  const first = await wrote(family, "Can we bring our dog?", 3);
  const second = await wrote(family, "He is small", 2);
  const chat = await chatOf(family);
  expect(chat).toMatchObject({
    household: family.name,
    from: family.phone,
    takenBy: null,
    numberKnown: true,
    reason: null,
  });
  expect(chat!.messages.map((one) => one.id)).toEqual([first, second]);
  expect(chat!.events.map((one) => [one.name, one.answer])).toEqual([
    ["Sangeet", null],
    ["Wedding", null],
  ]);
  expect(Math.round((Date.parse(chat!.openUntil!) - Date.now()) / 3_600_000)).toBe(22);

  const messages = [first, second];
  must(await takeMessages(other, { messages, take: true }));
  expect((await chatOf(family))!.takenBy).toMatchObject({ name: "admin", mine: false });
  const text = `Of course. ${"x".repeat(4000)}`;
  expect(await writeBack(wedding.ctx, { messages, text })).toMatchObject({ ok: false, code: "taken" });
  expect(await takeMessages(wedding.ctx, { messages, take: true })).toMatchObject({ code: "taken" });
  must(await takeMessages(wedding.ctx, { messages, take: true, over: true }));
  await expect(writeBack(wedding.ctx, { messages, text: "y".repeat(4097) })).rejects.toMatchObject({
    code: "invalid_input",
  });
  const at = (provider: string) =>
    admin.query("update senders set provider = $2 where id = $1", [sending.senderId, provider]);
  await at("twilio");
  expect(await writeBack(wedding.ctx, { messages, text })).toMatchObject({ ok: false, code: "too_long" });
  await at("meta");
  // Two tabs of one person, in the same moment.
  const both = await Promise.all([1, 2].map(() => writeBack(wedding.ctx, { messages, text })));
  expect(both.map((one) => (one.ok ? "sent" : one.code)).sort()).toEqual(["not_waiting", "sent"]);
  expect(both.find((one) => !one.ok)).toMatchObject({ message: expect.stringContaining("You wrote back") });
  expect(await markRead(other, { messages })).toMatchObject({
    message: expect.stringContaining("Asha wrote back already"),
  });
  await provider.waitIdle(() => drain({ budgetMs: 5_000 }));
  expect(await said()).toEqual([
    { body: text, destination: family.phone, state: expect.stringMatching(/accepted|sent|delivered|read/) },
  ]);
  expect(await chatOf(family)).toBeUndefined();
});

it("keeps words and message where the chat is closed, and sends that family alone an approved text", async () => {
  const family = units[1]!;
  const message = await wrote(family, "Which hall is it?", 30);
  expect(await writeBack(wedding.ctx, { messages: [message], text: "The big one" })).toMatchObject({
    code: "window_closed",
  });
  expect((await chatOf(family))!.openUntil).toBeNull();
  const texts = await readTenant(wedding.scope, (tx) => listTextChoices(tx, wedding.scope));
  const templateId = texts.find((one) => one.id === sending.templateId)!.id;
  // A place that only a change could fill would be refused: it is not offered.
  await admin.query(
    `insert into templates (wedding_id, sender_id, provider_id, name, language, category, status, body, buttons, parameters)
     select wedding_id, sender_id, 'news', 'news', language, category, status, 'It moved to {{new_place}}, {{whatever}}', buttons, '["new_place", "whatever"]' from templates where id = $1`,
    [templateId],
  );
  const names = (await readTenant(wedding.scope, (tx) => listTextChoices(tx, wedding.scope))).map(
    (one) => one.name,
  );
  expect(names).toEqual(texts.map((one) => one.name));
  const send = (ctx = wedding.ctx) => sendText(ctx, { id: newId(), messages: [message], templateId });
  await expect(send(await wedding.as("side_admin", "groom"))).rejects.toMatchObject({ code: "forbidden" });
  const stop = async (lifted: boolean) =>
    admin.query(
      lifted
        ? "delete from suppressions where wedding_id = $1"
        : "insert into suppressions (wedding_id, fingerprint, key_id, reason, source) select wedding_id, fingerprint, 'k', 'stop_word', 'test' from person_identifiers where wedding_id = $1 and value = $2",
      lifted ? [wedding.weddingId] : [wedding.weddingId, family.phone],
    );
  await stop(false);
  expect(await send()).toMatchObject({
    code: "blocked",
    message: expect.stringContaining("Asked not to be"),
  });
  const fresh = await wrote(family, "Hello?", 0);
  expect(await writeBack(wedding.ctx, { messages: [fresh], text: "Yes" })).toMatchObject({
    code: "do_not_message",
  });
  await stop(true);
  must(await send());
  await provider.waitIdle(() => drain({ budgetMs: 5_000 }));
  const { rows } = await admin.query(
    "select r.purpose, r.recipients, m.unit_id from send_runs r join messages m on m.run_id = r.id where r.wedding_id = $1",
    [wedding.weddingId],
  );
  expect(rows).toEqual([{ purpose: "answer", recipients: 1, unit_id: family.id }]);
  expect(await readTenant(wedding.scope, (tx) => listRuns(tx, wedding.scope))).toEqual([]);
  expect(await send()).toMatchObject({ code: "not_waiting" });
  must(await markRead(wedding.ctx, { messages: [fresh] }));
});

it("brings back what we answered and what did not reach them, with a way on", async () => {
  const family = units[1]!;
  const messages = [await wrote(family, "And where do we park?")];
  const needs = async () =>
    (await readTenant(wedding.scope, (tx) => loadDashboardNumbers(tx, wedding.scope))).needs;
  const send = () => provider.waitIdle(() => drain({ budgetMs: 3_000 }));
  const lost = async () => (await chatOf(family))?.lost;
  // The day is over before the words have left.
  must(await writeBack(wedding.ctx, { messages, text: "In the yard" }));
  expect(await lost()).toBeUndefined();
  await admin.query(
    "update contact_windows set last_inbound_at = now() - interval '2 days' where unit_id = $1",
    [family.id],
  );
  await send();
  expect(await lost()).toMatchObject({ state: "blocked", reason: "WINDOW_CLOSED", text: "In the yard" });
  expect(await needs()).toMatchObject({ unreached: 1, inDoubt: 0 });
  // An approved text instead, which WhatsApp takes off the list in that moment: held up, and sent when it is back.
  const status = (to: string) =>
    admin.query("update templates set status = $2 where id = $1", [sending.templateId, to]);
  const text = async () => {
    const id = newId();
    must(await sendText(wedding.ctx, { id, messages, templateId: sending.templateId }));
    await status("PAUSED");
    await send();
    await status("APPROVED");
    return id;
  };
  const runId = await text();
  expect(await lost()).toMatchObject({ state: "queued", runId, text: null });
  must(await resumeRun(wedding.ctx, { runId }));
  await send();
  expect(await lost()).toBeUndefined();
  expect(await needs()).toMatchObject({ unreached: 0 });

  // Whatever else is done about it, what was held up does not go out any more; nor is a doubt left over.
  messages.push(await wrote(family, "Hello?"));
  const [, again] = messages as [string, string];
  const held = newId();
  must(await sendText(wedding.ctx, { id: held, messages: [again], templateId: sending.templateId }));
  await admin.query(
    "update send_runs set state = 'paused', state_reason = 'provider:UNREACHABLE' where id = $1",
    [held],
  );
  must(await writeBack(wedding.ctx, { messages: [again], text: "In the yard, behind the hall" }));
  const { rows } = await admin.query(
    "select r.state as run, m.state from send_runs r join messages m on m.run_id = r.id where r.id = $1",
    [held],
  );
  expect(rows).toEqual([{ run: "stopped", state: "cancelled" }]);
  await admin.query(
    "update messages set state = 'in_doubt', reason = 'NO_ANSWER' where unit_id = $1 and run_id is null and state = 'queued'",
    [family.id],
  );
  const doubt = (await lost())!;
  expect(doubt).toMatchObject({ state: "in_doubt", runId: null });
  expect(await needs()).toMatchObject({ unreached: 1, inDoubt: 0 });
  must(await settleDoubt(wedding.ctx, { messageId: doubt.messageId, decision: "leave" }));
  expect(await chatOf(family)).toBeUndefined();
});

it("names a reply of ours that is in doubt where the other doubts are, and sends it again only where a person says so", async () => {
  const family = units[4]!;
  const inbound = await wrote(family, "Yes");
  const [id, left] = [newId(), newId()];
  const reply = (message: string, answers: string) =>
    admin.query(
      `insert into messages (id, wedding_id, unit_id, side, sender_id, kind, destination, content, state, reason, reply_to)
       values ($1, $2, $3, $4, $5, 'reply', $6, '{"body":"Thank you"}', 'in_doubt', 'NO_ANSWER', $7)`,
      [message, wedding.weddingId, family.id, family.side, sending.senderId, family.phone, answers],
    );
  await reply(id, inbound);
  await reply(left, await wrote(family, "Yes!"));
  const doubts = (scope = wedding.scope) => readTenant(scope, (tx) => listReplyDoubts(tx, scope, 10));
  const counted = async () =>
    (await readTenant(wedding.scope, (tx) => loadDashboardNumbers(tx, wedding.scope))).needs;
  await admin.query("update inbound_messages set outcome = 'answered' where unit_id = $1", [family.id]);
  expect(await doubts()).toEqual(
    [id, left].map((messageId) => ({
      messageId,
      unitId: family.id,
      household: family.name,
      destination: family.phone,
    })),
  );
  // It is no answer of the team's, which stands in the queue.
  expect(await counted()).toMatchObject({ inDoubt: 2, unreached: 0 });
  await drain({ budgetMs: 2_000 });
  expect(await doubts()).toHaveLength(2);
  must(await settleDoubt(wedding.ctx, { messageId: left, decision: "leave" }));
  must(await settleDoubt(wedding.ctx, { messageId: id, decision: "send_again" }));
  expect(await settleDoubt(other, { messageId: id, decision: "send_again" })).toMatchObject({
    code: "not_in_doubt",
  });
  await drain({ budgetMs: 5_000 });
  const { rows } = await admin.query(
    "select m.id, (select count(*)::int from message_attempts a where a.message_id = m.id) as attempts from messages m where m.id = any($1) order by m.id",
    [[id, left]],
  );
  expect(rows).toEqual([
    { id, attempts: 1 },
    { id: left, attempts: 0 },
  ]);
  expect(await doubts()).toEqual([]);
  expect(await counted()).toMatchObject({ inDoubt: 0 });
});

it("places a stranger's message with a family, and takes that back", async () => {
  const family = units[2]!;
  const messages = [await wrote(null, "It's Bunty, we are four")];
  const stranger = async () => (await queue()).chats.find((one) => one.messages[0]!.id === messages[0]);
  expect(await stranger()).toMatchObject({ unitId: null, reason: "unknown_sender", openUntil: null });
  expect(await writeBack(wedding.ctx, { messages, text: "Hi" })).toMatchObject({ code: "no_family" });
  expect(await placeMessages(wedding.ctx, { messages, unitId: newId() })).toMatchObject({
    code: "not_there",
  });
  const placed = must(await placeMessages(wedding.ctx, { messages, unitId: family.id }));
  expect(await stranger()).toMatchObject({ unitId: family.id, reason: null, numberKnown: false });
  expect(await placeMessages(other, { messages, unitId: units[3]!.id })).toMatchObject({ code: "placed" });
  must(await unplaceMessages(wedding.ctx, placed.undo.input));
  expect(await stranger()).toMatchObject({ unitId: null, reason: "unknown_sender" });
  must(await placeMessages(wedding.ctx, { messages, unitId: family.id }));
  must(await writeBack(wedding.ctx, { messages, text: "Welcome, Bunty" }));
  expect((await said()).at(-1)).toMatchObject({ body: "Welcome, Bunty", destination: "+919899999001" });
  expect(await unplaceMessages(wedding.ctx, placed.undo.input)).toMatchObject({ code: "not_placed" });
  const { rows } = await admin.query("select disposition, reason from webhook_events where event_key = $1", [
    `message:wamid.${messages[0]}`,
  ]);
  expect(rows).toEqual([{ disposition: "applied", reason: "placed:unknown_sender" }]);
});

it("takes an answer function by function, with who said it, and gives back what stood before", async () => {
  const family = units[3]!;
  const [sangeet, ceremony] = sending.events as [string, string];
  const stands = async () =>
    (
      await admin.query(
        "select answer, adults, event_id from rsvp_current where unit_id = $1 order by event_id",
        [family.id],
      )
    ).rows;
  const message = await wrote(family, "mehndi nahi aa payenge, shaadi me 1");
  const answers = [
    { eventId: sangeet, answer: "no" as const },
    { eventId: ceremony, answer: "yes" as const, adults: 1, children: 1 },
  ];
  expect(
    await recordAnswer(wedding.ctx, { unitId: family.id, answers, saidBy: units[0]!.person }),
  ).toMatchObject({ code: "not_a_member" });
  expect(
    await recordAnswer(wedding.ctx, { unitId: units[4]!.id, answers, messages: [message] }),
  ).toMatchObject({ code: "other_chat" });
  const entered = must(
    await recordAnswer(wedding.ctx, {
      unitId: family.id,
      answers,
      saidBy: family.person,
      messages: [message],
    }),
  );
  expect((await stands()).map((row) => row.answer).sort()).toEqual(["no", "yes"]);
  expect(await chatOf(family)).toBeUndefined();
  expect(await recordAnswer(other, { unitId: family.id, answers, messages: [message] })).toMatchObject({
    code: "not_waiting",
    message: expect.stringContaining("Asha entered their answer"),
  });
  const { rows } = await admin.query(
    "select distinct channel, person_id, actor like 'user:%' as by_user from rsvp_answers where unit_id = $1",
    [family.id],
  );
  expect(rows).toEqual([{ channel: "phone", person_id: family.person, by_user: true }]);
  must(await takeBackAnswer(other, entered.undo.input));
  expect(await stands()).toEqual([]);
  expect(await takeBackAnswer(other, entered.undo.input)).toMatchObject({ code: "taken_back" });
});

it("is each side's own, nobody's of another wedding, and marks can be taken back", async () => {
  const family = units[4]!;
  const messages = [await wrote(family, "🙏 aayenge")];
  const [mine, theirs] =
    family.side === "bride" ? (["bride", "groom"] as const) : (["groom", "bride"] as const);
  const outsider = await wedding.as("side_admin", theirs);
  expect((await queue(outsider.scope)).chats).toEqual([]);
  expect(await markRead(outsider, { messages })).toMatchObject({ code: "not_there" });
  const elsewhere = await makeWedding();
  expect(await markRead(elsewhere.ctx, { messages })).toMatchObject({ code: "not_there" });
  await expect(markRead(await wedding.as("viewer"), { messages })).rejects.toMatchObject({
    code: "forbidden",
  });
  const insider = await wedding.as("side_admin", mine);
  const read = must(await markRead(insider, { messages }));
  expect(await chatOf(family)).toBeUndefined();
  expect(await markUnread(wedding.ctx, { messages })).toMatchObject({ code: "not_marked" });
  must(await markUnread(insider, read.undo.input));
  expect(await chatOf(family)).toBeDefined();
  const stranger = mintScope(newId(), { kind: "system", job: "test" });
  expect(await queue(stranger)).toEqual({ chats: [], total: 0 });
});

it("shows a question of ours that did not reach a guest, until somebody has dealt with it or they write again", async () => {
  const family = units[0]!;
  const asked = await wrote(family, "Some of us");
  await admin.query("update inbound_messages set outcome = 'prompted' where id = $1", [asked]);
  await admin.query(
    `insert into messages (wedding_id, unit_id, side, sender_id, kind, destination, content, state, reason, reply_to)
     select wedding_id, unit_id, side, sender_id, 'reply', from_identifier, '{"body":"Which functions?"}', 'failed', 'WINDOW', provider_message_id from inbound_messages where id = $1`,
    [asked],
  );
  const lost = async () => (await chatOf(family))?.lost;
  expect(await lost()).toMatchObject({ automatic: true, state: "failed", text: "Which functions?" });
  const done = must(await markRead(wedding.ctx, { messages: [asked] }));
  expect(await lost()).toBeUndefined();
  must(await markUnread(wedding.ctx, done.undo.input));
  expect(await lost()).toMatchObject({ automatic: true });
  const later = await wrote(family, "4", 0);
  await admin.query("update inbound_messages set outcome = 'answered' where id = $1", [later]);
  expect(await chatOf(family)).toBeUndefined();
});
