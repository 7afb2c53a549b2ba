import { beforeAll, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { mintScope } from "@/lib/access/policy";
import { requireHousehold } from "@/lib/audience/queries/households";
import { cancelEvent, reinstateEvent } from "@/lib/events/commands/cancel-event";
import { joinHouseholds } from "@/lib/guests/commands/move-people";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { listCalls } from "@/lib/messaging/queries/calls";
import { inTenant, readTenant } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/commands/refresh-projections";
import { loadDashboardNumbers } from "@/lib/reports/queries";
import { dayFacts, mayOf } from "@/lib/reports/rules/day-facts";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { recordAnswers } from "@/lib/rsvp/commands/record-answers";
import { recordCall } from "@/lib/rsvp/commands/record-call";
import { settleDifferences } from "@/lib/rsvp/commands/settle-differences";
import { takeBackAnswer } from "@/lib/rsvp/commands/take-back-answer";
import { listDifferences } from "@/lib/rsvp/queries/differences";
import {
  contextFor,
  importCsv,
  makeEvents,
  makeWedding,
  must,
  type TestWedding,
} from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

let wedding: TestWedding;
let events: string[];
let families: { id: string; name: string; people: string[] }[];

beforeAll(async () => {
  wedding = await makeWedding();
  await importCsv(
    wedding.ctx,
    `Name,Phone,Family,Side\n${[0, 1, 2, 3].map((n) => `Asha ${n},98111${n}0001,Family ${n},bride\nRavi ${n},98111${n}0002,Family ${n},bride`).join("\n")}\n`,
  );
  events = await makeEvents(wedding, ["Sangeet", "Wedding"]);
  must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: events }));
  ({ rows: families } = await admin.query(
    `select u.id, u.name, jsonb_agg(p.id order by p.name) as people from guest_units u join people p on p.unit_id = u.id
     where u.wedding_id = $1 group by u.id order by u.name`,
    [wedding.weddingId],
  ));
});

const guest = mintScope(newId(), { kind: "provider", provider: "meta" });
/** A guest's own answer, `minutes` ago. */
const says = (family: number, who: number, answer: "yes" | "no", adults: number, minutes: number) =>
  inTenant({ ...guest, weddingId: wedding.weddingId } as typeof guest, ({ tx, now }) =>
    recordAnswers(tx, { ...guest, weddingId: wedding.weddingId } as typeof guest, {
      unitId: families[family]!.id,
      answers: [
        {
          eventId: events[0]!,
          answer,
          adults,
          children: 0,
          people: answer === "yes" ? [families[family]!.people[who]!] : [],
        },
      ],
      channel: "whatsapp",
      personId: families[family]!.people[who]!,
      inboundId: null,
      answeredAt: new Date(now.getTime() - minutes * 60_000).toISOString(),
    }),
  );
const listed = async () => {
  must(
    await refreshProjections(contextFor(mintScope(wedding.weddingId, { kind: "system", job: "test" })), {
      everything: true,
    }),
  );
  return readTenant(wedding.scope, (tx) => listDifferences(tx, wedding.scope, 50));
};
const stands = async (family: number) =>
  (
    await admin.query(
      `select c.answer, c.adults, a.channel, a.person_id, array(select w.person_id from rsvp_answer_people w where w.answer_id = a.id) as who
       from rsvp_current c join rsvp_answers a on a.id = c.answer_id where c.unit_id = $1 and c.event_id = $2`,
      [families[family]!.id, events[0]],
    )
  ).rows[0];

it("shows every voice beside the other, and one tap settles on one, for good and back", async () => {
  await says(0, 0, "yes", 2, 30);
  await says(0, 1, "no", 0, 20);
  await says(1, 0, "yes", 2, 30);
  await says(1, 1, "yes", 1, 10);
  await says(2, 0, "yes", 2, 5);
  const { differences, families: n } = await listed();
  expect(n).toBe(2);
  expect(differences.map((one) => [one.household, one.event])).toEqual([
    ["Family 0", "Sangeet"],
    ["Family 1", "Sangeet"],
  ]);
  expect(differences[0]!.voices).toMatchObject([
    { who: "Ravi 0", answer: "no", counts: true, channel: "whatsapp", own: false },
    { who: "Asha 0", answer: "yes", adults: 2, counts: false },
  ]);
  const pick = (family: number, voice: number) => {
    const one = differences[family]!;
    return {
      unitId: one.unitId,
      eventId: one.eventId,
      answerId: one.voices[voice]!.answerId,
      latest: one.latest,
    };
  };
  const done = must(await settleDifferences(wedding.ctx, { picks: [pick(0, 1)] }));
  expect(done).toMatchObject({ settled: 1, left: 0 });
  expect(await stands(0)).toMatchObject({
    answer: "yes",
    adults: 2,
    channel: "console",
    person_id: families[0]!.people[0],
    who: [families[0]!.people[0]],
  });
  expect((await listed()).differences.map((one) => one.household)).toEqual(["Family 1"]);
  // The other tab still shows both: what is settled stays settled.
  expect(await settleDifferences(wedding.ctx, { picks: [pick(0, 0)] })).toMatchObject({
    code: "newer_answer",
  });
  must(await takeBackAnswer(wedding.ctx, done.undo.input));
  expect(await stands(0)).toMatchObject({ answer: "no", channel: "whatsapp" });

  // In bulk, while one of the families answers anew.
  await says(1, 0, "no", 0, 0);
  expect(await settleDifferences(wedding.ctx, { picks: [pick(0, 0), pick(1, 0)] })).toMatchObject({
    value: { settled: 1, left: 1 },
  });
  expect(await stands(1)).toMatchObject({ answer: "no", channel: "whatsapp" });
  // An answer of another family, or of another wedding, is never taken over.
  expect(
    await settleDifferences(wedding.ctx, { picks: [{ ...pick(1, 0), answerId: pick(0, 0).answerId }] }),
  ).toMatchObject({ code: "newer_answer" });
  const elsewhere = await makeWedding();
  expect(await settleDifferences(elsewhere.ctx, { picks: [pick(1, 0)] })).toMatchObject({
    code: "newer_answer",
  });
  await expect(settleDifferences(await wedding.as("viewer"), { picks: [pick(1, 0)] })).rejects.toMatchObject({
    code: "forbidden",
  });
});

it("lets the newer of two answers of one moment stand, whichever is written first", async () => {
  const family = families.at(-1)!;
  const answer = (adults: number, at: string, wait: Promise<void>) =>
    inTenant({ ...guest, weddingId: wedding.weddingId } as typeof guest, async ({ tx }) => {
      const scope = { ...guest, weddingId: wedding.weddingId } as typeof guest;
      const answers = [{ eventId: events[1]!, answer: "yes" as const, adults, children: 0 }];
      await recordAnswers(tx, scope, {
        unitId: family.id,
        answers,
        channel: "web",
        personId: null,
        inboundId: null,
        answeredAt: at,
      });
      await wait;
    });
  const held = Promise.withResolvers<void>();
  const newer = answer(2, "2026-11-02T10:00:00Z", held.promise);
  await new Promise((resolve) => setTimeout(resolve, 150));
  const older = answer(1, "2026-11-02T09:00:00Z", Promise.resolve());
  await new Promise((resolve) => setTimeout(resolve, 150));
  held.resolve();
  await Promise.all([newer, older]);
  const { rows } = await admin.query("select adults from rsvp_current where unit_id = $1 and event_id = $2", [
    family.id,
    events[1],
  ]);
  expect(rows).toEqual([{ adults: 2 }]);
});

it("writes a call down in one act: who comes, to everything, with all places", async () => {
  const family = families[2]!;
  const { rows } = await admin.query(
    "insert into call_tasks (wedding_id, unit_id, side, reason) values ($1, $2, 'bride', 'SILENT') returning id",
    [wedding.weddingId, family.id],
  );
  const list = () => readTenant(wedding.scope, (tx) => listCalls(tx, wedding.scope, "open", undefined));
  const [call] = (await list()).calls;
  expect(call).toMatchObject({
    household: "Family 2",
    reason: "SILENT",
    sent: [],
    outcome: null,
    answered: true,
  });
  expect(call!.events.map((one) => one.seats)).toEqual(Array(2).fill({ adults: 2, children: 0 }));
  const task = { taskId: rows[0].id as string, version: call!.version };
  expect(
    await recordCall(wedding.ctx, { ...task, said: "yes", saidBy: families[0]!.people[0]! }),
  ).toMatchObject({ code: "not_a_member" });
  const both = await Promise.all([1, 2].map(() => recordCall(wedding.ctx, { ...task, said: "yes" })));
  expect(both.map((one) => (one.ok ? "done" : one.code)).sort()).toEqual(["done", "stale"]);
  expect((await list()).counts).toEqual({ open: 0, done: 1 });
  const current = async () =>
    (
      await admin.query("select answer, adults from rsvp_current where unit_id = $1 order by event_id", [
        family.id,
      ])
    ).rows;
  expect(await current()).toEqual(Array(2).fill({ answer: "yes", adults: 2 }));
  const done = both.find((one) => one.ok)!;
  must(await takeBackAnswer(wedding.ctx, must(done).undo.input));
  expect((await list()).counts).toEqual({ open: 1, done: 0 });
  expect(await current()).toEqual([{ answer: "yes", adults: 2 }]);
  await drain({ budgetMs: 2_000 });
});

it("takes an entry back also where the family was joined to another since", async () => {
  const [into, gone] = [families[2]!, families[1]!];
  const entered = must(
    await recordAnswer(wedding.ctx, { unitId: gone.id, eventIds: [events[1]!], answer: "yes", adults: 7 }),
  );
  must(await joinHouseholds(wedding.ctx, { intoId: into.id, unitIds: [gone.id] }));
  const counts = async () =>
    (
      await admin.query("select adults from rsvp_current where unit_id = $1 and event_id = $2", [
        into.id,
        events[1],
      ])
    ).rows.map((row) => row.adults);
  expect(await counts()).toEqual([7]);
  must(await takeBackAnswer(wedding.ctx, entered.undo.input));
  expect(await counts()).toEqual([]);
});

it("offers, counts and settles nothing of a cancelled function, and everything when it takes place after all", async () => {
  const [sangeet] = events as [string];
  const planned = async () => ({
    id: sangeet,
    version: (await admin.query("select version from events where id = $1", [sangeet])).rows[0]
      .version as number,
  });
  const system = contextFor(mintScope(wedding.weddingId, { kind: "system", job: "test" }));
  // What is marked alone, not everything: cancelling has to mark whose disagreement it ends.
  const seen = async () => {
    must(await refreshProjections(system, {}));
    return readTenant(wedding.scope, async (tx) => ({
      apart: (await loadDashboardNumbers(tx, wedding.scope)).needs.disagreements,
      listed: (await listDifferences(tx, wedding.scope, 50)).differences.length,
      offered: (await listCalls(tx, wedding.scope, "open", undefined)).calls[0]!.events.map(
        (one) => one.name,
      ),
      household: (await requireHousehold(tx, wedding.scope, families[0]!.id)).invited,
      facts: dayFacts(
        await loadDashboardNumbers(tx, wedding.scope),
        [],
        mayOf(wedding.scope.permissions),
      ).functions.map((one) => one.name),
    }));
  };
  await says(0, 0, "no", 0, 2);
  await says(0, 1, "yes", 1, 1);
  const names = ["Sangeet", "Wedding"];
  const before = await seen();
  expect(before).toMatchObject({ offered: names, household: 2, facts: names });
  expect(before.apart).toBeGreaterThan(0);
  expect(before.listed).toBe(before.apart);
  must(await cancelEvent(wedding.ctx, await planned()));
  const off = ["Wedding"];
  expect(await seen()).toEqual({ apart: 0, listed: 0, offered: off, household: 1, facts: off });
  const board = await readTenant(wedding.scope, (tx) => loadDashboardNumbers(tx, wedding.scope));
  expect(board.events.map((one) => one.cancelled)).toEqual([true, false]);
  must(await reinstateEvent(wedding.ctx, await planned()));
  expect(await seen()).toEqual(before);
});
