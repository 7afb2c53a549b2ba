import { beforeAll, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { sweep } from "@/jobs/sweep";
import { mintScope } from "@/lib/access/policy";
import { updateEvent } from "@/lib/events/commands/update-event";
import { editPerson } from "@/lib/guests/commands/edit-person";
import { setHouseholdEdits } from "@/lib/guests/commands/household-edits";
import { mergePeople } from "@/lib/guests/commands/merge-people";
import { movePeople } from "@/lib/guests/commands/move-people";
import { setDiet } from "@/lib/guests/commands/set-diet";
import { unmergePeople } from "@/lib/guests/commands/unmerge-people";
import { inviteAgain } from "@/lib/invitations/commands/invite-again";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { uninviteHouseholds } from "@/lib/invitations/commands/uninvite-households";
import { withdrawHouseholds } from "@/lib/invitations/commands/withdraw-households";
import { stopRun } from "@/lib/messaging/commands/steer-run";
import type { UndoStep } from "@/lib/platform/command";
import { readTenant } from "@/lib/platform/transaction";
import { reconcileProjections } from "@/lib/reports/commands/reconcile-projections";
import { refreshProjections } from "@/lib/reports/commands/refresh-projections";
import { loadDashboardNumbers } from "@/lib/reports/queries";
import { loadFeed } from "@/lib/reports/queries/feed";
import { lastReconciliation } from "@/lib/reports/queries/reconciliation";
import { loadAnswerSeries } from "@/lib/reports/queries/series";
import { noteDiet } from "@/lib/rsvp/commands/note-diet";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { sharePlaces } from "@/lib/rsvp/commands/share-places";
import { approvedRun, prepareSending } from "@/tests/factories/run";
import { contextFor, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider } from "@/tests/support/provider";

const CSV = `Name,Phone,Family,Side
Asha Rao,9800000001,Rao,bride
Ravi Rao,9800000002,Rao,bride
Mini Rao,,Rao,bride
Gita Shah,9800000003,Shah,groom
Hari Shah,9800000004,Shah,groom
Ila Sen,9800000005,Sen,both
`;

let wedding: TestWedding;
let sangeet: string;
let feast: string;
const unit = new Map<string, string>();
const person = new Map<string, string>();

beforeAll(async () => {
  const provider = await startProvider(1);
  wedding = await makeWedding();
  const sending = await prepareSending(wedding, { csv: CSV });
  [sangeet, feast] = sending.events as [string, string];
  const { runId } = await approvedRun(wedding, sending);
  must(await stopRun(wedding.ctx, { runId }));
  await provider.close();
  for (const [table, map] of [
    ["guest_units", unit],
    ["people", person],
  ] as const) {
    const { rows } = await admin.query(`select id, name from ${table} where wedding_id = $1`, [
      wedding.weddingId,
    ]);
    for (const row of rows) map.set(row.name, row.id);
  }
});

it("is rung for each hour, but not while somebody compares already", async () => {
  await admin.query("delete from reconciliations where wedding_id = $1", [wedding.weddingId]);
  await admin.query("delete from pgboss.job where name = 'reports.reconcile'");
  const jobs = async () =>
    (await admin.query<{ state: string }>("select state from pgboss.job where name = 'reports.reconcile'"))
      .rows;
  await sweep();
  expect(await jobs()).toEqual([{ state: "created" }]);
  await admin.query(
    "update pgboss.job set state = 'active', started_on = now() where name = 'reports.reconcile'",
  );
  await sweep();
  expect(await jobs()).toEqual([{ state: "active" }]);
  await admin.query("delete from pgboss.job where name = 'reports.reconcile'");
});

const system = () => contextFor(mintScope(wedding.weddingId, { kind: "system", job: "reports.reconcile" }));
const refreshed = () => drain({ budgetMs: 10_000 });
const reconcile = async () => must(await reconcileProjections(system(), {}));
const numbers = (id: string, scope = wedding.scope) =>
  readTenant(
    scope,
    async (tx) => (await loadDashboardNumbers(tx, scope)).events.find((one) => one.id === id)!,
  );
const say = (family: string, answer: "yes" | "no", adults = 0, children = 0, ctx = wedding.ctx) =>
  recordAnswer(ctx, { unitId: unit.get(family)!, eventIds: [sangeet, feast], answer, adults, children }).then(
    must,
  );
const version = async (table: string, id: string) =>
  (await admin.query(`select version from ${table} where id = $1`, [id])).rows[0].version as number;
const ceiling = async (ceilingPersons: number | null) =>
  must(
    await updateEvent(wedding.ctx, {
      id: sangeet,
      version: await version("events", sangeet),
      name: "Sangeet",
      visibility: "invite_only",
      zone: "Asia/Kolkata",
      ceilingPersons,
    }),
  );

it("every command that changes a number marks it: after each the live numbers equal the rows behind them", async () => {
  const person1 = person.get("Mini Rao")!;
  const merge: { id?: string } = {};
  const way: { back?: UndoStep | null } = {};
  const steps: [string, () => Promise<unknown>][] = [
    ["an answer", () => say("Rao", "yes", 2, 1)],
    [
      "an age",
      async () =>
        must(
          await editPerson(wedding.ctx, {
            personId: person1,
            version: await version("people", person1),
            changes: { ageBand: "infant", diet: "jain" },
          }),
        ),
    ],
    [
      "a diet at one function",
      async () =>
        must(
          await setDiet(wedding.ctx, { personId: person.get("Asha Rao")!, eventId: feast, diet: "fasting" }),
        ),
    ],
    [
      "a diet said on the family's page",
      async () =>
        must(
          await noteDiet(wedding.ctx, {
            unitId: unit.get("Rao")!,
            changes: [{ personId: person.get("Ravi Rao")!, eventId: sangeet, diet: "veg" }],
          }),
        ),
    ],
    [
      "a side",
      async () =>
        must(
          await setHouseholdEdits(wedding.ctx, {
            sets: [{ unitIds: [unit.get("Rao")!], patch: { side: "groom", unnamedAdults: 1 } }],
          }),
        ),
    ],
    ["a second answer", () => say("Shah", "yes", 2)],
    ["a ceiling", () => ceiling(5)],
    ["one who waits", () => say("Sen", "yes", 3)],
    ["a higher ceiling", () => ceiling(9)],
    [
      "a move",
      async () =>
        must(
          await movePeople(wedding.ctx, { personIds: [person.get("Hari Shah")!], unitId: unit.get("Sen")! }),
        ),
    ],
    [
      "a merge",
      async () =>
        must(
          await mergePeople(wedding.ctx, {
            keptId: person.get("Asha Rao")!,
            goneId: person.get("Gita Shah")!,
          }),
        ),
    ],
    [
      "a merge taken back",
      async () => {
        merge.id = (
          await admin.query("select id from merges where wedding_id = $1", [wedding.weddingId])
        ).rows[0].id;
        must(await unmergePeople(wedding.ctx, { mergeId: merge.id! }));
      },
    ],
    ["no ceiling", () => ceiling(null)],
    [
      "taken off a function",
      async () => {
        await say("Sen", "no");
        await admin.query("delete from rsvp_current where wedding_id = $1 and unit_id = $2", [
          wedding.weddingId,
          unit.get("Sen"),
        ]);
        await admin.query(
          "insert into rsvp_voids (wedding_id, answer_id, unit_id, side, reason) select wedding_id, id, unit_id, side, 'taken_back' from rsvp_answers where wedding_id = $1 and unit_id = $2",
          [wedding.weddingId, unit.get("Sen")],
        );
        const done = await withdrawHouseholds(wedding.ctx, {
          audience: { units: [unit.get("Sen")!] },
          eventIds: [feast],
        });
        way.back = must(done).undo;
      },
    ],
    [
      "that taken back",
      async () => {
        way.back = must(await inviteAgain(wedding.ctx, way.back!.input as never)).undo;
      },
    ],
    [
      "and done again",
      async () => void must(await uninviteHouseholds(wedding.ctx, way.back!.input as never)),
    ],
    [
      "invited again",
      async () =>
        must(
          await inviteHouseholds(wedding.ctx, { audience: { units: [unit.get("Sen")!] }, eventIds: [feast] }),
        ),
    ],
  ];
  await refreshed();
  expect(await reconcile()).toMatchObject({ differences: 0, healed: true });
  for (const [name, step] of steps) {
    await step();
    must(await sharePlaces(system(), {}));
    must(await refreshProjections(system(), {}));
    expect({ name, ...(await reconcile()) }).toMatchObject({ name, differences: 0, found: {} });
  }
});

it("a place that a side's admin frees goes to whoever of the other side waits", async () => {
  await say("Rao", "no");
  await say("Shah", "yes", 2);
  await ceiling(2);
  await say("Rao", "yes", 2);
  await refreshed();
  expect(await numbers(sangeet)).toMatchObject({ adults: 2, waiting: 2, yes: 2, free: 0 });
  // Both places are the groom's side's: for the bride's side they are taken as well.
  const bride = (await wedding.as("side_admin", "bride")).scope;
  expect(await numbers(sangeet, bride)).toMatchObject({ adults: 0, free: 0 });
  await admin.query("update guest_units set side = 'bride' where id = $1", [unit.get("Rao")]);
  await say("Shah", "no", 0, 0, await wedding.as("side_admin", "groom"));
  await refreshed();
  expect(await numbers(sangeet)).toMatchObject({ adults: 2, waiting: 0, yes: 1 });
  const { items } = await readTenant(wedding.scope, (tx) =>
    loadFeed(tx, wedding.scope, { limit: 50, before: null }),
  );
  expect(items.find((one) => one.kind === "places")).toMatchObject({ household: "Rao", persons: 2 });
  expect(items.find((one) => one.kind === "entry")).toMatchObject({
    household: "Shah",
    functions: [{ answer: "no", before: { answer: "yes", adults: 2 } }, {}],
  });
  const pages: string[] = [];
  for (let before: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof loadFeed>> = await readTenant(wedding.scope, (tx) =>
      loadFeed(tx, wedding.scope, { limit: 3, before }),
    );
    pages.push(...page.items.map((one) => one.cursor));
    if (!page.next) break;
    before = page.next;
  }
  expect(pages).toEqual(items.map((one) => one.cursor));
  expect(
    (await readTenant(wedding.scope, (tx) => loadFeed(tx, wedding.scope, { limit: 50, before: "x|y" })))
      .items,
  ).toEqual(items);
  const series = await readTenant(wedding.scope, (tx) => loadAnswerSeries(tx, wedding.scope, sangeet));
  expect(series.at(-1)).toMatchObject({ persons: 2, families: 2 });
});

it("what is wrong is found, named, healed and recorded, on the hour; a second look finds nothing", async () => {
  const mine = [wedding.weddingId];
  await admin.query(
    "update event_headcounts set adults = adults + 1, diets = '{}' where wedding_id = $1",
    mine,
  );
  await admin.query("update headcount_parts set bucket = 9 where wedding_id = $1", mine);
  await admin.query("update unit_overview set infants = 7, bucket = 0 where wedding_id = $1", mine);
  await admin.query("delete from run_funnels where wedding_id = $1", mine);
  await admin.query(
    "update rsvp_current set answer = 'maybe', adults = 0, children = 0 where wedding_id = $1 and unit_id = $2 and event_id = $3",
    [...mine, unit.get("Rao"), sangeet],
  );
  await admin.query("delete from rsvp_current where wedding_id = $1 and unit_id = $2 and event_id = $3", [
    ...mine,
    unit.get("Shah"),
    feast,
  ]);
  await admin.query("update reconciliations set at = at - interval '2 hours' where wedding_id = $1", mine);
  await sweep();
  await refreshed();
  const { rows } = await admin.query(
    "select differences, healed, found from reconciliations where wedding_id = $1 order by at desc limit 1",
    mine,
  );
  expect(Object.keys(rows[0].found).sort()).toEqual(["answers", "families", "functions", "parts", "runs"]);
  expect(rows[0].found.answers.differences).toBe(2);
  expect(rows[0].healed).toBe(true);
  expect(await reconcile()).toMatchObject({ differences: 0, found: {}, healed: true });
  expect(await numbers(sangeet)).toMatchObject({ adults: 2, yes: 1, no: 1 });
  const other = await makeWedding("Other");
  expect(await readTenant(other.scope, (tx) => lastReconciliation(tx, other.scope))).toBeNull();
  expect(await readTenant(wedding.scope, (tx) => lastReconciliation(tx, wedding.scope))).toMatchObject({
    differences: 0,
  });
});
