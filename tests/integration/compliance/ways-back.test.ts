import { afterAll, beforeAll, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { sweep } from "@/jobs/sweep";
import { mintScope } from "@/lib/access/policy";
import { liftStop } from "@/lib/compliance/commands/lift-stop";
import { listConsents } from "@/lib/compliance/queries/ledger";
import { listReached, listStops } from "@/lib/compliance/queries/stops";
import { linkIdentifiers } from "@/lib/guests/commands/link-identifiers";
import { shareIdentifier } from "@/lib/guests/commands/share-identifier";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { applyPreferences } from "@/lib/messaging/commands/apply-preferences";
import { applyStatuses } from "@/lib/messaging/commands/apply-statuses";
import { startRun } from "@/lib/messaging/commands/steer-run";
import { linkOf } from "@/lib/messaging/rules/sender-links";
import { fingerprint } from "@/lib/platform/tokens";
import { readTenant } from "@/lib/platform/transaction";
import { applyMessage } from "@/lib/rsvp/commands/apply-message";
import { approvedRun, familiesCsv, prepareSending, type SendingWedding } from "@/tests/factories/run";
import { contextFor, importCsv, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

const BEGAN = Date.now() - 3_600_000;
const phoneOf = (at: number) => `+9198${10_000_000 + 70_000 + at}`;
let provider: TestProvider;
let wedding: TestWedding;
let sending: SendingWedding;
let told: ReturnType<typeof contextFor>;

beforeAll(async () => {
  provider = await startProvider(23);
  wedding = await makeWedding();
  sending = await prepareSending(wedding, { csv: familiesCsv(8, 70_000) });
  told = contextFor(mintScope(wedding.weddingId, { kind: "provider", provider: "meta" }));
});
afterAll(() => provider.close());

/** What a guest wrote, a number of seconds after the beginning. */
async function hear(
  at: number,
  text: string,
  second: number,
  bsuid: string | null = null,
  keyword?: "stop" | "start",
) {
  const id = newId();
  const phone = bsuid === null ? phoneOf(at) : null;
  return must(
    await applyMessage(told, {
      inboxId: newId(),
      senderId: sending.senderId,
      event: {
        kind: "message",
        key: `message:${id}`,
        phoneNumberId: "100000000000001",
        providerId: id,
        at: new Date(BEGAN + second * 1000).toISOString(),
        from: { phone, bsuid },
        content: { type: "text", text, payload: null, contextId: null, keyword },
      },
    }),
  );
}
async function unitOf(at: number): Promise<{ unitId: string; personId: string }> {
  const { rows } = await admin.query(
    "select p.unit_id, p.id from people p join person_identifiers d on d.person_id = p.id where d.wedding_id = $1 and d.value = $2",
    [wedding.weddingId, phoneOf(at)],
  );
  return { unitId: rows[0].unit_id, personId: rows[0].id };
}
const stops = async (at: number) => {
  const { unitId } = await unitOf(at);
  return (await readTenant(wedding.scope, (tx) => listStops(tx, wedding.scope, unitId))).map(
    ({ scope, reason }) => `${scope} ${reason}`,
  );
};
const replies = async (at: number) =>
  (
    await admin.query(
      "select content->>'body' as body from messages where wedding_id = $1 and unit_id = $2 and kind = 'reply' order by id",
      [wedding.weddingId, (await unitOf(at)).unitId],
    )
  ).rows.map((row) => row.body as string);
const ledger = async (at: number) => {
  const { unitId } = await unitOf(at);
  const all = await readTenant(wedding.scope, (tx) => listConsents(tx, wedding.scope, { limit: 1000 }));
  const { rows } = await admin.query("select name from guest_units where id = $1", [unitId]);
  return all.filter((one) => one.household === rows[0].name && one.basis === "guest_reply");
};

it("is lifted by the guest's own START, with evidence, and confirmed once", async () => {
  expect(await hear(0, "STOP", 10)).toBe("opted_out");
  expect(await stops(0)).toEqual(["all stop_word"]);
  expect(await hear(0, "please start sending again na", 20)).toBe("to_read");
  expect(await stops(0)).toEqual(["all stop_word"]);
  expect(await hear(0, "Start!", 30)).toBe("opted_in");
  expect(await stops(0)).toEqual([]);
  expect(await hear(0, "शुरू करो", 31)).toBe("opted_in");
  expect(await replies(0)).toEqual([
    "Thank you. You will get our messages again. To stop them, write “STOP”.",
  ]);
  await provider.control("POST", `phones/${phoneOf(0)}/script`, { manual: true, lastInboundHoursAgo: 1 });
  await sweep();
  await drain({ budgetMs: 5_000 });
  const { rows } = await admin.query(
    "select state, reason from messages where wedding_id = $1 and unit_id = $2 and kind = 'reply'",
    [wedding.weddingId, (await unitOf(0)).unitId],
  );
  expect(rows).toEqual([{ state: expect.stringMatching(/accepted|sent|delivered|read/), reason: null }]);
  expect((await ledger(0)).map(({ granted, evidence }) => [granted, JSON.parse(evidence!).said])).toEqual([
    ["withdrawn", "STOP"],
    ["yes", "Start!"],
  ]);
  // A STOP after it holds again.
  await hear(0, "stop", 40);
  expect(await stops(0)).toEqual(["all stop_word"]);
});

it("is lifted for every family by START from a number that several have by now", async () => {
  await importCsv(wedding.ctx, `Name,Phone,Family\nMama,${phoneOf(91)},Joshi\nMasi,${phoneOf(92)},Desai\n`);
  await hear(91, "STOP", 700);
  await admin.query("update guest_units set proxy_person_id = $1 where id = $2", [
    (await unitOf(91)).personId,
    (await unitOf(92)).unitId,
  ]);
  expect(await hear(91, "START", 710)).toBe("asked_which");
  expect(await stops(91)).toEqual([]);
  // A family that stays withdrawn is not written to, whatever we have just said.
  expect((await ledger(91)).map((one) => one.granted)).toEqual(["withdrawn", "yes"]);
  expect((await ledger(92)).map((one) => one.granted)).toEqual(["yes"]);
});

it("ends with the latest word, in whatever order the two come", async () => {
  await hear(1, "START", 60);
  await hear(1, "STOP", 50);
  expect(await stops(1)).toEqual([]);
  await hear(1, "STOP", 80);
  await hear(1, "START", 70);
  expect(await stops(1)).toEqual(["all stop_word"]);
});

it("speaks for every number and id of theirs", async () => {
  const link = linkOf({
    kind: "message",
    from: { phone: phoneOf(2), bsuid: "IN.72" },
    at: new Date(BEGAN).toISOString(),
    content: { type: "text", text: "", payload: null, contextId: null },
  } as never)!;
  must(await linkIdentifiers(told, { links: [link] }));
  await hear(2, "STOP", 10, "IN.72");
  expect(await stops(2)).toEqual(["all stop_word"]);
  await hear(2, "START", 20);
  expect(await stops(2)).toEqual([]);
});

it("leaves what the provider told, which only the provider takes back", async () => {
  const preference = (value: "stop" | "resume", second: number) =>
    applyPreferences(told, {
      inboxId: newId(),
      key: newId(),
      preferences: [{ phone: phoneOf(3), ids: [], value, at: new Date(BEGAN + second * 1000).toISOString() }],
    });
  must(await preference("stop", 10));
  await admin.query(
    "insert into suppressions (wedding_id, fingerprint, key_id, reason, source) values ($1, $2, 'k1', 'provider', 'status')",
    [wedding.weddingId, fingerprint("phone", phoneOf(3))],
  );
  await hear(3, "STOP", 20);
  await hear(3, "START", 30);
  expect(await stops(3)).toEqual(["all provider", "marketing provider"]);
  const lift = await liftStop(wedding.ctx, {
    ...(await unitOf(3)),
    seen: new Date().toISOString(),
    asked: "on the phone",
    vouched: true,
  });
  expect(lift).toMatchObject({ ok: false, code: "by_provider" });
  must(await preference("resume", 40));
  expect(await stops(3)).toEqual(["all provider"]);
});

it("is lifted by a head of the family who vouches for it, and by nobody else", async () => {
  await hear(4, "STOP", 10);
  const seen = new Date(BEGAN + 10_000).toISOString();
  const input = {
    ...(await unitOf(4)),
    seen,
    asked: "On the phone with Meera, Sunday",
    vouched: true as const,
  };
  for (const role of ["viewer", "side_admin"] as const)
    await expect(
      liftStop(await wedding.as(role, role === "side_admin" ? "groom" : "all"), input),
    ).rejects.toMatchObject({ code: "forbidden" });
  for (const wrong of [{ vouched: false }, { asked: " " }])
    await expect(liftStop(wedding.ctx, { ...input, ...wrong } as never)).rejects.toMatchObject({
      code: "invalid_input",
    });
  expect(await liftStop(wedding.ctx, { ...input, personId: (await unitOf(5)).personId })).toMatchObject({
    code: "not_stopped",
  });
  await hear(4, "STOP", 20);
  expect(await liftStop(wedding.ctx, input)).toMatchObject({ code: "stopped_again" });
  expect(await stops(4)).toEqual(["all stop_word"]);

  const admins = await wedding.as("admin");
  const again = { ...input, seen: new Date(BEGAN + 20_000).toISOString() };
  expect(must(await liftStop(admins, again))).toEqual({ byProvider: false });
  expect(await stops(4)).toEqual([]);
  const [, vouched] = await ledger(4);
  expect(vouched).toMatchObject({ granted: "yes", actor: expect.stringMatching(/^user:/) });
  expect(JSON.parse(vouched!.evidence!)).toMatchObject({ vouched: true, asked: input.asked });
  const { rows } = await admin.query(
    "select count(*)::int as n from audit_log where wedding_id = $1 and action = 'compliance.lift-stop:lift'",
    [wedding.weddingId],
  );
  expect(rows[0].n).toBe(1);
  expect(await liftStop(admins, again)).toMatchObject({ code: "not_stopped" });
  // A copy of the old STOP that comes again changes nothing; a new one holds.
  await hear(4, "STOP", 15);
  expect(await stops(4)).toEqual([]);
  await hear(4, "STOP", 7_200);
  expect(await stops(4)).toEqual(["all stop_word"]);
});

it("holds by a STOP that was written after the one that was looked at, however late it is heard", async () => {
  await hear(0, "STOP", 50);
  const seen = new Date(BEGAN + 50_000).toISOString();
  const vouch = async () =>
    liftStop(wedding.ctx, { ...(await unitOf(0)), seen, asked: "on the phone", vouched: true });
  must(await vouch());
  await hear(0, "STOP", 50);
  expect(await stops(0)).toEqual([]);
  // Before the lift by the clock, and after all that was seen of them.
  await hear(0, "STOP", 1_800);
  expect(await stops(0)).toEqual(["all stop_word"]);
  expect(await vouch()).toMatchObject({ code: "stopped_again" });
});

it("is lifted only after a STOP that is being heard", async () => {
  await hear(1, "STOP", 100);
  const holder = await admin.connect();
  try {
    await holder.query("begin");
    await holder.query("select pg_advisory_xact_lock(hashtextextended('stops:' || $1, 0))", [
      wedding.weddingId,
    ]);
    const lift = liftStop(wedding.ctx, {
      ...(await unitOf(1)),
      seen: new Date(BEGAN + 100_000).toISOString(),
      asked: "on the phone",
      vouched: true,
    });
    await expect
      .poll(
        async () =>
          (
            await admin.query(
              "select 1 from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
            )
          ).rowCount,
      )
      .toBe(1);
    await holder.query(
      "update suppressions set created_at = $2 where wedding_id = $1 and lifted_at is null and created_at = $3",
      [wedding.weddingId, new Date(BEGAN + 200_000), new Date(BEGAN + 100_000)],
    );
    await holder.query("commit");
    expect(await lift).toMatchObject({ code: "stopped_again" });
  } finally {
    holder.release();
  }
});

it("writes to whoever came back, and to nobody else who stopped", async () => {
  await hear(6, "STOP", 10);
  await hear(6, "START", 20);
  await hear(7, "STOP", 10);
  const { runId } = await approvedRun(wedding, sending);
  const { rows } = await admin.query(
    "select unit_id, state, reason from messages where run_id = $1 and unit_id = any($2)",
    [runId, [(await unitOf(6)).unitId, (await unitOf(7)).unitId]],
  );
  const of = async (at: number) => {
    const { unitId } = await unitOf(at);
    return rows.find((row) => row.unit_id === unitId);
  };
  expect(await of(6)).toMatchObject({ state: "queued", reason: null });
  expect(await of(7)).toMatchObject({ state: "blocked", reason: "DO_NOT_MESSAGE" });
});

const at = (second: number) => new Date(BEGAN + second * 1000).toISOString();
/** A message that has left, to a family; its failure as a status tells it, a number of seconds after the beginning. */
async function sentTo(guest: number, wave: string) {
  const { runId } = await approvedRun(wedding, sending, wave);
  must(await startRun(wedding.ctx, { runId }));
  await provider.waitIdle(() => drain({ budgetMs: 5_000 }));
  const { rows } = await admin.query(
    "select a.id, a.provider_id from message_attempts a join messages m on m.id = a.message_id where m.run_id = $1 and m.unit_id = $2 order by a.number desc",
    [runId, (await unitOf(guest)).unitId],
  );
  const { id: attemptId, provider_id: providerId } = rows[0];
  return async (code: number, second: number) => {
    const key = `status:${providerId}:${second}`;
    const error = { code, detail: "" };
    const status = { kind: "status" as const, phoneNumberId: "100000000000001", status: "failed" };
    const events = [{ ...status, key, inboxId: newId(), providerId, attemptId, at: at(second), error }];
    must(await applyStatuses(told, { senderId: sending.senderId, events }));
  };
}

it("takes what a status says of marketing at the time the provider gives, not when it reached us", async () => {
  const failed = await sentTo(5, "second");
  const resumed = (second: number) =>
    applyPreferences(told, {
      inboxId: newId(),
      key: newId(),
      preferences: [{ phone: phoneOf(5), ids: [], value: "resume", at: at(second) }],
    });
  await failed(131050, 10);
  expect(await stops(5)).toEqual(["marketing provider"]);
  must(await resumed(100));
  expect(await stops(5)).toEqual([]);
  await failed(131050, 50);
  expect(await stops(5)).toEqual([]);
  await failed(131050, 150);
  expect(await stops(5)).toEqual(["marketing provider"]);
});

it("lets Twilio end what Twilio does not deliver, whatever word its account has for it", async () => {
  await importCsv(wedding.ctx, `Name,Phone,Family\nNew,${phoneOf(60)},Newcomers\n`);
  must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: sending.events }));
  const failed = await sentTo(60, "third");
  await failed(21610, 10);
  expect(await stops(60)).toEqual(["all provider"]);
  expect(await hear(60, "START", 20)).toBe("opted_in");
  expect(await stops(60)).toEqual(["all provider"]);
  expect(await hear(60, "chalu karo", 30, null, "start")).toBe("opted_in");
  expect(await stops(60)).toEqual([]);
  await failed(21610, 25);
  expect(await stops(60)).toEqual([]);
  expect(await hear(60, "bandh karo", 40, null, "stop")).toBe("opted_out");
  expect(await stops(60)).toEqual(["all stop_word"]);
  await failed(21610, 50);
  expect((await stops(60)).sort()).toEqual(["all provider", "all stop_word"]);
});

it("names whoever has the same number, and writes down for their households too that it was lifted", async () => {
  const value = phoneOf(90);
  await importCsv(wedding.ctx, `Name,Phone,Family,Side\nDada,${value},Own,bride\n`);
  must(await shareIdentifier(wedding.ctx, { kind: "phone", value }));
  await importCsv(
    wedding.ctx,
    `Name,Phone,Family,Side\nNanu,${value},Other,groom\nNani,${value},Other,groom\nElse,+919812399999,Third,groom\n`,
  );
  const { unitId, personId } = await unitOf(90);
  const reached = (scope = wedding.scope) =>
    readTenant(scope, (tx) => listReached(tx, scope, { unitId, personId }));
  expect(await reached()).toEqual([]);
  await hear(90, "STOP", 500);
  expect((await reached()).map(({ name, household, through }) => [name, household, through])).toEqual([
    ["Nani", "Other", personId],
    ["Nanu", "Other", personId],
  ]);
  expect(await reached((await wedding.as("side_admin", "bride")).scope)).toEqual([]);

  const asked = "On the phone with Meera, Monday";
  const seen = new Date(BEGAN + 500_000).toISOString();
  must(await liftStop(wedding.ctx, { unitId, personId, seen, asked, vouched: true }));
  expect(await reached()).toEqual([]);
  const { rows: kept } = await admin.query(
    "select u.name, c.granted, c.evidence from consents c join guest_units u on u.id = c.unit_id where c.wedding_id = $1 and c.evidence->>'asked' = $2 order by u.name = 'Other'",
    [wedding.weddingId, asked],
  );
  expect(kept).toEqual([
    { name: "Own", granted: "yes", evidence: { person: personId, asked, vouched: true } },
    { name: "Other", granted: "yes", evidence: expect.objectContaining({ asked, through: personId }) },
  ]);
});
