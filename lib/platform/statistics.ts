import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { inTenant } from "./transaction";

/** What the planner asks about. Reading the long columns of a sample, too, took five times as long. */
const COLUMNS = {
  guest_units: "wedding_id, id, side, name, group_key, live, joined_into",
  people: "wedding_id, id, unit_id, side, live, merged_into",
  person_identifiers: "wedding_id, person_id, side, kind, value, shared, valid_to",
  unit_members: "wedding_id, unit_id, side, person_id, secondary, valid_to",
  claims: "wedding_id, id, key, home, person_id, rows",
  import_rows: "wedding_id, batch_id, row_number, outcome, claim_id",
  consents: "wedding_id, unit_id, side, basis",
  unit_tags: "wedding_id, unit_id, side, tag",
  unit_search: "wedding_id, unit_id, side",
  invitations: "",
  rsvp_answers: "wedding_id, id, unit_id, event_id, inbound_id",
  rsvp_answer_people: "",
  rsvp_current: "",
  inbound_messages:
    "wedding_id, id, unit_id, person_id, provider_message_id, from_identifier, provider_at, inbox_id, position",
  conversations: "",
  contact_windows: "",
  webhook_inbox: "id, provider, body_hash, processed_at",
  webhook_events: "event_key, inbox_id, wedding_id, kind, disposition",
  headcount_parts: "wedding_id, bucket, event_id, side, waiting",
  unit_overview: "wedding_id, unit_id, side, bucket",
  messages:
    "wedding_id, id, unit_id, sender_id, run_id, wave, kind, destination, state, next_at, created_at, last_attempt_id",
  message_attempts: "",
  message_receipts: "",
} as const;
export type Table = keyof typeof COLUMNS;

/**
 * For a bulk write: the search indexes take its words as they come, to be sorted in by `tidySearch` beside the next write
 * instead of within this one. Until then a search reads them one by one.
 */
export async function deferSearch(tx: Transaction): Promise<void> {
  await tx.execute(sql`select set_config('gin_pending_list_limit', '64MB', true)`);
}

/** For one statement over a whole wedding: sorts and hashes stay in memory (the default of 4 MB is a few thousand rows). */
export async function roomToSort(tx: Transaction): Promise<void> {
  await tx.execute(sql`select set_config('work_mem', '64MB', true)`);
}

/** For statements over a whole wedding: every table is read once, as it lies, whatever the planner thinks of its size. */
export async function readWhole(tx: Transaction): Promise<void> {
  await roomToSort(tx);
  // Compiling a statement that takes half a second costs more than it saves.
  await tx.execute(sql`
    select set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true), set_config('jit', 'off', true)`);
}

/** Sorts into the search indexes what waits there, of all weddings; it may run beside writes and searches. */
export const tidySearch = (scope: Scope): Promise<void> =>
  inTenant(scope, async ({ tx }) => void (await tx.execute(sql`select fence.tidy_search()`)), {
    timeoutMs: 60_000,
  });

/** Below this the planner's guess hardly matters. (At 480 fresh households a rehearsal took a minute on a wrong one.) */
const WORTH_IT = 100;

/**
 * Refreshes the planner's statistics of tables that one transaction has just filled. Autovacuum does it within a
 * minute; until then a plan made for an empty table takes seconds where milliseconds do (measured: 26 s against 0.9 s).
 */
export async function refreshStatistics(
  tx: Transaction,
  rows: number,
  tables: readonly Table[],
): Promise<void> {
  if (rows < WORTH_IT) return;
  for (const table of tables) await analyze(tx, table);
}

/**
 * The same for tables that grow row by row, beside the work that makes them grow. Each in a transaction of its own: the
 * lock that Postgres takes for it is held until a commit, and nobody is to wait for two.
 */
export async function lookAgain(scope: Scope, tables: readonly Table[]): Promise<void> {
  for (const table of tables)
    await inTenant(scope, async ({ tx }) => void (await analyze(tx, table)), { timeoutMs: 60_000 });
}

const analyze = (tx: Transaction, table: Table) =>
  tx.execute(sql.raw(COLUMNS[table] ? `analyze ${table} (${COLUMNS[table]})` : `analyze ${table}`));
