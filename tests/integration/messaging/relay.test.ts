import { beforeEach, expect, it } from "vitest";
import { POST as answer } from "@/app/api/g/[token]/route";
import { POST as tap } from "@/app/api/relay/[token]/route";
import { drain } from "@/jobs/drain";
import { sweep } from "@/jobs/sweep";
import { mintScope } from "@/lib/access/policy";
import { putBack } from "@/lib/guests/commands/put-back";
import { takeOff } from "@/lib/guests/commands/take-off";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { approveRun } from "@/lib/messaging/commands/approve-run";
import { createRun } from "@/lib/messaging/commands/create-run";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import { addRelay, closeRelayList, openRelayList, writeRelayText } from "@/lib/messaging/commands/relay";
import { renewGuestLink } from "@/lib/messaging/commands/renew-guest-link";
import { showGuestLink } from "@/lib/messaging/commands/show-guest-link";
import { startRun } from "@/lib/messaging/commands/steer-run";
import { listRelayed } from "@/lib/messaging/queries/relay";
import { env } from "@/lib/platform/env";
import { hashToken, newToken } from "@/lib/platform/tokens";
import { readTenant } from "@/lib/platform/transaction";
import { listInvited } from "@/lib/rsvp/queries";
import { importCsv, makeEvents, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

let wedding: TestWedding;
let runId: string;
let token: string;
let senderId: string;
let serial = 81_000;

const BODY = "Namaste {{family}}, {{hosts}} invite you to {{functions}}. Answer here: {{link}}";

beforeEach(async () => {
  wedding = await makeWedding();
  serial += 10;
  const events = await makeEvents(wedding, ["Sangeet", "Wedding"]);
  await importCsv(
    wedding.ctx,
    `Name,Phone,Family,Adults\nBua,+1415555${serial % 10_000},Boston,2\nChacha,98${19_000_000 + serial},Jaipur,2\n`,
  );
  must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: events }));
  senderId = newId();
  must(await addRelay(wedding.ctx, { id: senderId, label: "Mausi", displayNumber: "+919811112222" }));
  const text = must(
    await writeRelayText(wedding.ctx, { senderId, name: "Invitation", language: "en", body: BODY }),
  );
  runId = newId();
  must(
    await createRun(wedding.ctx, {
      id: runId,
      name: "By Mausi",
      senderId,
      templateId: text.id,
      audience: {},
    }),
  );
  must(await rehearseRun(wedding.ctx, { runId }));
  const { hash, recipients } = must(await freezeRun(wedding.ctx, { runId }));
  // Nobody's marketing: the family's own words by hand reach America as well.
  expect(recipients).toBe(2);
  must(await approveRun(wedding.ctx, { runId, hash }));
  must(await startRun(wedding.ctx, { runId }));
  token = newToken();
  must(await openRelayList(wedding.ctx, { id: newId(), senderId, tokenHash: hashToken(token), days: 30 }));
});

const post = (handler: typeof tap, key: string, fields: Record<string, string>): Promise<Response> =>
  handler(
    new Request(`${env().APP_URL}/api/x/${key}`, {
      method: "POST",
      body: new URLSearchParams(fields).toString(),
    }),
    { params: Promise.resolve({ token: key }) },
  );
const act = (message: string, what: string, key = token) => post(tap, key, { message, act: what });
const messages = async (): Promise<{ id: string; name: string; state: string; reason: string | null }[]> =>
  (
    await admin.query(
      "select m.id, u.name, m.state, m.reason from messages m join guest_units u on u.id = m.unit_id where m.run_id = $1 order by u.name",
      [runId],
    )
  ).rows;
const runState = async () =>
  (await admin.query("select state from send_runs where id = $1", [runId])).rows[0].state;

it("opens WhatsApp with the family's text and link, and keeps what the relative says became of it", async () => {
  const [boston, jaipur] = await messages();
  const opened = await act(boston!.id, "open");
  expect(opened.status).toBe(303);
  const address = new URL(opened.headers.get("location")!);
  expect(address.origin + address.pathname).toMatch(/^https:\/\/wa\.me\/1415555/);
  const text = address.searchParams.get("text")!;
  expect(text).toContain("Namaste Boston, ");
  expect(text).toMatch(/Answer here: \S+\/g\/[\w-]{22}$/);
  expect((await messages()).map((one) => one.state)).toEqual(["calling", "queued"]);
  // Opened again it has passed the gate again: another attempt of the same message, with the same link.
  expect((await act(boston!.id, "open")).headers.get("location")).toBe(address.href);
  expect(
    (await admin.query("select attempts from messages where id = $1", [boston!.id])).rows[0].attempts,
  ).toBe(2);
  // No drain touches what waits for a hand.
  await admin.query("update messages set next_at = now() - interval '1 hour' where run_id = $1", [runId]);
  await sweep();
  await drain({ budgetMs: 2_000 });
  expect((await messages()).map((one) => one.state)).toEqual(["calling", "queued"]);
  await act(boston!.id, "sent");
  await act(jaipur!.id, "open");
  await act(jaipur!.id, "unreachable");
  expect(await messages()).toMatchObject([
    { state: "sent", reason: null },
    { state: "failed", reason: "RECIPIENT" },
  ]);
  expect(await runState()).toBe("done");
  // A slip of the finger is taken back, and the run goes on.
  await act(boston!.id, "not_sent");
  expect((await messages())[0]!.state).toBe("queued");
  expect(await runState()).toBe("sending");
});

it("asks the gate at the tap: who stopped meanwhile is not written to", async () => {
  const [boston] = await messages();
  await admin.query(
    "insert into consents (wedding_id, unit_id, side, basis, granted, actor) select wedding_id, id, side, 'guest_reply', 'withdrawn', 'test' from guest_units where wedding_id = $1 and name = 'Boston'",
    [wedding.weddingId],
  );
  const refused = await act(boston!.id, "open");
  expect(refused.headers.get("location")).toContain(`/relay/${token}?said=not_open`);
  expect((await messages())[0]).toMatchObject({ state: "blocked", reason: "NO_CONSENT" });
});

it("does not show a family that was taken off the guest list, nor opens WhatsApp for it", async () => {
  const shown = async () =>
    (await readTenant(wedding.scope, (tx) => listRelayed(tx, wedding.scope, senderId))).map(
      (one) => one.household,
    );
  const { rows } = await admin.query(
    "select m.id, m.unit_id from messages m join guest_units u on u.id = m.unit_id where m.run_id = $1 and u.name = 'Jaipur'",
    [runId],
  );
  const home = { unitIds: [rows[0].unit_id as string], personIds: [] };
  const off = must(await takeOff(wedding.ctx, home));
  expect(await shown()).toEqual(["Boston"]);
  must(await putBack(wedding.ctx, off.undo.input));
  expect(await shown()).toEqual(["Boston", "Jaipur"]);
  must(await takeOff(wedding.ctx, home));
  await act(rows[0].id, "open");
  expect((await messages()).find((one) => one.id === rows[0].id)).toMatchObject({
    state: "blocked",
    reason: "NOT_INVITED",
  });
});

it("reads a relative's number as a parent writes it, and says when it cannot", async () => {
  const add = (displayNumber: string) =>
    addRelay(wedding.ctx, { id: newId(), label: "Chacha", displayNumber });
  must(await add("098111 24444"));
  const { rows } = await admin.query(
    "select 1 from senders where wedding_id = $1 and display_number = '+919811124444'",
    [wedding.weddingId],
  );
  expect(rows).toHaveLength(1);
  expect(await add("98111 2444")).toMatchObject({ ok: false, code: "not_a_number" });
});

it("opens for nobody without the link, with a closed one, or for another wedding's message", async () => {
  const [boston] = await messages();
  expect((await act(boston!.id, "open", newToken())).status).toBe(404);
  const mine = { token, boston: boston!.id };
  const other = await makeWedding();
  const strange = newId();
  must(await addRelay(other.ctx, { id: strange, label: "Other", displayNumber: "+919811113333" }));
  const theirs = newToken();
  must(
    await openRelayList(other.ctx, { id: newId(), senderId: strange, tokenHash: hashToken(theirs), days: 1 }),
  );
  expect((await act(mine.boston, "open", theirs)).headers.get("location")).toContain("said=not_open");
  expect((await messages())[0]!.state).toBe("queued");
  must(await closeRelayList(wedding.ctx, { senderId }));
  expect((await act(mine.boston, "open", mine.token)).status).toBe(404);
});

it("takes the family's answers at its own link, and only its own", async () => {
  const [boston] = await messages();
  const location = (await act(boston!.id, "open")).headers.get("location")!;
  const own = new URL(location).searchParams.get("text")!.match(/\/g\/([\w-]{22})$/)![1]!;
  const { rows } = await admin.query("select id from guest_units where wedding_id = $1 and name = 'Boston'", [
    wedding.weddingId,
  ]);
  const scope = mintScope(wedding.weddingId, { kind: "guest", unitId: rows[0].id });
  const [first, second] = await readTenant(scope, (tx) => listInvited(tx, scope, rows[0].id));
  const said = async (fields: Record<string, string>, key = own) => {
    const response = await post(answer, key, fields);
    return response.status === 303
      ? new URL(response.headers.get("location")!, "http://x").searchParams.get("said")
      : response.status;
  };
  expect(
    await said({
      [`answer:${first!.eventId}`]: "some",
      [`adults:${first!.eventId}`]: "2",
      [`answer:${second!.eventId}`]: "none",
    }),
  ).toBe("thanks");
  const { rows: current } = await admin.query(
    "select answer, adults from rsvp_current where wedding_id = $1 order by answer",
    [wedding.weddingId],
  );
  expect(current).toEqual([
    { answer: "no", adults: 0 },
    { answer: "yes", adults: 2 },
  ]);
  expect(await said({ [`answer:${first!.eventId}`]: "some", [`adults:${first!.eventId}`]: "0" })).toBe(
    "no_count",
  );
  expect(await said({ [`answer:${first!.eventId}`]: "some", [`adults:${first!.eventId}`]: "9" })).toBe(
    "too_many",
  );
  expect(await said({ [`answer:${newId()}`]: "none" })).toBe("not_invited");
  expect(await said({})).toBe("nothing");
  expect(await said({ [`answer:${first!.eventId}`]: "none" }, newToken())).toBe(404);
  await admin.query("update events set rsvp_deadline = now() - interval '1 hour' where wedding_id = $1", [
    wedding.weddingId,
  ]);
  expect(await said({ [`answer:${first!.eventId}`]: "none" })).toBe("closed");
  // The database holds no token, only its hash.
  const dump = JSON.stringify(
    (await admin.query("select * from guest_links where wedding_id = $1", [wedding.weddingId])).rows,
  );
  expect(dump).not.toContain(own);
});

it("closes a family's link for good; the next message to it carries another", async () => {
  const [boston] = await messages();
  const linkOf = async () =>
    new URL((await act(boston!.id, "open")).headers.get("location")!).searchParams
      .get("text")!
      .match(/\/g\/([\w-]{22})$/)![1]!;
  const first = await linkOf();
  const { rows } = await admin.query("select id from guest_units where wedding_id = $1 and name = 'Boston'", [
    wedding.weddingId,
  ]);
  expect(must(await renewGuestLink(wedding.ctx, { unitId: rows[0].id }))).toEqual({ closed: 1 });
  expect((await post(answer, first, {})).status).toBe(404);
  // A relative may look at it too, and sees the one that the next message carries.
  const unitId = rows[0].id as string;
  const { address } = must(await showGuestLink(wedding.ctx, { unitId }));
  const second = await linkOf();
  expect(second).not.toBe(first);
  expect(address).toMatch(new RegExp(`/g/${second}$`));
  await expect(showGuestLink(await wedding.as("viewer"), { unitId })).rejects.toMatchObject({
    code: "forbidden",
  });
  const elsewhere = await makeWedding("Another");
  expect(await showGuestLink(elsewhere.ctx, { unitId })).toMatchObject({ ok: false, code: "not_found" });
  expect((await post(answer, second, {})).status).toBe(303);
});

it("asks the gate again when a message is opened again", async () => {
  const [boston] = await messages();
  await act(boston!.id, "open");
  await admin.query(
    "insert into consents (wedding_id, unit_id, side, basis, granted, actor) select wedding_id, id, side, 'guest_reply', 'withdrawn', 'test' from guest_units where wedding_id = $1 and name = 'Boston'",
    [wedding.weddingId],
  );
  // It may have been sent when it was open: only the relative knows.
  expect((await act(boston!.id, "open")).headers.get("location")).toContain("said=not_now");
  expect((await messages())[0]).toMatchObject({ state: "calling" });
  expect((await act(boston!.id, "not_sent")).headers.get("location")).toContain("said=not_sent");
  expect((await act(boston!.id, "open")).headers.get("location")).toContain("said=not_open");
  expect((await messages())[0]).toMatchObject({ state: "blocked", reason: "NO_CONSENT" });
});

it("keeps what was opened open while the invite is paused, so that it can still be said to be sent", async () => {
  const [boston] = await messages();
  await act(boston!.id, "open");
  await admin.query("update send_runs set state = 'paused' where wedding_id = $1", [wedding.weddingId]);
  expect((await act(boston!.id, "open")).headers.get("location")).toContain("said=not_now");
  expect((await act(boston!.id, "sent")).headers.get("location")).toContain("said=sent");
  expect((await messages())[0]).toMatchObject({ state: "sent" });
});

it("keeps an approved text as it is", async () => {
  expect(
    await writeRelayText(wedding.ctx, { senderId, name: "Invitation", language: "en", body: `${BODY} Bye.` }),
  ).toMatchObject({ ok: false, code: "in_use" });
});

it("ends a run whose last family was taken off the guest list, without anybody pressing Stop", async () => {
  const [first, second] = await messages();
  await act(first!.id, "open");
  await act(first!.id, "sent");
  const { rows } = await admin.query<{ id: string }>("select unit_id as id from messages where id = $1", [
    second!.id,
  ]);
  const off = must(await takeOff(wedding.ctx, { unitIds: [rows[0]!.id], personIds: [] }));
  const state = async () =>
    (await admin.query("select state from send_runs where id = $1", [runId])).rows[0].state;
  expect(await state(), "an undo finds it as it was").toBe("sending");
  await drain({ budgetMs: 5_000 });
  expect(await state()).toBe("done");
  expect((await messages()).find(({ id }) => id === second!.id)).toMatchObject({
    state: "blocked",
    reason: "NOT_INVITED",
  });
  must(await putBack(wedding.ctx, off.undo.input));
  await drain({ budgetMs: 5_000 });
  expect(await state()).toBe("done");
});
