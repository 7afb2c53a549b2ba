import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { handle } from "@/jobs/messaging/process-inbox.handler";
import { mintScope } from "@/lib/access/policy";
import { newId } from "@/lib/kernel/ids";
import { applyStatuses } from "@/lib/messaging/commands/apply-statuses";
import { recordOutcomes } from "@/lib/messaging/commands/record-outcomes";
import { reduceReports, stateOf } from "@/lib/messaging/rules/attempts";
import { approvedRun, familiesCsv, prepareSending, type SendingWedding } from "@/tests/factories/run";
import { contextFor, makeWedding, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { figures } from "@/tests/support/figures";
import { startProvider } from "@/tests/support/provider";
import { seeded, shuffled } from "@/tests/support/seeded";

const PERMUTATIONS = Number(process.env.FAULT_PERMUTATIONS ?? 200);
const SEED = Number(process.env.FAULT_SEED ?? 1);
/** Orders of the same reports that must end alike. */
const ORDERS = 5;
const STORIES = 20;
const BATCH = ORDERS * STORIES;
const INBOX = newId();

let wedding: TestWedding;
let sending: SendingWedding;
let baseRun: string;
beforeAll(async () => {
  const provider = await startProvider(SEED);
  wedding = await makeWedding();
  sending = await prepareSending(wedding, { csv: familiesCsv(BATCH) });
  baseRun = (await approvedRun(wedding, sending)).runId;
  await provider.close();
});

/** Codes of classes that retry, end, suppress, hold, pause the run, stop the sender, and are not known. */
const CODES = [131000, 131056, 131026, 131050, 131049, 132015, 131042, 999_999] as const;

const report = fc.record({
  status: fc.constantFrom("sent", "delivered", "read", "failed", "failed", "played", "warning"),
  code: fc.constantFrom(...CODES),
  second: fc.nat(3),
  /** Of which attempt: the latest, or the one before it. */
  earlier: fc.boolean(),
  /** Whether it carries our own id of the attempt. */
  named: fc.boolean(),
  times: fc.integer({ min: 1, max: 3 }),
});
type Report = typeof report extends fc.Arbitrary<infer T> ? T : never;
const story = fc
  .record({
    reports: fc.array(report, { minLength: 1, maxLength: 7 }),
    attempts: fc.integer({ min: 1, max: 2 }),
    answer: fc.constantFrom("accepted", "accepted", "unknown", "none"),
    /** Our own row of the latest attempt is there only after some of the reports. */
    late: fc.boolean(),
  })
  .map((one) => ({ ...one, reports: distinct(one) }));
/** The provider tells one thing of one attempt at one time; a repetition has the same time. */
function distinct(one: { attempts: number; reports: Report[] }) {
  const key = (given: (typeof one.reports)[number]) =>
    `${one.attempts === 2 && given.earlier}:${given.status}:${given.status === "failed" ? given.code : ""}`;
  return [...new Map(one.reports.map((given) => [key(given), given])).values()];
}
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

interface Attempt {
  id: string;
  wamid: string;
}
interface Told {
  story: Story;
  messageId: string;
  earlier: Attempt | null;
  latest: Attempt;
  rounds: Map<number, Step[]>;
}
type Step = { kind: "status"; report: Report } | { kind: "answer" } | { kind: "row" };

const systemCtx = () =>
  contextFor(mintScope(wedding.weddingId, { kind: "system", job: "messaging.dispatch" }));
const providerCtx = () => contextFor(mintScope(wedding.weddingId, { kind: "provider", provider: "meta" }));
const BASE = Date.parse("2026-01-10T10:00:00Z");

function tell(given: Story, next: () => number): Told {
  const attempt = (): Attempt => ({ id: newId(), wamid: `wamid.${newId()}` });
  const steps: Step[] = given.reports.flatMap((one) =>
    Array.from({ length: one.times }, (): Step => ({ kind: "status", report: one })),
  );
  // The row is there before any answer is recorded; a report may be faster than both.
  const own: Step[] = [
    ...(given.late ? [{ kind: "row" as const }] : []),
    ...(given.answer === "none" ? [] : [{ kind: "answer" as const }]),
  ];
  const mixed = shuffled(next, [...steps, ...own]);
  const inOrder = mixed.map((step) => (step.kind === "status" ? step : own.shift()!));
  const rounds = new Map<number, Step[]>();
  let round = 0;
  for (const step of inOrder) {
    // Some come together in one batch, others in the next, or later.
    round += Math.floor(next() * 3);
    if (step.kind !== "status") round++;
    rounds.set(round, [...(rounds.get(round) ?? []), step]);
    if (step.kind !== "status") round++;
  }
  return {
    story: given,
    messageId: newId(),
    earlier: given.attempts === 2 ? attempt() : null,
    latest: attempt(),
    rounds,
  };
}

async function plant(tales: readonly Told[]): Promise<string> {
  const runId = newId();
  await admin.query(
    `insert into send_runs (id, wedding_id, name, purpose, wave, sender_id, template_id, audience, category, state, rehearsal_hash, frozen_hash, recipients)
     select $1::uuid, wedding_id, name, purpose, $1::text, sender_id, template_id, audience, category, 'sending', rehearsal_hash, frozen_hash, recipients from send_runs where id = $2`,
    [runId, baseRun],
  );
  await admin.query(
    `insert into messages (id, wedding_id, unit_id, side, sender_id, run_id, wave, kind, destination, country, content, state, attempts, next_at, last_attempt_id)
     select t.id, m.wedding_id, m.unit_id, m.side, m.sender_id, $1::uuid, $1::text, m.kind, m.destination, m.country, m.content, 'calling', t.attempts, now() + interval '1 hour', t.last
     from (select *, row_number() over (order by id) as n from messages where run_id = $2) m
     join (select *, row_number() over () as n from jsonb_to_recordset($3::jsonb) as t(id uuid, last uuid, attempts int)) t on t.n = m.n`,
    [
      runId,
      baseRun,
      JSON.stringify(
        tales.map((one) => ({ id: one.messageId, last: one.latest.id, attempts: one.story.attempts })),
      ),
    ],
  );
  await plantAttempts(
    tales.flatMap((one) => (one.earlier ? [{ ...one.earlier, message: one.messageId, number: 1 }] : [])),
  );
  await plantAttempts(tales.filter((one) => !one.story.late).map(latestRow));
  return runId;
}

const latestRow = (one: Told) => ({
  id: one.latest.id,
  message: one.messageId,
  number: one.story.attempts,
  wamid: null,
});

async function plantAttempts(rows: { id: string; message: string; number: number; wamid: string | null }[]) {
  await admin.query(
    `insert into message_attempts (id, wedding_id, message_id, side, number, state, rank, provider_id)
     select r.id, m.wedding_id, m.id, m.side, r.number, case when r.wamid is null then 'calling' else 'accepted' end, case when r.wamid is null then 0 else 1 end, r.wamid
     from jsonb_to_recordset($1::jsonb) as r(id uuid, message uuid, number int, wamid text) join messages m on m.id = r.message`,
    [JSON.stringify(rows)],
  );
}

function statusEvent(one: Told, given: Report) {
  const attempt = given.earlier && one.earlier ? one.earlier : one.latest;
  const failed = given.status === "failed";
  return {
    kind: "status" as const,
    inboxId: INBOX,
    key: `status:${attempt.wamid}:${given.status}:${failed ? given.code : ""}`,
    phoneNumberId: "100000000000001",
    providerId: attempt.wamid,
    attemptId: given.named ? attempt.id : null,
    status: given.status,
    at: new Date(BASE + given.second * 1000).toISOString(),
    error: failed ? { code: given.code, detail: "told" } : null,
  };
}

async function play(tales: readonly Told[]): Promise<void> {
  const last = Math.max(...tales.flatMap((one) => [...one.rounds.keys()]));
  for (let round = 0; round <= last; round++) {
    const now = tales.flatMap((one) => (one.rounds.get(round) ?? []).map((step) => ({ one, step })));
    const rows = now.flatMap(({ one, step }) => (step.kind === "row" ? [latestRow(one)] : []));
    if (rows.length > 0) await plantAttempts(rows);
    const outcomes = now.flatMap(({ one, step }) =>
      step.kind === "answer"
        ? [
            {
              attemptId: one.latest.id,
              messageId: one.messageId,
              outcome:
                one.story.answer === "accepted"
                  ? { kind: "accepted" as const, providerId: one.latest.wamid }
                  : { kind: "unknown" as const, detail: "reset" },
            },
          ]
        : [],
    );
    if (outcomes.length > 0) await recordOutcomes(systemCtx(), { senderId: sending.senderId, outcomes });
    const events = now.flatMap(({ one, step }) =>
      step.kind === "status" ? [statusEvent(one, step.report)] : [],
    );
    if (events.length > 0) await applyStatuses(providerCtx(), { senderId: sending.senderId, events });
  }
}

interface End {
  message: string;
  reason: string | null;
  latest: string;
  code: number | null;
  earlier: string | null;
  held: boolean;
  suppressed: boolean;
  receipts: string[];
}

async function ends(runId: string): Promise<Map<string, End>> {
  const { rows } = await admin.query(
    `select m.id, m.state as message, m.reason, l.state as latest, l.error_code as code, e.state as earlier,
       exists (select 1 from contact_holds h where h.wedding_id = m.wedding_id and h.fingerprint = d.fingerprint) as held,
       exists (select 1 from suppressions s where s.wedding_id = m.wedding_id and s.fingerprint = d.fingerprint) as suppressed,
       (select coalesce(array_agg(a.number || ':' || r.status order by a.number, r.status), '{}') from message_attempts a
         join message_receipts r on r.attempt_id = a.id where a.message_id = m.id) as receipts
     from messages m join message_attempts l on l.id = m.last_attempt_id
     join person_identifiers d on d.wedding_id = m.wedding_id and d.kind = 'phone' and d.value = m.destination
     left join message_attempts e on e.message_id = m.id and e.id <> l.id where m.run_id = $1`,
    [runId],
  );
  return new Map(rows.map(({ id, ...end }) => [id, end]));
}

/** What the pure rule says of the latest attempt, for what can be matched to it at all. */
function expectedOf(one: Told) {
  const told = one.story.reports.filter((given) => !(given.earlier && one.earlier));
  // Without our id and without the provider's, nothing says whose it is: it stays parked.
  const known = one.story.answer === "accepted" || told.some((given) => given.named && stateOf(given.status));
  return reduceReports([
    ...(one.story.answer === "accepted" ? [{ state: "accepted" as const, at: "" }] : []),
    ...told
      .filter(() => known)
      .flatMap((given) => {
        const state = stateOf(given.status);
        const at = new Date(BASE + given.second * 1000).toISOString();
        return state ? [{ state, at, ...(state === "failed" ? { errorCode: given.code } : {}) }] : [];
      }),
  ]);
}

async function retryParked(): Promise<void> {
  const count = async () =>
    (await admin.query("select count(*)::int as n from webhook_events where disposition = 'parked'")).rows[0]
      .n;
  for (let before = -1; before !== (await count()); ) {
    before = await count();
    await handle({}, { correlationId: "statuses", deadline: Date.now() + 10_000, attempt: 0 });
  }
  // What matches nothing for good would crowd the next batch out.
  await admin.query("delete from webhook_events where disposition = 'parked'");
}

it(`statuses in any order, repeated, split over batches and before our own row end alike: ${PERMUTATIONS} orders (seed ${SEED})`, async () => {
  const next = seeded(SEED);
  await admin.query(
    "insert into webhook_inbox (id, provider, body_hash, body, processed_at) values ($1, 'meta', sha256('x'), 'x', now())",
    [INBOX],
  );
  let orders = 0;
  let reports = 0;
  const classes: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(fc.array(story, { minLength: STORIES, maxLength: STORIES }), async (stories) => {
      await admin.query("update senders set state = 'active' where id = $1", [sending.senderId]);
      const groups = stories.map((one) => Array.from({ length: ORDERS }, () => tell(one, next)));
      const tales = groups.flat();
      const runId = await plant(tales);
      await play(tales);
      await retryParked();
      const end = await ends(runId);
      for (const group of groups) {
        const [first, ...others] = group.map((one) => end.get(one.messageId)!);
        for (const other of others) expect(other).toEqual(first);
        const expected = expectedOf(group[0]!);
        expect({ state: first!.latest, errorCode: first!.code }).toEqual(expected);
        classes[first!.message] = (classes[first!.message] ?? 0) + ORDERS;
        if (first!.receipts.some((one) => /delivered|read/.test(one)))
          expect(first!.message).not.toBe("queued");
      }
      orders += tales.length;
      reports += tales.reduce((sum, one) => sum + [...one.rounds.values()].flat().length, 0);
      await admin.query("delete from contact_holds where wedding_id = $1", [wedding.weddingId]);
      await admin.query("delete from suppressions where wedding_id = $1", [wedding.weddingId]);
    }),
    { numRuns: Math.ceil(PERMUTATIONS / BATCH), seed: SEED, endOnFailure: true },
  );
  figures("statuses", { seed: SEED, orders, steps: reports, ends: classes });
}, 1_800_000);
