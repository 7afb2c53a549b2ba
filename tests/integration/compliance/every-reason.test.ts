import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { REASONS, type ReasonCode } from "@/lib/compliance/rules";
import { newId } from "@/lib/kernel/ids";
import { startRun } from "@/lib/messaging/commands/steer-run";
import { env } from "@/lib/platform/env";
import { fingerprint, guestToken } from "@/lib/platform/tokens";
import { approvedRun, prepareSending, type SendingWedding } from "@/tests/factories/run";
import { makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

/** Each family has a name that says what is the matter with it; `Fine` shows that the rest goes out. */
interface Family {
  reason: ReasonCode;
  phone: string | null;
  /** Makes it so. `at` the freeze, or between freeze and sending. */
  matter: (family: { weddingId: string; phone: string; senderId: string; name: string }) => Promise<unknown>;
}

const nothing = async () => undefined;
const run = (text: string, ...values: unknown[]) => admin.query(text, values);
const suppress = (scope: string) => (f: { weddingId: string; phone: string }) =>
  run(
    "insert into suppressions (wedding_id, fingerprint, key_id, scope, reason, source) values ($1, $2, 'k1', $3, 'provider', 'test')",
    f.weddingId,
    fingerprint("phone", f.phone),
    scope,
  );
const withdraw = (f: { weddingId: string; name: string }) =>
  run(
    "insert into consents (wedding_id, unit_id, side, basis, granted, actor) select wedding_id, id, side, 'guest_reply', 'withdrawn', 'test' from guest_units where wedding_id = $1 and name = $2",
    f.weddingId,
    f.name,
  );
const hold = (f: { weddingId: string; phone: string }) =>
  run(
    "insert into contact_holds (wedding_id, fingerprint, until, reason) values ($1, $2, now() + interval '1 day', 'HOLD_24H')",
    f.weddingId,
    fingerprint("phone", f.phone),
  );
const block = (country: string) => (f: { senderId: string }) =>
  run(
    "update senders set blocked_countries = $2::jsonb where id = $1",
    f.senderId,
    JSON.stringify([country]),
  );
const answerNow = (f: { weddingId: string; name: string }) =>
  run(
    `with a as (insert into rsvp_answers (wedding_id, unit_id, side, event_id, answer, adults, children, channel, actor, answered_at)
       select i.wedding_id, i.unit_id, i.side, i.event_id, 'no', 0, 0, 'phone', 'test', now() from invitations i
       join guest_units u on u.wedding_id = i.wedding_id and u.id = i.unit_id where u.wedding_id = $1 and u.name = $2 returning *)
     insert into rsvp_current (wedding_id, unit_id, side, event_id, answer_id, answer, adults, children, answered_at)
     select wedding_id, unit_id, side, event_id, id, answer, 0, 0, answered_at from a`,
    f.weddingId,
    f.name,
  );

/** Refused when the run is frozen. */
const AT_FREEZE: Family[] = [
  { reason: "NO_ADDRESS", phone: null, matter: nothing },
  { reason: "DO_NOT_MESSAGE", phone: "+919870000001", matter: suppress("all") },
  { reason: "NO_CONSENT", phone: "+919870000002", matter: withdraw },
  { reason: "MARKETING_STOPPED", phone: "+919870000003", matter: suppress("marketing") },
  { reason: "US_MARKETING", phone: "+14155550123", matter: nothing },
  { reason: "COUNTRY_BLOCKED", phone: "+971501234567", matter: block("AE") },
  { reason: "ON_HOLD", phone: "+919870000004", matter: hold },
];

/** Fine when frozen, not sent when its turn comes. */
const AT_SENDING: Family[] = [
  {
    reason: "NO_ADDRESS",
    phone: "+919870000010",
    matter: (f) =>
      run(
        "update person_identifiers set valid_to = now() where wedding_id = $1 and value = $2",
        f.weddingId,
        f.phone,
      ),
  },
  { reason: "DO_NOT_MESSAGE", phone: "+919870000011", matter: suppress("all") },
  { reason: "NO_CONSENT", phone: "+919870000012", matter: withdraw },
  { reason: "MARKETING_STOPPED", phone: "+919870000013", matter: suppress("marketing") },
  { reason: "COUNTRY_BLOCKED", phone: "+971501234567", matter: block("AE") },
  {
    reason: "NOT_INVITED",
    phone: "+919870000014",
    matter: (f) =>
      run(
        "delete from invitations i using guest_units u where u.wedding_id = i.wedding_id and u.id = i.unit_id and u.wedding_id = $1 and u.name = $2 and i.event_id = (select id from events where wedding_id = $1 order by position desc limit 1)",
        f.weddingId,
        f.name,
      ),
  },
];

/** Not a refusal of a family but of the moment: they stay queued until it has passed. Each in a test of its own in `sending.test.ts`. */
const WAITS: ReasonCode[] = ["ON_HOLD", "DAILY_LIMIT", "NEW_PER_HOUR", "FREQUENCY_CAP", "QUIET_HOURS"];
/** Of the run as a whole: it is paused; `sending.test.ts`, `runs.test.ts`, `outreach.test.ts`. */
const HALTS: ReasonCode[] = ["TEMPLATE_NOT_APPROVED", "CATEGORY_CHANGED", "FUNCTION_CANCELLED"];
/** Of a family's own words in the message, settled at the freeze: below. */
const WORDS: ReasonCode[] = ["TOO_LONG"];
/** Held by a unique index besides: `runs.test.ts`, `tests/faults/one-each.test.ts`. */
const ONCE: ReasonCode[] = ["ALREADY_INVITED", "SHARED_NUMBER"];
/** Of reminders: `outreach.test.ts`, and below. */
const REMINDERS: ReasonCode[] = ["ANSWERED", "NOT_ASKED", "DEADLINE_PASSED"];
/** Of news about a changed function: below, and `messaging/changes.test.ts`. */
const NEWS: ReasonCode[] = ["NEWS_OUTDATED", "NOT_COMING"];
/** Of replies alone: `tests/integration/guests`. */
const REPLIES: ReasonCode[] = ["WINDOW_CLOSED"];

let provider: TestProvider;
let wedding: TestWedding;
let sending: SendingWedding;
beforeAll(async () => {
  provider = await startProvider(61);
});
afterAll(() => provider.close());
beforeEach(async () => {
  await provider.quiet();
  wedding = await makeWedding();
});

const prepare = async (families: readonly Family[]) => {
  const rows = families.map(({ reason, phone }) => `Guest,${phone ?? ""},${reason}`);
  sending = await prepareSending(wedding, {
    csv: `Name,Phone,Family\n${rows.map((row, n) => row.replace("Guest", `Guest ${n}`)).join("\n")}\nGood,+919870000099,Fine\n`,
  });
};
const happen = async (families: readonly Family[]) => {
  for (const one of families)
    await one.matter({
      weddingId: wedding.weddingId,
      phone: one.phone ?? "",
      senderId: sending.senderId,
      name: one.reason,
    });
};
const outcome = async (runId: string) =>
  Object.fromEntries(
    (
      await run(
        "select u.name, case m.state when 'blocked' then m.reason else m.state end as outcome from messages m join guest_units u on u.id = m.unit_id where m.run_id = $1",
        runId,
      )
    ).rows.map(({ name, outcome: what }) => [name, what]),
  );
const expected = (families: readonly Family[], fine: string) => ({
  ...Object.fromEntries(families.map(({ reason }) => [reason, reason])),
  Fine: fine,
});

describe("every reason", () => {
  it("refuses its family at freezing, and only that one", async () => {
    await prepare(AT_FREEZE);
    await happen(AT_FREEZE);
    const { runId } = await approvedRun(wedding, sending);
    expect(await outcome(runId)).toEqual(expected(AT_FREEZE, "queued"));
  });
  it("that comes true between freezing and sending keeps its family's message from leaving", async () => {
    await prepare(AT_SENDING);
    const { runId } = await approvedRun(wedding, sending);
    expect(new Set(Object.values(await outcome(runId)))).toEqual(new Set(["queued"]));
    await happen(AT_SENDING);
    must(await startRun(wedding.ctx, { runId }));
    await provider.waitIdle(() => drain({ budgetMs: 5_000 }));
    expect(await outcome(runId)).toEqual(expected(AT_SENDING, "read"));
    const { rows } = await provider.control<{ rows: { to: string }[] }>("GET", "ledger?limit=50");
    expect(rows.map((row) => row.to)).toEqual(["+919870000099"]);
  });
  it("of a text that is too long for one family is found to the character, its own link included", async () => {
    await prepare([{ reason: "TOO_LONG", phone: "+919870000041", matter: nothing }]);
    const frozen = async (wave: string, around: number, fills: string | null = null) => {
      await run(
        "update templates set body = repeat('x', $2::int) || '{{1}}', fills = $3::jsonb where id = $1",
        sending.templateId,
        around,
        fills,
      );
      return outcome((await approvedRun(wedding, sending, wave)).runId);
    };
    expect(await frozen("names", 1_020)).toEqual({ TOO_LONG: "TOO_LONG", Fine: "queued" });
    const family = { kind: "family" };
    const fills = JSON.stringify([{ kind: "link" }, family, family, family]);
    const room = 1_024 - `${env().APP_URL.replace(/\/$/, "")}/g/${guestToken("w", "u", 1)}`.length;
    expect((await frozen("link", room, fills)).Fine).toBe("queued");
    expect((await frozen("longer", room + 1, fills)).Fine).toBe("TOO_LONG");
  });
  it("of a reminder refuses its family at freezing", async () => {
    await prepare([
      { reason: "ANSWERED", phone: "+919870000021", matter: nothing },
      { reason: "NOT_ASKED", phone: "+919870000022", matter: nothing },
    ]);
    await admin.query(
      "update guest_units set attested = false where wedding_id = $1 and name = 'NOT_ASKED'",
      [wedding.weddingId],
    );
    const first = await approvedRun(wedding, sending);
    must(await startRun(wedding.ctx, { runId: first.runId }));
    await provider.waitIdle(() => drain({ budgetMs: 5_000 }));
    await admin.query("update guest_units set attested = true where wedding_id = $1", [wedding.weddingId]);
    await answerNow({ weddingId: wedding.weddingId, name: "ANSWERED" });
    const remind = async (endsAt: string) => {
      const { runId } = await approvedRun(wedding, sending, `r${newId().slice(-8)}`, {
        purpose: "reminder",
        endsAt,
      });
      return outcome(runId);
    };
    expect(await remind("2100-01-01T00:00:00Z")).toEqual({
      ANSWERED: "ANSWERED",
      NOT_ASKED: "NOT_ASKED",
      Fine: "queued",
    });
    expect((await remind("2020-01-01T00:00:00Z")).Fine).toBe("DEADLINE_PASSED");
  });
  it("of a reminder is that they can answer no more, at freezing as before it leaves", async () => {
    await prepare([]);
    const first = await approvedRun(wedding, sending);
    must(await startRun(wedding.ctx, { runId: first.runId }));
    await provider.waitIdle(() => drain({ budgetMs: 5_000 }));
    const remind = async () =>
      (
        await approvedRun(wedding, sending, `r${newId().slice(-8)}`, {
          purpose: "reminder",
          endsAt: "2100-01-01T00:00:00Z",
        })
      ).runId;
    const close = (which: string, deadline: string) =>
      run(
        `update events set rsvp_deadline = now() + $2::interval where wedding_id = $1 and ${which}`,
        wedding.weddingId,
        deadline,
      );
    const last = "id = (select max(id::text)::uuid from events e where e.wedding_id = $1)";
    await close(`not ${last}`, "-1 hour");
    const open = await remind();
    expect((await outcome(open)).Fine).toBe("queued");
    await close("true", "-1 hour");
    expect((await outcome(await remind())).Fine).toBe("DEADLINE_PASSED");
    // Whoever was given longer can still answer, and is reminded.
    await run(
      "insert into answer_extensions (wedding_id, unit_id, side, until, granted_by) select wedding_id, id, side, null, 'test' from guest_units where wedding_id = $1 and name = 'Fine'",
      wedding.weddingId,
    );
    expect((await outcome(await remind())).Fine).toBe("queued");
    await run("delete from answer_extensions where wedding_id = $1", wedding.weddingId);
    must(await startRun(wedding.ctx, { runId: open }));
    await provider.waitIdle(() => drain({ budgetMs: 5_000 }));
    expect((await outcome(open)).Fine).toBe("DEADLINE_PASSED");
  });
  it("of a change of plan refuses its family at freezing and before it leaves", async () => {
    await prepare([
      { reason: "ANSWERED", phone: "+919870000031", matter: nothing },
      { reason: "NOT_COMING", phone: "+919870000032", matter: nothing },
    ]);
    const event = sending.events[0]!;
    const say = (name: string, answer: string, when: string) =>
      run(
        `with a as (insert into rsvp_answers (wedding_id, unit_id, side, event_id, answer, adults, children, channel, actor, answered_at)
           select u.wedding_id, u.id, u.side, $3, $4::text, case when $4 = 'yes' then 1 else 0 end, 0, 'phone', 'test', now() + $5::interval from guest_units u where u.wedding_id = $1 and u.name = $2 returning *)
         insert into rsvp_current (wedding_id, unit_id, side, event_id, answer_id, answer, adults, children, answered_at)
         select wedding_id, unit_id, side, event_id, id, answer, adults, 0, answered_at from a
         on conflict (wedding_id, unit_id, event_id) do update set answer = excluded.answer, adults = excluded.adults, answered_at = excluded.answered_at`,
        wedding.weddingId,
        name,
        event,
        answer,
        when,
      );
    const names = ["Fine", "ANSWERED", "NOT_COMING"];
    for (const name of names) await say(name, "yes", "-1 hour");
    const { rows } = await run(
      `insert into event_changes (wedding_id, event_id, before, after, event_version, changed_by)
       select wedding_id, id, '{"cancelled":false}', '{"cancelled":false}', version, 'test' from events where id = $1 returning id`,
      event,
    );
    const news = { purpose: "change", endsAt: null, changeId: rows[0].id as string };
    const first = await approvedRun(wedding, sending, "news", news);
    expect(new Set(Object.values(await outcome(first.runId)))).toEqual(new Set(["queued"]));
    await say("ANSWERED", "yes", "1 second");
    await say("NOT_COMING", "no", "-1 minute");
    const second = await approvedRun(wedding, sending, "again", news);
    const refused = { ANSWERED: "ANSWERED", NOT_COMING: "NOT_COMING" };
    expect(await outcome(second.runId)).toEqual({ ...refused, Fine: "queued" });
    must(await startRun(wedding.ctx, { runId: first.runId }));
    await run(
      "update event_changes set state = 'dismissed', told_at = null, dismissed_by = 'test' where id = $1",
      news.changeId,
    );
    await drain({ budgetMs: 5_000 });
    expect(await outcome(first.runId)).toEqual({
      ANSWERED: "NEWS_OUTDATED",
      NOT_COMING: "NEWS_OUTDATED",
      Fine: "NEWS_OUTDATED",
    });
    await run(
      "update event_changes set state = 'told', told_at = now(), dismissed_by = null where id = $1",
      news.changeId,
    );
    must(await startRun(wedding.ctx, { runId: second.runId }));
    await run("update messages set state = 'queued', reason = null where run_id = $1", second.runId);
    await provider.waitIdle(() => drain({ budgetMs: 5_000 }));
    expect(await outcome(second.runId)).toEqual({ ...refused, Fine: "read" });
    await run("update event_changes set event_version = event_version + 1 where id = $1", news.changeId);
    const third = await approvedRun(wedding, sending, "third", { ...news, version: 1 });
    expect(new Set(Object.values(await outcome(third.runId)))).toEqual(new Set(["NEWS_OUTDATED"]));
  });
  it("is in one of these lists", () => {
    const listed = [...AT_FREEZE, ...AT_SENDING].map(({ reason }) => reason);
    expect(
      new Set([...listed, ...WAITS, ...HALTS, ...WORDS, ...ONCE, ...REMINDERS, ...NEWS, ...REPLIES]),
    ).toEqual(new Set(Object.keys(REASONS)));
  });
});
