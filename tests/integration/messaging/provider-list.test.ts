import { describe, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { handle, reconcile } from "@/jobs/messaging/reconcile-sender.handler";
import { sweep } from "@/jobs/sweep";
import { startRun } from "@/lib/messaging/commands/steer-run";
import { operatorHealth } from "@/lib/platform/metrics";
import { readTenant } from "@/lib/platform/transaction";
import { loadDashboardNumbers } from "@/lib/reports/queries";
import { approvedRun } from "@/tests/factories/run";
import { must } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { long } from "@/tests/support/long";
import {
  calls,
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
  types,
  webhook,
  withTwilio,
  yes,
} from "@/tests/support/provider-list";

withTwilio();

describe("what a guest wrote and no webhook brought", () => {
  it("is found, answered once, and not again by its webhook, however late", async () => {
    const one = await sent(3);
    await provider.control("POST", "faults", { webhooks: { lostMessages: 1 } });
    const { wamid } = await types(0, "Yes, all of us");
    await types(1, "No");
    await settle();
    expect(await yes(one)).toEqual([0, 0]);
    const before = await listed();
    await look(one);
    expect(await yes(one)).toEqual([1, 1]);
    expect(await listed()).toBe(before + 2);
    const found = await stateOf(one);
    await webhook({
      MessageSid: wamid,
      SmsStatus: "received",
      From: `whatsapp:+${digits(0)}`,
      To: OURS,
      Body: "No",
    });
    await look(one);
    await look(one);
    await settle();
    expect(await listed()).toBe(before + 2);
    const after = await stateOf(one);
    expect([after.said, after.answers]).toEqual([found.said, found.answers]);
  });

  long("is read by its words where it was a tap, whose payload no list has", async () => {
    await provider.control("POST", "config", {
      weights: { yes_tap: 3, no_tap: 2, maybe_tap: 1, no_digit: 1 },
    });
    const one = await sent(12, { webhooks: { lostMessages: 1 } });
    expect(await yes(one)).toEqual([0, 0]);
    await provider.control("DELETE", "faults");
    // What is said back may be answered by the guest in turn.
    for (let i = 0; i < 3; i++) {
      await look(one);
      await settle();
    }
    const { events } = await provider.control<{ events: { yes: number; no: number; maybe: number }[] }>(
      "GET",
      "expected",
    );
    const { events: shown } = await readTenant(one.wedding.scope, (tx) =>
      loadDashboardNumbers(tx, one.wedding.scope),
    );
    const counts = (list: readonly { yes: number; no: number; maybe: number }[]) =>
      list.map((e) => [e.yes, e.no, e.maybe]);
    expect(counts(shown)).toEqual(counts(events));
  });

  long("is left to a human where it may be a tap under either of two messages", async () => {
    const one = await sent(2);
    const again = await approvedRun(one.wedding, one, "second");
    must(await startRun(one.wedding.ctx, { runId: again.runId }));
    await settle();
    await provider.control("POST", "faults", { webhooks: { lostMessages: 1 } });
    await provider.control("POST", `phones/${digits(0)}/tap`, { buttonIndex: 0 });
    await types(1, "yes");
    await settle();
    await look(one);
    const { rows } = await admin.query(
      "select text, kind, outcome from inbound_messages where wedding_id = $1 order by from_identifier",
      [one.wedding.weddingId],
    );
    expect(rows).toEqual([
      { text: "Yes, all of us", kind: "listed", outcome: "to_read" },
      { text: "yes", kind: "listed", outcome: "answered" },
    ]);
  });

  long("is not looked for while the inbox is behind: it may lie there", async () => {
    const one = await sent(1);
    await types(0, "Yes");
    await provider.waitIdle(async () => undefined);
    const before = await calls();
    await admin.query("update sender_lists set next_at = now() where sender_id = $1", [one.senderId]);
    const tools = { correlationId: "test", deadline: Date.now() + 60_000 };
    await reconcile({ weddingId: one.wedding.weddingId, senderId: one.senderId }, tools, 0);
    expect(await calls()).toEqual(before);
    await settle();
    const told = await listed();
    await look(one);
    expect((await calls()).length).toBeGreaterThan(before.length);
    expect(await listed()).toBe(told);
  });

  it("is found by the sweep, on its schedule, once its webhook had time to come", async () => {
    const one = await sent(1);
    await admin.query("update senders set created_at = now() - interval '1 hour' where id = $1", [
      one.senderId,
    ]);
    const guest = `whatsapp:+${digits(0)}`;
    const said = (agoMs: number, body: string) => ({
      from: guest,
      to: OURS,
      body,
      direction: "inbound",
      agoMs,
    });
    await provider.control("POST", "twilio/strays", {
      messages: [said(600_000, "Yes, all of us"), said(1_000, "No")],
    });
    await sweep();
    await settle();
    expect(await yes(one)).toEqual([1, 1]);
    const { wait, seen_until } = await progress(one.senderId);
    expect(wait).toBeGreaterThan(800);
    expect(Date.now() - seen_until.getTime()).toBeGreaterThan(299_000);
    const asked = (await calls()).length;
    await sweep();
    await settle();
    expect((await calls()).length).toBe(asked);
    expect(await operatorHealth()).toMatchObject({
      provider_list_failing: 0,
      provider_list_found: expect.any(Number),
    });
  });
});

describe("what became of our messages and no callback told", () => {
  it("is moved forward, reasons included; callbacks that come late change nothing", async () => {
    await provider.control("POST", `phones/${digits(2)}/script`, { kind: "no_whatsapp" });
    const one = await sent(4, { webhooks: { lostStatuses: 1 } });
    expect(await statesOf(one.runId)).toEqual([{ state: "accepted", code: null, n: 4 }]);
    await look(one);
    expect(await statesOf(one.runId)).toEqual([
      { state: "failed", code: 63024, n: 1 },
      { state: "read", code: null, n: 3 },
    ]);
    const moved = await stateOf(one);
    const { rows } = await admin.query<{ id: string; sid: string; code: number | null }>(
      "select a.id, a.provider_id as sid, a.error_code as code from message_attempts a join messages m on m.id = a.message_id where m.run_id = $1",
      [one.runId],
    );
    for (const { id, sid, code } of rows)
      for (const status of code ? ["failed"] : ["delivered", "read", "sent"])
        await webhook({ MessageSid: sid, MessageStatus: status, From: OURS }, `?attempt=${id}`);
    const before = await listed();
    await look(one);
    expect(await listed()).toBe(before);
    expect(await stateOf(one)).toEqual(moved);
  });

  long("gives a failure the reason it was told without", async () => {
    await provider.control("POST", `phones/${digits(0)}/script`, { kind: "no_whatsapp" });
    const one = await sent(1, { webhooks: { lostStatuses: 1 } });
    const { rows } = await admin.query(
      "select a.id, a.provider_id as sid from message_attempts a join messages m on m.id = a.message_id where m.run_id = $1",
      [one.runId],
    );
    await admin.query("update messages set attempts = 8 where run_id = $1", [one.runId]);
    await admin.query("update message_attempts set number = 8 where id = $1", [rows[0].id]);
    await webhook({ MessageSid: rows[0].sid, MessageStatus: "failed", From: OURS }, `?attempt=${rows[0].id}`);
    expect(await statesOf(one.runId)).toEqual([{ state: "failed", code: 30008, n: 1 }]);
    await look(one);
    expect(await statesOf(one.runId)).toEqual([{ state: "failed", code: 63024, n: 1 }]);
  });
});

it("asks what became of texts, of which Twilio tells nothing by itself", async () => {
  const { wedding, senderId, templateId } = await sent(1);
  const state = async () =>
    (await admin.query("select status from templates where id = $1", [templateId])).rows[0].status;
  const look = async () => {
    const tools = { correlationId: "test", deadline: Date.now() + 20_000, attempt: 0 };
    await handle({ weddingId: wedding.weddingId, senderId }, tools);
    await drain({ budgetMs: 5_000 });
  };
  await admin.query("update templates set status = 'PENDING' where id = $1", [templateId]);
  await look();
  expect(await state()).toBe("APPROVED");
  const { rows } = await admin.query("select provider_id from templates where id = $1", [templateId]);
  await provider.control("POST", `contents/${rows[0].provider_id}/status`, { status: "paused" });
  await look();
  expect(await state()).toBe("APPROVED");
  await admin.query("update templates set synced_at = now() - interval '7 hours' where sender_id = $1", [
    senderId,
  ]);
  await look();
  expect(await state()).toBe("PAUSED");
});
