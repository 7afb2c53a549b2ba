import { afterAll, beforeAll, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { mintScope } from "@/lib/access/policy";
import { cancelEvent, reinstateEvent } from "@/lib/events/commands/cancel-event";
import { dismissChange, reopenChange } from "@/lib/events/commands/dismiss-change";
import { updateEvent } from "@/lib/events/commands/update-event";
import { joinHouseholds } from "@/lib/guests/commands/move-people";
import { newId } from "@/lib/kernel/ids";
import { approveRun } from "@/lib/messaging/commands/approve-run";
import { fillCallList } from "@/lib/messaging/commands/call-list";
import { callUnseen } from "@/lib/messaging/commands/call-unseen";
import { createRun } from "@/lib/messaging/commands/create-run";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import { setFills } from "@/lib/messaging/commands/set-fills";
import { startRun, stopRun } from "@/lib/messaging/commands/steer-run";
import { tellChange } from "@/lib/messaging/commands/tell-change";
import { type AwareKind, readAwareness } from "@/lib/messaging/queries/awareness";
import { listChanges } from "@/lib/messaging/queries/changes";
import { readTenant } from "@/lib/platform/transaction";
import { loadDashboardNumbers } from "@/lib/reports/queries";
import { listBehind } from "@/lib/reports/queries/behind";
import { noteSeen } from "@/lib/rsvp/commands/note-seen";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { readGuestPage } from "@/lib/rsvp/queries/guest-page";
import { readGuestPlan } from "@/lib/rsvp/queries/guest-plan";
import { familiesCsv, prepareSending, type SendingWedding } from "@/tests/factories/run";
import { contextFor, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

let provider: TestProvider;
let wedding: TestWedding;
let sending: SendingWedding;
let sangeet: string;
/** Families by their number in the list. */
let units: string[];

const FRIDAY = "2100-11-19T13:30:00.000Z";
const SATURDAY = "2100-11-20T12:30:00.000Z";
const SUNDAY = "2100-11-21T12:30:00.000Z";

beforeAll(async () => {
  provider = await startProvider(73);
  await provider.quiet();
  wedding = await makeWedding();
  sending = await prepareSending(wedding, { csv: familiesCsv(8) });
  sangeet = sending.events[0]!;
  const { rows } = await admin.query(
    "select id from guest_units where wedding_id = $1 and live order by name",
    [wedding.weddingId],
  );
  units = rows.map((row) => row.id);
  must(
    await setFills(wedding.ctx, {
      templateId: sending.templateId,
      fills: [{ kind: "family" }, { kind: "function" }, { kind: "was" }, { kind: "now" }],
    }),
  );
  await move({ startsAt: FRIDAY, venueName: "Rambagh" });
  for (const [n, answer] of ["yes", "yes", "yes", "yes", "maybe", "no"].entries())
    await say(n, answer as "yes");
});
afterAll(() => provider.close());

const say = async (n: number, answer: "yes" | "no" | "maybe") =>
  must(
    await recordAnswer(wedding.ctx, {
      unitId: units[n]!,
      eventIds: [sangeet],
      answer,
      adults: answer === "yes" ? 2 : 0,
    }),
  );
const version = async () =>
  (await admin.query("select version from events where id = $1", [sangeet])).rows[0].version as number;
const plan = {
  startsAt: FRIDAY,
  zone: "Asia/Kolkata",
  venueName: "Rambagh",
  venueAddress: undefined as string | undefined,
  venueMapUrl: undefined as string | undefined,
  dress: undefined as string | undefined,
  note: undefined as string | undefined,
};
const move = async (fields: Partial<typeof plan>) => {
  Object.assign(plan, fields);
  return must(
    await updateEvent(wedding.ctx, {
      id: sangeet,
      version: await version(),
      name: "Sangeet",
      visibility: "invite_only",
      ...plan,
    }),
  );
};
const read = <T>(query: (tx: Parameters<Parameters<typeof readTenant>[1]>[0]) => Promise<T>) =>
  readTenant(wedding.scope, query);
const latest = async () => (await read((tx) => listChanges(tx, wedding.scope)))[0]!;
const aware = (changeId: string, which: AwareKind = "all") =>
  read((tx) => readAwareness(tx, wedding.scope, changeId, { which, limit: 20, offset: 0 }));
const prepare = async (changeId: string, confirmAgain = false) => {
  const id = newId();
  must(
    await tellChange(wedding.ctx, {
      id,
      changeId,
      senderId: sending.senderId,
      templateId: sending.templateId,
      confirmAgain,
    }),
  );
  return id;
};
const approve = async (runId: string) => {
  const rehearsed = must(await rehearseRun(wedding.ctx, { runId }));
  const frozen = must(await freezeRun(wedding.ctx, { runId }));
  expect(frozen.hash).toBe(rehearsed.hash);
  must(await approveRun(wedding.ctx, { runId, hash: frozen.hash, typedCount: frozen.recipients }));
  return frozen;
};
const outcomes = async (runId: string) =>
  (
    await admin.query(
      "select u.name, coalesce(m.reason, m.state) as outcome, m.content from messages m join guest_units u on u.id = m.unit_id where m.run_id = $1 order by 1",
      [runId],
    )
  ).rows as { name: string; outcome: string; content: { params: string[]; events: string[] } }[];

it("folds changes until somebody is told, from the first was to the last is", async () => {
  // The first day was set before anybody had answered: nobody is to be told of that.
  expect(await latest()).toMatchObject({ state: "open", unaware: 0 });
  await move({ startsAt: SATURDAY });
  const first = await latest();
  expect(first).toMatchObject({ before: { startsAt: FRIDAY }, after: { startsAt: SATURDAY }, unaware: 5 });
  await move({ venueName: "Jai Mahal" });
  const folded = await latest();
  expect(folded).toMatchObject({
    id: first.id,
    before: { startsAt: FRIDAY, venue: "Rambagh" },
    after: { startsAt: SATURDAY, venue: "Jai Mahal" },
  });
  expect(folded.eventVersion).toBe(await version());
  // Back where it was: there is nothing left to tell.
  await move({ startsAt: FRIDAY, venueName: "Rambagh" });
  expect(await read((tx) => listChanges(tx, wedding.scope))).toEqual([]);
  await move({ startsAt: SATURDAY });
  const small = await latest();
  must(await dismissChange(wedding.ctx, { changeId: small.id }));
  expect(await read((tx) => listChanges(tx, wedding.scope))).toEqual([]);
  must(await reopenChange(wedding.ctx, { changeId: small.id }));
  expect((await latest()).id).toBe(small.id);
  // Two of one moment: one of them sees a stale form, none is lost.
  const at = await version();
  const both = await Promise.all(
    ["Hall A", "Hall B"].map((venueName) =>
      updateEvent(wedding.ctx, {
        id: sangeet,
        version: at,
        name: "Sangeet",
        visibility: "invite_only",
        ...plan,
        venueName,
      }),
    ),
  );
  expect(both.map((one) => one.ok).sort()).toEqual([false, true]);
  await move({});
  expect((await latest()).id).toBe(small.id);
});

it("moves every function of a venue whose address is corrected", async () => {
  const other = sending.events[1]!;
  await admin.query(
    "update events set venue_id = (select venue_id from events where id = $1), starts_at = $3 where id = $2",
    [sangeet, other, SUNDAY],
  );
  await move({ venueAddress: "Gate 1" });
  expect((await read((tx) => listChanges(tx, wedding.scope))).map((one) => one.eventId)).toEqual([sangeet]);
  // Dress, a note and a map are a new edition of what guests read there, and no change of plan.
  const editions = async () =>
    (
      await admin.query("select version from events where id = any($1) order by id = $2 desc", [
        [sangeet, other],
        sangeet,
      ])
    ).rows.map((row) => row.version as number);
  const [ours, theirs] = await editions();
  const told = {
    dress: " Indigo ",
    note: "Gate 2 for cars.",
    venueMapUrl: "Rambagh https://maps.app.goo.gl/Ab3",
  };
  expect((await move(told)).moved).toBe(false);
  expect(await editions()).toEqual([ours! + 1, theirs! + 1]);
  await move({ venueMapUrl: undefined });
  expect(await editions()).toEqual([ours! + 2, theirs! + 1]);
  await expect(move({ venueMapUrl: "https://goo.gl/Ab3" })).rejects.toThrow("is no map we know");
  Object.assign(plan, { venueMapUrl: undefined });
  const shown = { mapUrl: "https://maps.app.goo.gl/Ab3", dress: "Indigo", note: "Gate 2 for cars." };
  const page = await read((tx) => readGuestPage(tx, wedding.scope, units[0]!));
  expect(page?.functions.find((one) => one.id === sangeet)).toMatchObject(shown);
  expect((await read((tx) => readGuestPlan(tx, wedding.scope, units[0]!)))?.functions[0]).toMatchObject(
    shown,
  );
  await move({ venueAddress: "Gate 2" });
  const changed = (await read((tx) => listChanges(tx, wedding.scope))).find((one) => one.eventId === other)!;
  expect(changed).toMatchObject({ before: { address: "Gate 1" }, after: { address: "Gate 2" }, unaware: 0 });
  must(await dismissChange(wedding.ctx, { changeId: changed.id }));
});

it("tells whom it concerns, once, with what was and what is, and asks about this function alone", async () => {
  const change = await latest();
  const refused = await createRun(wedding.ctx, {
    id: newId(),
    name: "As an invitation",
    senderId: sending.senderId,
    templateId: sending.templateId,
    audience: {},
  });
  expect(refused).toMatchObject({ ok: false, code: "tells_a_change" });
  const runId = await prepare(change.id, true);
  const twin = await prepare(change.id, true);
  expect((await approve(runId)).recipients).toBe(5);
  expect((await approve(twin)).recipients).toBe(0);
  // Nobody has to confirm anything because somebody prepares to ask.
  expect((await latest()).confirmAgain).toBe(false);
  const frozen = await outcomes(runId);
  expect(frozen.map((row) => row.content.events)).toEqual(Array.from({ length: 5 }, () => [sangeet]));
  expect(frozen[0]!.content.params).toEqual([
    "Family 0",
    "Sangeet",
    "Fri, 19 Nov, 7:00 pm, Rambagh",
    "Sat, 20 Nov, 6:00 pm, Rambagh, Gate 2",
  ]);
  // Between freezing and sending: one says no, one answers again.
  await say(1, "no");
  await say(2, "yes");
  must(await startRun(wedding.ctx, { runId }));
  await provider.waitIdle(() => drain({ budgetMs: 5_000 }));
  expect(Object.fromEntries((await outcomes(runId)).map(({ name, outcome }) => [name, outcome]))).toEqual({
    "Family 0": "read",
    "Family 1": "NOT_COMING",
    "Family 2": "ANSWERED",
    "Family 3": "read",
    "Family 4": "read",
  });
  expect(await latest()).toMatchObject({ state: "told", confirmAgain: true });
});

it("counts who has to confirm again and who has seen it, and puts the rest on the call list", async () => {
  const change = await latest();
  const confirm = () =>
    read((tx) =>
      listBehind(tx, wedding.scope, sangeet, {
        which: "confirm",
        diet: "",
        search: "",
        limit: 10,
        offset: 0,
      }),
    );
  expect((await confirm()).families.map((one) => one.household)).toEqual([
    "Family 0",
    "Family 3",
    "Family 4",
  ]);
  // The button under the news is about that function alone, though two were asked about.
  await provider.control("POST", "phones/919810000000/tap", { buttonIndex: 0 });
  await provider.waitIdle(() => drain({ budgetMs: 5_000 }));
  const { rows: answers } = await admin.query(
    "select event_id, answer from rsvp_current where unit_id = $1",
    [units[0]],
  );
  expect(answers).toEqual([{ event_id: sangeet, answer: "yes" }]);
  expect((await confirm()).total).toBe(2);
  // Without read receipts nothing speaks for two of them, but that one says so on its page.
  await admin.query(
    "update messages set state = 'delivered' where state = 'read' and unit_id = any($1) and wave like 'change:%'",
    [[units[3], units[4]]],
  );
  expect((await aware(change.id)).counts).toMatchObject({
    all: 5,
    told: 3,
    delivered: 3,
    read: 1,
    answered: 3,
    opened: 0,
    unseen: 2,
    unreached: 2,
    untold: 0,
  });
  const guest = contextFor(mintScope(wedding.weddingId, { kind: "guest", unitId: units[3]! }));
  must(await noteSeen(guest, { changeId: change.id }));
  must(await noteSeen(guest, { changeId: change.id }));
  expect((await aware(change.id, "unseen")).families.map((one) => one.household)).toEqual(["Family 4"]);
  // It reached neither of these two, but one has answered since and one has said that they know.
  const { rows: lost } = await admin.query(
    `update messages set state = 'failed', reason = 'RECIPIENT' where wave like 'change:%' and unit_id = any($1) and state in ('read', 'delivered')
     returning run_id, (select name from guest_units u where u.id = unit_id) as name`,
    [[units[0], units[3]]],
  );
  expect(lost).toHaveLength(2);
  expect(must(await fillCallList(wedding.ctx, { runId: lost[0].run_id }))).toEqual({ added: 0 });
  expect(must(await callUnseen(wedding.ctx, { changeId: change.id, hours: 6 }))).toEqual({ added: 0 });
  expect(must(await callUnseen(wedding.ctx, { changeId: change.id, hours: 0 }))).toEqual({ added: 1 });
  expect(must(await callUnseen(wedding.ctx, { changeId: change.id, hours: 0 }))).toEqual({ added: 0 });
  const stranger = await makeWedding("Other");
  const elsewhere = contextFor(mintScope(stranger.weddingId, { kind: "guest", unitId: units[3]! }));
  expect(await noteSeen(elsewhere, { changeId: change.id })).toMatchObject({ ok: false });
  expect(await callUnseen(stranger.ctx, { changeId: change.id, hours: 0 })).toMatchObject({ ok: false });
});

it("lets nothing leave that is not right any more", async () => {
  await move({ startsAt: SUNDAY });
  const change = await latest();
  expect(change).toMatchObject({
    state: "open",
    before: { startsAt: SATURDAY },
    after: { startsAt: SUNDAY },
  });
  const runId = await prepare(change.id);
  expect((await approve(runId)).recipients).toBe(4);
  const late = await prepare(change.id);
  await move({ startsAt: SATURDAY, venueName: "Jai Mahal" });
  expect(await startRun(wedding.ctx, { runId })).toMatchObject({ ok: false, code: "outdated" });
  expect(must(await rehearseRun(wedding.ctx, { runId: late })).blocked).toEqual({ NEWS_OUTDATED: 4 });
  // The families it keeps are told by the run that is prepared for what holds now.
  expect((await approve(await prepare(change.id))).recipients).toBe(4);
});

it("tells a cancellation to whoever answered since as well, keeps invitations and answers, and can be taken back", async () => {
  const before = await version();
  expect(await cancelEvent(wedding.ctx, { id: sangeet, version: before - 1 })).toMatchObject({
    code: "stale",
  });
  must(await cancelEvent(wedding.ctx, { id: sangeet, version: before }));
  const change = await latest();
  expect(change).toMatchObject({ before: { cancelled: false }, after: { cancelled: true } });
  await admin.query("update rsvp_current set answered_at = now() where unit_id = $1", [units[0]]);
  const runId = await prepare(change.id, true);
  const { recipients } = await approve(runId);
  expect(recipients).toBe(4);
  expect((await outcomes(runId))[0]!.content.params[3]).toBe("cancelled");
  expect((await latest()).confirmAgain).toBe(false);
  const { rows } = await admin.query("select count(*)::int as n from rsvp_current where event_id = $1", [
    sangeet,
  ]);
  expect(rows[0].n).toBe(6);
  // Whom a run that was stopped left out does not know, on Today as on the function's page.
  must(await startRun(wedding.ctx, { runId }));
  must(await stopRun(wedding.ctx, { runId }));
  const today = async () => (await read((tx) => loadDashboardNumbers(tx, wedding.scope))).changes[0]!.unaware;
  expect([(await latest()).unaware, await today()]).toEqual([4, 4]);
  const again = await prepare(change.id);
  expect((await approve(again)).recipients).toBe(4);
  must(await startRun(wedding.ctx, { runId: again }));
  // A family that was told is joined to one that was not asked: it knows.
  must(await joinHouseholds(wedding.ctx, { intoId: units[6]!, unitIds: [units[0]!] }));
  expect([(await latest()).unaware, await today()]).toEqual([0, 0]);
  // Told of it, guests hear nothing of what is planned for it meanwhile, until it takes place after all.
  const told = await latest();
  await move({ venueName: "Samode", startsAt: SUNDAY });
  await move({ venueAddress: "Gate 3" });
  expect(await latest()).toEqual(told);
  must(await reinstateEvent(wedding.ctx, { id: sangeet, version: await version() }));
  expect(await latest()).toMatchObject({
    before: told.after,
    after: { cancelled: false, venue: "Samode", startsAt: SUNDAY },
  });
});
