import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SIMULATED_META } from "@/db/seed/demo";
import { drain } from "@/jobs/drain";
import { setSendingRules } from "@/lib/compliance/commands/set-sending-rules";
import { quietCountries } from "@/lib/compliance/queries";
import { movePeople } from "@/lib/guests/commands/move-people";
import { newId } from "@/lib/kernel/ids";
import { resumeRun, startRun } from "@/lib/messaging/commands/steer-run";
import { readTroubles } from "@/lib/messaging/loaders/senders";
import { dispatchMessages, processInbox } from "@/lib/messaging/topics";
import { ringDoorbells } from "@/lib/platform/boss";
import { storeWebhook } from "@/lib/platform/inbox";
import { fingerprint } from "@/lib/platform/tokens";
import { enqueue } from "@/lib/platform/topic";
import { readTenant } from "@/lib/platform/transaction";
import { approvedRun, familiesCsv, prepareSending, type SendingWedding } from "@/tests/factories/run";
import { importCsv, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

let provider: TestProvider;
let wedding: TestWedding;
let sending: SendingWedding;
let from = 40_000_000;

beforeAll(async () => {
  provider = await startProvider(17);
});
afterAll(() => provider.close());

const INDIANS = 5;
const indian = (n: number) => `+9198${from + n}`;

beforeEach(async () => {
  await provider.quiet();
  wedding = await makeWedding();
  from += 100;
  const rows = Array.from({ length: INDIANS }, (_, n) => `Guest ${n},${indian(n)},Family ${n}`);
  sending = await prepareSending(wedding, {
    csv: `Name,Phone,Family\n${rows.join("\n")}\nAmerican,+14155550${from % 1000},Boston\nEmirati,+97150${from % 10_000_000},Dubai\n`,
  });
});

const states = async (runId: string) =>
  Object.fromEntries(
    (
      await admin.query(
        `select u.name, m.state || coalesce(':' || m.reason, '') as state from messages m join guest_units u on u.id = m.unit_id where m.run_id = $1`,
        [runId],
      )
    ).rows.map(({ name, state }) => [name, state]),
  );
const send = () => provider.waitIdle(() => drain({ budgetMs: 5_000 }));
const accepted = async () =>
  ((await provider.control("GET", "ledger/summary")) as { accepted: number }).accepted;
const suppress = (number: string, scope: string) =>
  admin.query(
    "insert into suppressions (wedding_id, fingerprint, key_id, scope, reason, source) values ($1, $2, 'k1', $3, 'provider', 'test')",
    [wedding.weddingId, fingerprint("phone", number), scope],
  );
const webhook = async (field: string, value: unknown) => {
  const body = {
    object: "whatsapp_business_account",
    entry: [{ id: "200000000000001", time: Date.now(), changes: [{ field, value }] }],
  };
  await storeWebhook("meta", Buffer.from(JSON.stringify(body)), enqueue(processInbox, {}));
  await drain({ budgetMs: 5_000 });
};
/** Each is said a second after the one before. */
let said = Math.floor(Date.now() / 1000);
const stopMarketing = (number: string, value: "stop" | "resume") =>
  webhook("user_preferences", {
    user_preferences: [{ wa_id: number.slice(1), category: "marketing_messages", value, timestamp: ++said }],
  });
const rules = (set: Record<string, number | null>) =>
  admin.query(
    "insert into sending_rules (wedding_id, quiet_from, quiet_to, per_day, per_week) values ($1, $2, $3, $4, $5) on conflict (wedding_id) do update set quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, per_day = excluded.per_day, per_week = excluded.per_week",
    [wedding.weddingId, set.quietFrom ?? null, set.quietTo ?? null, set.perDay ?? null, set.perWeek ?? null],
  );
/** As if the time they wait for had come. */
const comes = async () => {
  await admin.query("update messages set next_at = now() where wedding_id = $1 and state = 'queued'", [
    wedding.weddingId,
  ]);
  await ringDoorbells(
    [enqueue(dispatchMessages, { weddingId: wedding.weddingId, senderId: sending.senderId })],
    "test",
  );
};

it("leaves out at freezing whom marketing may not go to, each with the reason", async () => {
  await stopMarketing(indian(0), "stop");
  await stopMarketing(indian(1), "stop");
  await stopMarketing(indian(1), "resume");
  await admin.query(`update senders set blocked_countries = '["AE"]' where id = $1`, [sending.senderId]);
  const { runId } = await approvedRun(wedding, sending);
  expect(await states(runId)).toEqual({
    "Family 0": "blocked:MARKETING_STOPPED",
    "Family 1": "queued",
    "Family 2": "queued",
    "Family 3": "queued",
    "Family 4": "queued",
    Boston: "blocked:US_MARKETING",
    Dubai: "blocked:COUNTRY_BLOCKED",
  });
});

it("sends a utility message where marketing may not go", async () => {
  await admin.query("update templates set category = 'UTILITY' where wedding_id = $1", [wedding.weddingId]);
  await suppress(indian(0), "marketing");
  const { runId } = await approvedRun(wedding, sending);
  expect(new Set(Object.values(await states(runId)))).toEqual(new Set(["queued"]));
});

describe("between freezing and sending", () => {
  it("keeps back whom something speaks against by now, and sends to the rest", async () => {
    const { runId } = await approvedRun(wedding, sending);
    await suppress(indian(0), "all");
    await stopMarketing(indian(1), "stop");
    await admin.query(
      "insert into consents (wedding_id, unit_id, side, basis, granted, actor) select wedding_id, id, side, 'guest_reply', 'withdrawn', 'test' from guest_units where wedding_id = $1 and name = 'Family 2'",
      [wedding.weddingId],
    );
    await admin.query(
      "insert into contact_holds (wedding_id, fingerprint, until, reason) values ($1, $2, now() + interval '1 day', 'test')",
      [wedding.weddingId, fingerprint("phone", indian(3))],
    );
    await admin.query(`update senders set blocked_countries = '["AE"]' where id = $1`, [sending.senderId]);
    must(await startRun(wedding.ctx, { runId }));
    await send();
    expect(await states(runId)).toEqual({
      "Family 0": "blocked:DO_NOT_MESSAGE",
      "Family 1": "blocked:MARKETING_STOPPED",
      "Family 2": "blocked:NO_CONSENT",
      "Family 3": "queued",
      "Family 4": "read",
      Boston: "blocked:US_MARKETING",
      Dubai: "blocked:COUNTRY_BLOCKED",
    });
    expect(await accepted()).toBe(1);
  });

  it("waits for the morning of the guest's own country", async () => {
    const { runId } = await approvedRun(wedding, sending);
    const hour = Number(
      new Intl.DateTimeFormat("en-GB", {
        timeZone: "Asia/Kolkata",
        hour: "numeric",
        hourCycle: "h23",
      }).format(new Date()),
    );
    const quiet = { from: hour, to: (hour + 2) % 24 };
    await rules({ quietFrom: quiet.from, quietTo: quiet.to });
    const india = quietCountries(quiet, new Date()).find((one) => one.country === "IN")!;
    must(await startRun(wedding.ctx, { runId }));
    await send();
    const found = await states(runId);
    for (let n = 0; n < INDIANS; n++) expect(found[`Family ${n}`]).toBe("queued");
    const { rows } = await admin.query(
      "select distinct next_at from messages where run_id = $1 and country = 'IN'",
      [runId],
    );
    expect(rows.map((row) => row.next_at.toISOString())).toEqual([india.until]);
    await rules({});
    await comes();
    await send();
    expect((await states(runId))["Family 0"]).toBe("read");
  });

  it("writes to a family as often as the wedding's own rules allow", async () => {
    await rules({ perDay: 1 });
    const first = await approvedRun(wedding, sending, "first");
    const second = await approvedRun(wedding, sending, "second");
    must(await startRun(wedding.ctx, { runId: first.runId }));
    await send();
    must(await startRun(wedding.ctx, { runId: second.runId }));
    await send();
    expect((await states(first.runId))["Family 0"]).toBe("read");
    expect((await states(second.runId))["Family 0"]).toBe("queued");
    await admin.query(
      "update message_attempts set started_at = started_at - interval '25 hours' where wedding_id = $1",
      [wedding.weddingId],
    );
    await comes();
    await send();
    expect((await states(second.runId))["Family 0"]).toBe("read");
  });

  it("writes to no more people in a day than the provider lets it, and goes on when there is room", async () => {
    const { runId } = await approvedRun(wedding, sending);
    await admin.query("update senders set daily_limit = 2 where id = $1", [sending.senderId]);
    must(await startRun(wedding.ctx, { runId }));
    await send();
    await comes();
    await Promise.all([drain({ budgetMs: 3_000 }), drain({ budgetMs: 3_000 })]);
    await send();
    expect(await accepted()).toBe(2);
    const { rows } = await admin.query(
      "select min(next_at) > now() + interval '23 hours' as late, count(*)::int as n from messages where run_id = $1 and state = 'queued'",
      [runId],
    );
    expect(rows[0].late).toBe(true);
    await admin.query(
      "update message_attempts set started_at = started_at - interval '25 hours' where wedding_id = $1",
      [wedding.weddingId],
    );
    await comes();
    await send();
    expect(await accepted()).toBe(4);
  });

  it("counts the people of a day for the whole account, whichever wedding wrote to them", async () => {
    const other = await makeWedding("Other");
    const theirs = await prepareSending(other, { csv: familiesCsv(3, 7_000) });
    const first = await approvedRun(other, theirs);
    must(await startRun(other.ctx, { runId: first.runId }));
    await send();
    expect(await accepted()).toBe(3);
    await admin.query("update senders set phone_number_id = 'another' where id = $1", [theirs.senderId]);
    await admin.query(
      "update senders set phone_number_id = $2, business_account_id = $3, state = 'active', daily_limit = 4 where id = $1",
      [sending.senderId, SIMULATED_META.phoneNumberId, SIMULATED_META.businessAccountId],
    );
    const { runId } = await approvedRun(wedding, sending);
    must(await startRun(wedding.ctx, { runId }));
    await send();
    expect(await accepted()).toBe(4);
  });

  it("opens no more conversations with new people in an hour than the provider lets it", async () => {
    const { runId } = await approvedRun(wedding, sending);
    await admin.query("update senders set new_per_hour = 2 where id = $1", [sending.senderId]);
    must(await startRun(wedding.ctx, { runId }));
    await send();
    await comes();
    await send();
    expect(await accepted()).toBe(2);
    await admin.query(
      "update message_attempts set started_at = started_at - interval '61 minutes' where wedding_id = $1",
      [wedding.weddingId],
    );
    await comes();
    await send();
    expect(await accepted()).toBe(4);
    // Whom the number wrote to before is not new to it.
    await admin.query("update senders set new_per_hour = 1 where id = $1", [sending.senderId]);
    const again = await approvedRun(wedding, sending, "second");
    must(await startRun(wedding.ctx, { runId: again.runId }));
    await send();
    expect(Object.values(await states(again.runId)).filter((state) => state === "read")).toHaveLength(4);
  });

  it("writes to no number that was found to be wrong meanwhile", async () => {
    const { runId } = await approvedRun(wedding, sending);
    await admin.query("update person_identifiers set valid_to = now() where wedding_id = $1 and value = $2", [
      wedding.weddingId,
      indian(0),
    ]);
    must(await startRun(wedding.ctx, { runId }));
    await send();
    expect((await states(runId))["Family 0"]).toBe("blocked:NO_ADDRESS");
    expect((await states(runId))["Family 1"]).toBe("read");
  });

  it("writes to no number that is another family's by now", async () => {
    await importCsv(wedding.ctx, "Name,Phone,Family\nNana,,Family 0\n");
    const { runId } = await approvedRun(wedding, sending);
    const { rows } = await admin.query<{ person: string; unit: string }>(
      "select p.id as person, o.unit_id as unit from people p, people o where p.wedding_id = $1 and o.wedding_id = $1 and p.name = 'Guest 0' and o.name = 'Guest 1'",
      [wedding.weddingId],
    );
    const { person, unit } = rows[0]!;
    must(await movePeople(wedding.ctx, { personIds: [person], unitId: unit }));
    must(await startRun(wedding.ctx, { runId }));
    await send();
    expect((await states(runId))["Family 0"]).toBe("blocked:NO_ADDRESS");
    const { rows: went } = await provider.control<{ rows: { to: string }[] }>("GET", "ledger?limit=50");
    expect(went.filter((row) => row.to === indian(0))).toEqual([]);
  });

  it("asks again at once when the wedding's own rules change", async () => {
    const hour = Number(
      new Intl.DateTimeFormat("en-GB", {
        timeZone: "Asia/Kolkata",
        hour: "numeric",
        hourCycle: "h23",
      }).format(new Date()),
    );
    const rule = { perDay: null, perWeek: null, secondApprover: false };
    must(await setSendingRules(wedding.ctx, { ...rule, quiet: { from: hour, to: (hour + 3) % 24 } }));
    const { runId } = await approvedRun(wedding, sending);
    must(await startRun(wedding.ctx, { runId }));
    await send();
    expect((await states(runId))["Family 0"]).toBe("queued");
    must(await setSendingRules(wedding.ctx, { ...rule, quiet: null }));
    await send();
    expect((await states(runId))["Family 0"]).toBe("read");
  });

  it("lets a number that may write to nobody first answer alone, until that ends", async () => {
    const { runId } = await approvedRun(wedding, sending);
    const sender = async () =>
      (
        await admin.query("select state, state_reason, daily_limit from senders where id = $1", [
          sending.senderId,
        ])
      ).rows[0];
    await webhook("business_capability_update", { max_daily_conversations_per_business: "TIER_2K" });
    await webhook("account_update", {
      event: "ACCOUNT_RESTRICTION",
      restriction_info: [
        { restriction_type: "RESTRICTED_BIZ_INITIATED_MESSAGING", expiration: 1_764_000_000 },
      ],
    });
    expect(await sender()).toEqual({
      state: "paused",
      state_reason: "account:RESTRICTED_BIZ_INITIATED_MESSAGING",
      daily_limit: 2_000,
    });
    must(await startRun(wedding.ctx, { runId }));
    await send();
    expect(await accepted()).toBe(0);
    // Whoever writes is answered all the same.
    await provider.control("POST", `phones/${indian(1).slice(1)}/type`, { text: "Yes" });
    await send();
    expect(await accepted()).toBe(1);
    expect((await states(runId))["Family 0"]).toBe("queued");
    await webhook("account_update", {
      event: "DISABLED_UPDATE",
      ban_info: { waba_ban_state: "REINSTATE" },
    });
    expect(await sender()).toMatchObject({ state: "active", state_reason: null });
    await send();
    expect((await states(runId))["Family 0"]).toBe("read");
  });

  it("stops before it costs money when the provider changes the category", async () => {
    await admin.query("update templates set category = 'UTILITY' where wedding_id = $1", [wedding.weddingId]);
    const { runId } = await approvedRun(wedding, sending);
    const { rows } = await admin.query("select name, language from templates where id = $1", [
      sending.templateId,
    ]);
    await webhook("template_category_update", {
      message_template_id: 1,
      message_template_name: rows[0].name,
      message_template_language: rows[0].language,
      previous_category: "UTILITY",
      new_category: "MARKETING",
    });
    expect(await startRun(wedding.ctx, { runId })).toMatchObject({ ok: false, code: "category_changed" });
    // A run that is sending when the news is lost: the claim sees it all the same.
    await admin.query("update send_runs set state = 'sending' where id = $1", [runId]);
    await comes();
    await send();
    expect(await accepted()).toBe(0);
    const paused = await admin.query("select state, state_reason from send_runs where id = $1", [runId]);
    expect(paused.rows[0]).toEqual({ state: "paused", state_reason: "template:CATEGORY" });
    expect(await resumeRun(wedding.ctx, { runId })).toMatchObject({ ok: false });
  });
});

describe("what Meta tells", () => {
  const metadata = { display_phone_number: "911234567890", phone_number_id: "100000000000001" };
  const wrote = (message: object) =>
    webhook("messages", {
      metadata,
      messages: [{ id: `wamid.${newId()}`, timestamp: String(Math.floor(Date.now() / 1000)), ...message }],
    });
  const heard = async () =>
    (
      await admin.query(
        "select kind, text, outcome from inbound_messages where wedding_id = $1 order by recorded_at",
        [wedding.weddingId],
      )
    ).rows;
  const stopped = async (number: string) =>
    (
      await admin.query(
        "select scope from suppressions where wedding_id = $1 and fingerprint = $2 and lifted_at is null",
        [wedding.weddingId, fingerprint("phone", number)],
      )
    ).rows.map((row) => row.scope);
  const events = async () =>
    (
      await admin.query(
        "select disposition, reason from webhook_events where wedding_id = $1 and kind <> 'status' order by recorded_at",
        [wedding.weddingId],
      )
    ).rows;

  it("hears words under a picture, of a changed message and of a form", async () => {
    const from = indian(0).slice(1);
    await wrote({ from, type: "image", image: { id: "1", caption: "Lovely, what shall we wear?" } });
    const message = { type: "text", text: { body: "4" } };
    await wrote({ from, type: "edit", edit: { original_message_id: "wamid.x", message } });
    const nfm_reply = { response_json: '{"room":"two beds"}' };
    await wrote({ from, type: "interactive", interactive: { type: "nfm_reply", nfm_reply } });
    expect(await heard()).toEqual([
      { kind: "image", text: "Lovely, what shall we wear?", outcome: "to_read" },
      { kind: "edit", text: "4", outcome: "to_read" },
      { kind: "form", text: "room: two beds", outcome: "to_read" },
    ]);
    await wrote({ from, type: "document", document: { id: "2", caption: "STOP" } });
    expect(await stopped(indian(0))).toEqual(["all"]);
    const other = { from: indian(1).slice(1), type: "edit" };
    await wrote({ ...other, edit: { message: { type: "text", text: { body: "बन्द करो" } } } });
    expect(await stopped(indian(1))).toEqual(["all"]);
  });

  it("knows by an id alone who stopped marketing, also a guest who never wrote", async () => {
    const first = await approvedRun(wedding, sending);
    must(await startRun(wedding.ctx, { runId: first.runId }));
    await send();
    const { rows } = await admin.query(
      "select d.value from person_identifiers d join person_identifiers p on p.person_id = d.person_id where p.value = $1 and d.kind = 'bsuid'",
      [indian(0)],
    );
    expect(rows).toHaveLength(1);
    expect(await heard()).toEqual([]);
    const stop = { user_id: rows[0].value, category: "marketing_messages", value: "stop", timestamp: ++said };
    await webhook("user_preferences", { user_preferences: [stop] });
    const second = await approvedRun(wedding, sending, "second");
    expect((await states(second.runId))["Family 0"]).toBe("blocked:MARKETING_STOPPED");
  });

  it("leaves a group alone", async () => {
    const from = indian(2).slice(1);
    for (const body of ["yes", "STOP"]) await wrote({ from, group_id: "g", type: "text", text: { body } });
    expect(await events()).toEqual(Array(2).fill({ disposition: "ignored", reason: "group" }));
    expect(await heard()).toEqual([]);
    expect(await stopped(indian(2))).toEqual([]);
    const { rows } = await admin.query("select 1 from messages where wedding_id = $1", [wedding.weddingId]);
    expect(rows).toEqual([]);
  });

  it("goes on with a message that is flagged or given back, and tells what a number may not do", async () => {
    const { runId } = await approvedRun(wedding, sending);
    await admin.query("update send_runs set state = 'sending' where id = $1", [runId]);
    const template = async () =>
      (
        await admin.query("select name, language, status, quality from templates where id = $1", [
          sending.templateId,
        ])
      ).rows[0];
    const { name, language } = await template();
    const tell = (event: string) =>
      webhook("message_template_status_update", {
        event,
        message_template_name: name,
        message_template_language: language,
      });
    const run = async () =>
      (await admin.query("select state, state_reason from send_runs where id = $1", [runId])).rows[0];
    await tell("FLAGGED");
    expect(await template()).toMatchObject({ status: "APPROVED", quality: "FLAGGED" });
    expect((await run()).state).not.toBe("paused");
    await tell("DISABLED");
    expect(await template()).toMatchObject({ status: "DISABLED" });
    await tell("REINSTATED");
    expect(await template()).toMatchObject({ status: "APPROVED", quality: null });

    const troubles = async () =>
      (await readTenant(wedding.scope, (tx) => readTroubles(tx, wedding.scope))).map(({ title }) => title);
    expect(await troubles()).toEqual([]);
    const { rows } = await admin.query("select display_number from senders where id = $1", [
      sending.senderId,
    ]);
    const numberTold = (event: string) =>
      webhook("phone_number_quality_update", { event, display_phone_number: rows[0].display_number });
    await numberTold("FLAGGED");
    expect(await troubles()).toEqual(["Many guests block or report this number"]);
    await numberTold("UNFLAGGED");
    const restriction = { restriction_type: "RESTRICTED_UTILITY_TEMPLATES", expiration: said + 3_600 };
    await webhook("account_update", { event: "ACCOUNT_RESTRICTION", restriction_info: [restriction] });
    expect(await troubles()).toEqual(["WhatsApp lets this number send no service messages for now"]);
    await webhook("account_update", {
      event: "DISABLED_UPDATE",
      ban_info: { waba_ban_state: "REINSTATE" },
    });
    expect(await troubles()).toEqual([]);
  });

  it("stops a number whose account is locked, and keeps what it does not know for a human", async () => {
    const state = async () =>
      (await admin.query("select state, state_reason from senders where id = $1", [sending.senderId]))
        .rows[0];
    await webhook("messages", { metadata, errors: [{ code: 130429, title: "Rate limit hit" }] });
    expect(await state()).toEqual({ state: "active", state_reason: null });
    await webhook("messages", { metadata, errors: [{ code: 131031, title: "Locked" }] });
    expect(await state()).toEqual({ state: "stopped", state_reason: "account:131031" });
    expect(await events()).toEqual([
      { disposition: "quarantined", reason: "provider_error:130429" },
      { disposition: "applied", reason: null },
    ]);
  });
});
