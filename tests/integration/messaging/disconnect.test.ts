import { afterAll, beforeAll, expect, it } from "vitest";
import { SIMULATED_META } from "@/db/seed/demo";
import { drain } from "@/jobs/drain";
import { sweep } from "@/jobs/sweep";
import { mintScope } from "@/lib/access/policy";
import { newId } from "@/lib/kernel/ids";
import { applyStatuses } from "@/lib/messaging/commands/apply-statuses";
import { connectSender } from "@/lib/messaging/commands/connect-sender";
import { createRun } from "@/lib/messaging/commands/create-run";
import { disconnectSender } from "@/lib/messaging/commands/disconnect-sender";
import { recordOutcomes } from "@/lib/messaging/commands/record-outcomes";
import { refreshSender } from "@/lib/messaging/commands/refresh-sender";
import { addRelay, openRelayList } from "@/lib/messaging/commands/relay";
import { resumeSender } from "@/lib/messaging/commands/resume-sender";
import { settleDoubt } from "@/lib/messaging/commands/settle-doubt";
import { startRun, stopRun } from "@/lib/messaging/commands/steer-run";
import { updateSenderHealth } from "@/lib/messaging/commands/update-sender-health";
import { listSenders, listTemplates } from "@/lib/messaging/queries/runs";
import { listDisconnected, listSenderFacts, listTroubles } from "@/lib/messaging/queries/senders";
import { readTenant } from "@/lib/platform/transaction";
import { listToRead } from "@/lib/rsvp/queries/to-read";
import { approvedRun, familiesCsv, prepareSending, type SendingWedding } from "@/tests/factories/run";
import { contextFor, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

let provider: TestProvider;
let wedding: TestWedding;
let sending: SendingWedding;
const phoneOf = (at: number) => `98${10_000_000 + 81_000 + at}`;

beforeAll(async () => {
  provider = await startProvider(37);
  await provider.control("POST", "config", {
    timings: { sent: [1, 5], delivered: [1, 10], read: [1, 10], reply: [5, 60] },
    weights: { silent: 1 },
    throughputPerSecond: 5_000,
  });
  wedding = await makeWedding();
  sending = await prepareSending(wedding, { csv: familiesCsv(4, 81_000) });
});
afterAll(() => provider.close());

const settle = () => provider.waitIdle(() => drain({ budgetMs: 5_000 }));
const sent = async () => (await provider.control<{ accepted: number }>("GET", "ledger/summary")).accepted;
const disconnect = (ctx = wedding.ctx) => disconnectSender(ctx, { senderId: sending.senderId });
const read = <T>(work: Parameters<typeof readTenant<T>>[1]) => readTenant(wedding.scope, work);
const type = (at: number, text: string) => provider.control("POST", `phones/91${phoneOf(at)}/type`, { text });

it("stays while something goes out from it, and is for those who connect numbers", async () => {
  const { runId } = await approvedRun(wedding, sending);
  expect(await disconnect()).toMatchObject({
    ok: false,
    code: "in_use",
    message: expect.stringContaining("“Invitations” goes out from this number and has not ended."),
  });
  for (const role of ["side_admin", "viewer"] as const)
    await expect(
      disconnect(await wedding.as(role, role === "side_admin" ? "bride" : "all")),
    ).rejects.toMatchObject({ code: "forbidden" });
  must(await startRun(wedding.ctx, { runId }));
  expect(await disconnect()).toMatchObject({ code: "in_use" });
  await settle();
  const { rows } = await admin.query("select state from send_runs where id = $1", [runId]);
  expect(rows[0].state).toBe("done");
});

it("sends nothing any more, hears what still comes, and is offered nowhere", async () => {
  // A reply of ours that has not left yet does not leave later either.
  await admin.query(
    `insert into messages (wedding_id, unit_id, side, sender_id, kind, destination, content, state, next_at)
     select wedding_id, unit_id, side, sender_id, 'reply', destination, '{"kind": "text", "body": "Later"}', 'queued', now() + interval '1 hour'
     from messages where sender_id = $1 and kind = 'template' limit 1`,
    [sending.senderId],
  );
  const before = await sent();
  expect(must(await disconnect())).toEqual({ calledOff: 1 });
  expect(must(await disconnect())).toEqual({ calledOff: 0 });
  await type(0, "1");
  await type(1, "STOP");
  await type(2, "Is there parking?");
  // What we would ask back about, nobody asks: a human reads it.
  await type(3, "some of us");
  await settle();
  expect(await sent()).toBe(before);
  const heard = await admin.query(
    "select outcome from inbound_messages where wedding_id = $1 order by outcome",
    [wedding.weddingId],
  );
  expect(heard.rows.map((row) => row.outcome)).toEqual(["answered", "opted_out", "to_read", "to_read"]);
  const { rows: left } = await admin.query(
    "select count(*) filter (where state = 'queued')::int as queued, (select count(*)::int from suppressions where wedding_id = $1 and lifted_at is null) as stops from messages where wedding_id = $1",
    [wedding.weddingId],
  );
  expect(left[0]).toMatchObject({ queued: 0 });
  expect(left[0].stops).toBeGreaterThan(0);
  const { chats } = await read((tx) => listToRead(tx, wedding.scope, 50));
  expect(chats.map((chat) => [chat.openUntil, chat.disconnected])).toEqual([
    [null, true],
    [null, true],
  ]);
  expect(await read((tx) => listDisconnected(tx, wedding.scope))).toMatchObject([
    { id: sending.senderId, ...SIMULATED_META },
  ]);
  for (const list of [listSenders, listTemplates, listSenderFacts, listTroubles])
    expect(await read<readonly unknown[]>((tx) => list(tx, wedding.scope))).toEqual([]);
  expect(must(await resumeSender(wedding.ctx, { senderId: sending.senderId }))).toEqual({ resumed: 0 });
  const { senderId, templateId } = sending;
  const run = { id: newId(), name: "Again", wave: "again", audience: {}, senderId, templateId };
  expect(await createRun(wedding.ctx, run)).toMatchObject({ code: "disconnected" });
  await expect(refreshSender(wedding.ctx, { senderId })).rejects.toMatchObject({ code: "not_found" });
  // What the provider still says of its account brings it back as little as a hand in the database does.
  const told = contextFor(mintScope(wedding.weddingId, { kind: "provider", provider: "meta" }));
  const restrictions = [{ type: "RESTRICTED_BIZ_INITIATED_MESSAGING" as const, until: null }];
  for (const word of [{ stopped: null }, { restrictions }])
    must(await updateSenderHealth(told, { inboxId: newId(), key: newId(), senderId, ...word }));
  await expect(admin.query("update senders set state = 'active' where id = $1", [senderId])).rejects.toThrow(
    "senders_disconnected",
  );
});

it("is the same number when it is connected again, and answers again", async () => {
  const again = await connectSender(wedding.ctx, { id: newId(), provider: "meta", ...SIMULATED_META });
  expect(must(again)).toEqual({ id: sending.senderId });
  expect(
    await connectSender(wedding.ctx, { id: newId(), provider: "meta", ...SIMULATED_META }),
  ).toMatchObject({ code: "number_taken" });
  await settle();
  expect(await read((tx) => listSenders(tx, wedding.scope))).toMatchObject([
    { id: sending.senderId, state: "active", stateReason: null },
  ]);
  const before = await sent();
  await type(3, "1");
  await settle();
  expect(await sent()).toBe(before + 1);
  const { runId } = await approvedRun(wedding, sending, "second");
  must(await stopRun(wedding.ctx, { runId }));
});

it("is not written from again by what its messages come to, and nothing of it goes out when it comes back", async () => {
  const { senderId } = sending;
  const never = [3_600_000, 3_600_001];
  await provider.control("POST", "config", { timings: { sent: never, delivered: never, read: never } });
  const { runId } = await approvedRun(wedding, sending, "third");
  must(await startRun(wedding.ctx, { runId }));
  for (let i = 0; i < 3; i++) await drain({ budgetMs: 3_000 });
  const { rows } = await admin.query(
    "select m.id, m.last_attempt_id as attempt, a.provider_id from messages m join message_attempts a on a.id = m.last_attempt_id where m.run_id = $1 order by m.id",
    [runId],
  );
  const [late, doubt, waits] = rows;
  const state = async () =>
    (await admin.query("select state from send_runs where id = $1", [runId])).rows[0].state;
  const message = async (id: string) =>
    (await admin.query("select state, reason from messages where id = $1", [id])).rows[0];
  // No receipt has come yet; as if no answer had come for one of them, and a reply were being called.
  const attempt = newId();
  const reply = newId();
  await admin.query("update messages set state = 'in_doubt', reason = 'NO_ANSWER' where id = $1", [doubt.id]);
  await admin.query(
    `insert into messages (id, wedding_id, unit_id, side, sender_id, kind, destination, content, state, next_at, attempts)
     select $2, wedding_id, unit_id, side, sender_id, 'reply', destination, '{"kind": "text", "body": "Hi"}', 'calling', now(), 1 from messages where id = $1`,
    [late.id, reply],
  );
  await admin.query(
    "insert into message_attempts (id, wedding_id, message_id, side, number, state) select $2, wedding_id, id, side, 1, 'calling' from messages where id = $1",
    [reply, attempt],
  );
  await admin.query("update messages set last_attempt_id = $2 where id = $1", [reply, attempt]);

  must(await disconnect());

  const told = contextFor(mintScope(wedding.weddingId, { kind: "provider", provider: "meta" }));
  const failed = {
    kind: "status" as const,
    key: newId(),
    inboxId: newId(),
    phoneNumberId: SIMULATED_META.phoneNumberId,
    providerId: late.provider_id,
    attemptId: late.attempt,
    status: "failed" as const,
    at: new Date().toISOString(),
    error: { code: 131000, detail: "later" },
  };
  must(await applyStatuses(told, { senderId, events: [failed] }));
  expect(await message(late.id)).toEqual({ state: "failed", reason: "TRANSIENT" });
  const job = contextFor(mintScope(wedding.weddingId, { kind: "system", job: "test" }));
  const slow = { kind: "refused" as const, code: 130429, detail: "slow" };
  must(
    await recordOutcomes(job, {
      senderId,
      outcomes: [{ attemptId: attempt, messageId: reply, outcome: slow }],
    }),
  );
  expect(await message(reply)).toEqual({ state: "failed", reason: "THROTTLE" });
  expect(await settleDoubt(wedding.ctx, { messageId: doubt.id, decision: "send_again" })).toMatchObject({
    ok: false,
    code: "disconnected",
  });
  expect(await message(doubt.id)).toEqual({ state: "in_doubt", reason: "NO_ANSWER" });
  expect(await state()).toBe("done");

  // What was queued for it all the same, by whoever came between, is called off when the number comes back.
  const before = await sent();
  await admin.query("update messages set state = 'queued', next_at = now() where id = any($1)", [
    [reply, waits.id],
  ]);
  await admin.query("update send_runs set state = 'sending', finished_at = null where id = $1", [runId]);
  must(await connectSender(wedding.ctx, { id: newId(), provider: "meta", ...SIMULATED_META }));
  expect(await message(reply)).toMatchObject({ state: "cancelled" });
  expect((await message(waits.id)).state).not.toBe("queued");
  expect(await state()).toBe("stopped");
  await sweep();
  for (let n = 0; n < 3; n++) await drain({ budgetMs: 3_000 });
  expect(await sent()).toBe(before);
});

it("closes a relative's list with their phone", async () => {
  const id = newId();
  must(await addRelay(wedding.ctx, { id, label: "Mausi", displayNumber: "+919876543299" }));
  const link = { senderId: id, tokenHash: "a".repeat(64), days: 3 };
  must(await openRelayList(wedding.ctx, { id: newId(), ...link }));
  must(await disconnectSender(wedding.ctx, { senderId: id }));
  const { rows } = await admin.query(
    "select revoked_at is not null as closed from relay_links where sender_id = $1",
    [id],
  );
  expect(rows).toEqual([{ closed: true }]);
  await expect(openRelayList(wedding.ctx, { id: newId(), ...link })).rejects.toMatchObject({
    code: "not_found",
  });
});
