import { afterAll, beforeAll, expect, it } from "vitest";
import { handle as readInbox } from "@/jobs/messaging/process-inbox.handler";
import { readTenant } from "@/lib/platform/transaction";
import { accountFor, loadDashboardNumbers } from "@/lib/reports/queries";
import { rowsOf, tools } from "@/tests/factories/campaign";
import { post, type Replies, startReplies, type Wrote, wrote } from "@/tests/factories/replies";
import { asText } from "@/tests/factories/replies-said";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

let provider: TestProvider;
let replies: Replies;
const PHONE = "+919811000006";
const LOCK_IDENTITY = "select pg_advisory_xact_lock(hashtextextended('import:' || $1::text, 0))";

beforeAll(async () => {
  provider = await startProvider(71, { twilio: true });
  replies = await startReplies(provider);
});
afterAll(() => provider.close());

const written = (id: string, raw: Wrote["raw"]): Wrote =>
  wrote(PHONE, { id, at: Date.now(), sense: "open", raw, words: id });
const event = async (id: string) =>
  (
    await rowsOf<{ disposition: string; reason: string | null }>(
      replies,
      "select disposition, reason from webhook_events where wedding_id = $1 and event_key = $2",
      `message:${id}`,
    )
  )[0];

/** Somebody is at a family, or at who is who, for long: whatever waits for it is cancelled. */
async function whileHeld(lock: string, work: () => Promise<void>): Promise<void> {
  const holder = await admin.connect();
  await holder.query("begin");
  await holder.query(lock, [replies.wedding.weddingId]);
  const reading = work();
  const cancelled = (async () => {
    for (let tries = 0; tries < 400; tries++) {
      const { rows } = await holder.query(
        `select pg_cancel_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (rows.length > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error("nobody waited");
  })();
  await Promise.all([reading, cancelled]);
  await holder.query("rollback");
  holder.release();
}

const needs = async () => {
  const { scope } = replies.wedding;
  return (await readTenant(scope, (tx) => loadDashboardNumbers(tx, scope))).needs;
};

it("hears a little later what a guest said while somebody was at their family for long", async () => {
  await whileHeld("select 1 from guest_units where wedding_id = $1 for update", () =>
    post(replies, [written("wamid.held", asText("meta", "Sangeet no"))]),
  );
  expect(await event("wamid.held")).toMatchObject({ disposition: "parked" });
  await readInbox({}, tools());
  expect(await event("wamid.held")).toEqual({ disposition: "applied", reason: null });
  const said = await rowsOf(
    replies,
    "select c.answer from rsvp_current c join events e on e.id = c.event_id and e.name = 'Sangeet' where c.wedding_id = $1",
  );
  expect(said).toEqual([{ answer: "no" }]);
});

it("follows a little later who has another number, and does not take it for done", async () => {
  const system = { type: "user_changed_number", wa_id: "919811000306", body: "changed" };
  await whileHeld(LOCK_IDENTITY, () => post(replies, [written("wamid.moves", { type: "system", system })]));
  expect(await event("wamid.moves")).toMatchObject({ disposition: "parked" });
  await readInbox({}, tools());
  expect(await event("wamid.moves")).toEqual({ disposition: "applied", reason: "identity" });
  const has = await rowsOf(
    replies,
    "select p.name from person_identifiers d join people p on p.id = d.person_id where d.wedding_id = $1 and d.value = '+919811000306' and d.valid_to is null",
  );
  expect(has).toEqual([{ name: "Kavi Das" }]);
});

it("shows a human what could not be heard at all", async () => {
  const { scope } = replies.wedding;
  const before = (await needs()).refused;
  await admin.query(
    "insert into webhook_events (event_key, inbox_id, wedding_id, kind, disposition, reason) select 'message:wamid.broken', id, $1, 'message', 'quarantined', 'error: no reason' from webhook_inbox limit 1",
    [replies.wedding.weddingId],
  );
  expect((await needs()).refused).toBe(before + 1);
  const { parked } = await readTenant(scope, (tx) => accountFor(tx, scope, "message"));
  expect(parked).toBe(0);
});
