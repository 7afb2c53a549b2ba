import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { countAudience, listAudienceUnits } from "@/lib/audience/queries";
import { listHouseholds } from "@/lib/audience/queries/households";
import { addressOfAudience, audienceFromAddress } from "@/lib/audience/rules/address";
import type { Audience } from "@/lib/audience/types";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { createRun } from "@/lib/messaging/commands/create-run";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import { readTenant } from "@/lib/platform/transaction";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { approvedRun, prepareSending, type SendingWedding } from "@/tests/factories/run";
import { importCsv, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider } from "@/tests/support/provider";

let wedding: TestWedding;
let sending: SendingWedding;
let lists: string[];
let runId: string;
let changeId: string;

/** Twelve families of two lists: languages, tags and sides differ; the first run reached eight, four of whom read it. */
beforeAll(async () => {
  const provider = await startProvider(11);
  wedding = await makeWedding();
  const rows = (from: number, n: number) =>
    Array.from({ length: n }, (_, i) => {
      const k = from + i;
      return `Guest ${k},98${30_000_000 + k},Family ${k},${k % 2 ? "bride" : "groom"},${k % 3 ? "Pune" : "Delhi"},${k % 4 ? "hi" : "en"}`;
    }).join("\n");
  const head = "Name,Phone,Family,Side,Tags,Language\n";
  sending = await prepareSending(wedding, { csv: `${head}${rows(0, 8)}\n` });
  ({ runId } = await approvedRun(wedding, sending));
  await importCsv(wedding.ctx, `${head}${rows(8, 4)}\n`);
  must(await inviteHouseholds(wedding.ctx, { audience: { tag: "Pune" }, eventIds: [sending.events[0]!] }));
  const { rows: batches } = await admin.query(
    "select id from import_batches where wedding_id = $1 order by created_at",
    [wedding.weddingId],
  );
  lists = batches.map((row) => row.id);
  await admin.query(
    `with sent as (select id, wedding_id, side, row_number() over (order by id) as n from messages where run_id = $1),
      tried as (insert into message_attempts (wedding_id, message_id, side, number, state, rank) select wedding_id, id, side, 1, 'read', 4 from sent returning id, message_id, wedding_id),
      told as (insert into message_receipts (wedding_id, attempt_id, status, provider_at) select t.wedding_id, t.id, 'read', now() - interval '6 days' from tried t join sent s on s.id = t.message_id where s.n <= 4)
     update messages m set state = case when s.n <= 4 then 'read' else 'delivered' end, last_attempt_id = t.id from sent s join tried t on t.message_id = s.id where m.id = s.id`,
    [runId],
  );
  const { rows: readers } = await admin.query(
    "select unit_id from messages where run_id = $1 and state = 'read' order by unit_id limit 1",
    [runId],
  );
  must(
    await recordAnswer(wedding.ctx, {
      unitId: readers[0].unit_id,
      eventIds: sending.events,
      answer: "no",
    }),
  );
  const { rows: others } = await admin.query(
    "select unit_id from messages where run_id = $1 and state = 'delivered' order by unit_id limit 2",
    [runId],
  );
  for (const [n, { unit_id }] of others.entries())
    must(
      await recordAnswer(wedding.ctx, {
        unitId: unit_id,
        eventIds: [sending.events[0]!],
        answer: n === 0 ? "yes" : "maybe",
        adults: n === 0 ? 1 : 0,
      }),
    );
  const { rows: changes } = await admin.query(
    `insert into event_changes (wedding_id, event_id, before, after, event_version, changed_by)
     select wedding_id, id, '{"cancelled":false}', '{"cancelled":false}', version, 'test' from events where id = $1 returning id`,
    [sending.events[0]],
  );
  changeId = changes[0].id;
  await provider.close();
});

const count = (audience: Audience) =>
  readTenant(wedding.scope, (tx) => countAudience(tx, wedding.scope, audience));

it("knows what they were sent before, which list they came by, and what is written to them in", async () => {
  expect(await count({})).toBe(12);
  expect(await count({ list: lists[0]! })).toBe(8);
  expect(await count({ list: lists[1]!, language: "en" })).toBe(1);
  expect(await count({ reachedFewer: 1 })).toBe(4);
  expect(await count({ reachedFewer: 2 })).toBe(12);
  expect(await count({ silentDays: 5 })).toBe(3);
  expect(await count({ silentDays: 7 })).toBe(0);
  // Who was not sure and is to be asked again by now is silent as well.
  const { rows } = await admin.query(
    "select unit_id from messages where run_id = $1 and state = 'read' order by unit_id offset 1 limit 1",
    [runId],
  );
  must(
    await recordAnswer(wedding.ctx, {
      unitId: rows[0].unit_id,
      eventIds: sending.events,
      answer: "maybe",
    }),
  );
  expect(await count({ silentDays: 5 })).toBe(2);
  await admin.query(
    "insert into conversations (wedding_id, unit_id, side, state, last_inbound_at, ask_again_on) select wedding_id, id, side, 'answered', now(), current_date - 1 from guest_units where id = $1",
    [rows[0].unit_id],
  );
  expect(await count({ silentDays: 5 })).toBe(3);
  expect(await count({ notInRun: runId })).toBe(4);
  expect(await count({ notInRun: runId, tag: "Pune" })).toBe(3);
  expect(await count({ change: changeId })).toBe(2);
});

const audiences = fc.record(
  {
    side: fc.constantFrom("bride" as const, "groom" as const),
    tag: fc.constantFrom("Pune", "Delhi", "Nowhere"),
    event: fc.nat(1),
    answer: fc.constantFrom("yes" as const, "no" as const, "none" as const, "open" as const),
    language: fc.constantFrom("hi", "en"),
    list: fc.nat(1),
    reachedFewer: fc.constantFrom(1, 2),
    silentDays: fc.constantFrom(5, 7),
    notInRun: fc.constant(true),
    change: fc.constant(true),
    lacks: fc.constantFrom("invitation" as const, "number" as const),
    search: fc.constantFrom("Family 1", "guest", "9830000"),
  },
  { requiredKeys: [] },
);

it("names the same families in the count, the list, the address, the rehearsal and the freeze", async () => {
  let wave = 0;
  await fc.assert(
    fc.asyncProperty(audiences, async ({ event, list, notInRun, change, ...rest }) => {
      const audience: Audience = {
        ...rest,
        ...(event === undefined ? {} : { event: sending.events[event]! }),
        ...(list === undefined ? {} : { list: lists[list]! }),
        ...(notInRun ? { notInRun: runId } : {}),
        ...(change ? { change: changeId } : {}),
      };
      expect(
        audienceFromAddress(Object.fromEntries(new URLSearchParams(addressOfAudience(audience)))),
      ).toEqual(audience);
      const { scope } = wedding;
      const units = await readTenant(scope, (tx) => listAudienceUnits(tx, scope, audience));
      expect(await count(audience)).toBe(units.length);
      const shown = await readTenant(scope, (tx) =>
        listHouseholds(tx, scope, audience, { limit: 50, offset: 0 }),
      );
      expect(shown.rows.map((row) => row.id).sort()).toEqual([...units].sort());
      const id = newId();
      must(
        await createRun(wedding.ctx, {
          id,
          name: "Like for like",
          wave: `wave ${++wave}`,
          senderId: sending.senderId,
          templateId: sending.templateId,
          audience,
        }),
      );
      const rehearsed = must(await rehearseRun(wedding.ctx, { runId: id }));
      const blocked = Object.values(rehearsed.blocked).reduce((sum, n) => sum + n, 0);
      const { rows: invited } = await admin.query(
        "select count(distinct unit_id)::int as n from invitations where unit_id = any($1)",
        [units],
      );
      expect(rehearsed.recipients + blocked).toBe(invited[0].n);
      if (rehearsed.recipients === 0) return;
      const frozen = must(await freezeRun(wedding.ctx, { runId: id }));
      expect(frozen).toMatchObject({ recipients: rehearsed.recipients, blocked, hash: rehearsed.hash });
      const { rows } = await admin.query(
        "select unit_id from messages where run_id = $1 and state = 'queued'",
        [id],
      );
      expect(units).toEqual(expect.arrayContaining(rows.map((row) => row.unit_id)));
    }),
    { numRuns: 40 },
  );
});

it("knows whom something is missing of: an invitation that takes place, or a number to write to", async () => {
  const whom = async (lacks: "invitation" | "number") => {
    const audience = { lacks };
    const { rows } = await readTenant(wedding.scope, (tx) =>
      listHouseholds(tx, wedding.scope, audience, { limit: 50, offset: 0 }),
    );
    expect(rows.length).toBe(await count(audience));
    return rows.map(({ name }) => name);
  };
  const lonely = await whom("invitation");
  expect(lonely.length).toBeGreaterThan(0);
  expect(await whom("number")).toEqual([]);
  await importCsv(wedding.ctx, "Name,Family\nOld aunt,Aunt\n");
  expect(await whom("number")).toEqual(["Aunt"]);
  expect(await whom("invitation")).toEqual(expect.arrayContaining([...lonely, "Aunt"]));
  const unit = "(select id from guest_units where wedding_id = $1 and name = $2)";
  // A nephew whose number is written to for her is a way to her.
  await admin.query(
    `update guest_units set proxy_person_id = (select id from people where wedding_id = $1 and name = 'Guest 1' and live) where id = ${unit}`,
    [wedding.weddingId, "Aunt"],
  );
  expect(await whom("number")).toEqual([]);
  // Whoever has none is no way to anybody.
  await importCsv(wedding.ctx, "Name,Family\nOld uncle,Uncle\n");
  await admin.query(
    `update guest_units set proxy_person_id = (select id from people where wedding_id = $1 and name = 'Old uncle' and live) where id = ${unit}`,
    [wedding.weddingId, "Aunt"],
  );
  expect((await whom("number")).sort()).toEqual(["Aunt", "Uncle"]);
});
