import { afterAll, beforeAll, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { fillCallList } from "@/lib/messaging/commands/call-list";
import { disconnectSender } from "@/lib/messaging/commands/disconnect-sender";
import { addRelay } from "@/lib/messaging/commands/relay";
import { startRun } from "@/lib/messaging/commands/steer-run";
import { listCalls } from "@/lib/messaging/queries/calls";
import type { CommandContext } from "@/lib/platform/command";
import { readTenant } from "@/lib/platform/transaction";
import { countOpenWork } from "@/lib/reports/queries/open-work";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { approvedRun, familiesCsv, prepareSending } from "@/tests/factories/run";
import { importCsv, makeEvents, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

let provider: TestProvider;
let wedding: TestWedding;
let runId: string;

/** Six families of two sides; two have no number, one on each side. */
beforeAll(async () => {
  provider = await startProvider(29);
  await provider.control("POST", "config", { weights: { silent: 1 }, throughputPerSecond: 5_000 });
  wedding = await makeWedding();
  const csv = `${familiesCsv(4, 64_000)}No Phone One,,Without One,bride\nNo Phone Two,,Without Two,groom\n`;
  const sending = await prepareSending(wedding, { csv });
  ({ runId } = await approvedRun(wedding, sending));
  must(await startRun(wedding.ctx, { runId }));
  await provider.waitIdle(() => drain({ budgetMs: 5_000 }));
}, 60_000);
afterAll(() => provider.close());

const openFor = ({ scope }: CommandContext) => readTenant(scope, (tx) => countOpenWork(tx, scope));
const NOTHING = {
  numberless: 0,
  lists: { count: 0, only: null },
  differences: 0,
  likely: { count: 0, more: false },
  suggestions: 0,
  unreached: { count: 0, run: null },
  calls: { open: 0, unassigned: 0 },
};

it("counts who was not reached until somebody calls them, and then the calls", async () => {
  expect(await openFor(wedding.ctx)).toEqual({ ...NOTHING, unreached: { count: 2, run: runId } });
  const { rows } = await admin.query(
    "select id from guest_units where wedding_id = $1 and name = 'Without One'",
    [wedding.weddingId],
  );
  const { rows: events } = await admin.query("select id from events where wedding_id = $1", [
    wedding.weddingId,
  ]);
  must(await fillCallList(wedding.ctx, { runId }));
  expect(await openFor(wedding.ctx)).toMatchObject({
    unreached: { count: 0, run: null },
    calls: { open: 2, unassigned: 2 },
  });
  // Each looks after their own side; who only looks has nothing to do.
  const bride = await wedding.as("side_admin", "bride");
  expect(await openFor(bride)).toEqual({ ...NOTHING, calls: { open: 1, unassigned: 1 } });
  const mine = await readTenant(bride.scope, (tx) => listCalls(tx, bride.scope, "open", undefined));
  expect(mine.calls.map((call) => call.household)).toEqual(["Without One"]);
  expect(await openFor(await wedding.as("viewer"))).toEqual(NOTHING);
  must(
    await recordAnswer(wedding.ctx, {
      unitId: rows[0].id,
      eventIds: events.map((event) => event.id),
      answer: "no",
    }),
  );
  expect((await openFor(wedding.ctx)).calls).toEqual({ open: 1, unassigned: 1 });
});

it("counts lists that wait, what they differ in, and who may be one family", async () => {
  const first = await importCsv(wedding.ctx, "Name,Phone\nNew Guest,9876512345\n", { commit: false });
  expect((await openFor(wedding.ctx)).lists).toEqual({ count: 1, only: first });
  await importCsv(wedding.ctx, "Name,Phone\nOther Guest,9876512346\n", { commit: false });
  expect((await openFor(wedding.ctx)).lists).toEqual({ count: 2, only: null });
  await importCsv(wedding.ctx, "Name,Phone\nSomebody Else,9810064000\n");
  await importCsv(
    wedding.ctx,
    'Name,Phone,Address\nAnil Trivedi,9876512347,"12 Park Road, Pune"\nSunil Trivedi,9876512348,"12 Park Road, Pune"\n',
  );
  await importCsv(wedding.ctx, "Name,Phone\nVimla Desai,9876512351\nVimlaa Desai ji,9876512352\n");
  expect(await openFor(wedding.ctx)).toMatchObject({
    differences: 1,
    suggestions: 1,
    likely: { count: 1, more: false },
  });
});

it("leaves whoever was reached by a later invite, or has answered, in peace", async () => {
  const eventIds = (
    await admin.query("select id from events where wedding_id = $1", [wedding.weddingId])
  ).rows.map((event) => event.id);
  must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds }));
  await admin.query("delete from call_tasks where wedding_id = $1", [wedding.weddingId]);
  expect((await openFor(wedding.ctx)).unreached).toEqual({ count: 1, run: runId });
  const later = newId();
  await admin.query(
    `with run as (
      insert into send_runs select (jsonb_populate_record(r, jsonb_build_object('id', $2::text, 'wave', 'second', 'created_at', now()))).* from send_runs r where r.id = $1
    )
    insert into messages select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'run_id', $2::text, 'state', 'delivered', 'reason', null,
      'destination', '+9198765' || (10000 + row_number() over ()), 'wave', 'second', 'created_at', now()))).* from messages m where m.run_id = $1 and m.reason = 'NO_ADDRESS'`,
    [runId, later],
  );
  expect((await openFor(wedding.ctx)).unreached).toEqual({ count: 0, run: null });
});

it("says to whoever may connect a number that none is, while there are families to invite", async () => {
  const other = await makeWedding();
  const waiting = async (ctx = other.ctx) => (await openFor(ctx)).numberless;
  expect(await waiting()).toBe(0);
  await importCsv(other.ctx, familiesCsv(3, 65_000));
  expect(await waiting()).toBe(3);
  expect(await waiting(await other.as("admin"))).toBe(3);
  expect(await waiting(await other.as("side_admin", "bride"))).toBe(0);
  expect(await waiting(await other.as("viewer"))).toBe(0);
  const [eventId] = await makeEvents(other, ["Sangeet"]);
  const held = (when: string) =>
    admin.query(`update events set starts_at = now() + $2::interval where id = $1`, [eventId, when]);
  await held("2 days");
  expect(await waiting()).toBe(3);
  await held("-2 days");
  expect(await waiting()).toBe(0);
  await held("2 days");
  const senderId = newId();
  must(await addRelay(other.ctx, { id: senderId, label: "Mausi", displayNumber: "+919876599001" }));
  expect(await waiting()).toBe(0);
  must(await disconnectSender(other.ctx, { senderId }));
  expect(await waiting()).toBe(3);
});
