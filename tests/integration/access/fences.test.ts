import { readdirSync } from "node:fs";
import path from "node:path";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { can, MATRIX, mintScope } from "@/lib/access/policy";
import { PERMISSIONS, ROLES } from "@/lib/access/types";
import { newId } from "@/lib/kernel/ids";
import type { Command } from "@/lib/platform/command";
import { inTenant } from "@/lib/platform/transaction";
import { contextFor, importCsv, makeEvents, makeWedding, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

/** Named on purpose as not belonging to one wedding. */
const NOT_TENANT = [
  "users",
  "auth_accounts",
  "auth_sessions",
  "auth_verifications",
  "dev_mail",
  "webhook_inbox",
  "webhook_events",
  "rate_limits",
];
/** They belong to a person and to no wedding, behind a fence of their own (tests/integration/cards). */
const OWNED = [
  "cards",
  "card_responses",
  "card_events",
  "card_counts",
  "card_files",
  "owner_log",
  "idempotency_keys",
];

const TABLES = `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
  (select count(*)::int from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant') as policies,
  exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'wedding_id') as tenant
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`;
type TableRow = { name: string; enabled: boolean; forced: boolean; policies: number; tenant: boolean };
const unfenced = (rows: TableRow[]) =>
  rows
    .filter(
      (t) =>
        !NOT_TENANT.includes(t.name) &&
        !OWNED.includes(t.name) &&
        !((t.tenant || t.name === "weddings") && t.enabled && t.forced && t.policies === 1),
    )
    .map((t) => t.name);

let wedding: TestWedding;
let other: TestWedding;
let tables: string[];

beforeAll(async () => {
  wedding = await makeWedding("One");
  other = await makeWedding("Two");
  for (const one of [wedding, other]) {
    await importCsv(
      one.ctx,
      "Name,Phone,Family,Side\nAsha,9876543210,Mehta,bride\nRavi,9876543211,Rao,groom\n",
    );
    await makeEvents(one, ["Sangeet"]);
  }
  tables = (await admin.query<TableRow>(TABLES)).rows
    .filter((t) => t.tenant && !NOT_TENANT.includes(t.name))
    .map((t) => t.name);
});

describe("the second fence", () => {
  it("stands, forced, around every tenant table", async () => {
    const { rows } = await admin.query<TableRow>(TABLES);
    expect(rows.length).toBeGreaterThan(40);
    expect(unfenced(rows)).toEqual([]);
  });
  it("would see a table without it", async () => {
    await admin.query("create table planted_open (wedding_id uuid not null)");
    expect(unfenced((await admin.query<TableRow>(TABLES)).rows)).toEqual(["planted_open"]);
    await admin.query("drop table planted_open");
  });
  it("gives nothing to a query that forgets its where, in any table", async () => {
    const scope = mintScope(newId(), { kind: "system", job: "test" });
    const counts = await inTenant(scope, async ({ tx }) => {
      const found: Record<string, number> = {};
      for (const table of tables) {
        const { rows } = await tx.execute<{ n: number }>(sql.raw(`select count(*)::int as n from ${table}`));
        found[table] = rows[0]!.n;
      }
      return found;
    });
    expect(Object.entries(counts).filter(([, n]) => n !== 0)).toEqual([]);
  });
  it("gives nothing outside a tenant transaction, even on a connection that was used", async () => {
    await inTenant(wedding.scope, async ({ tx }) => tx.execute(sql`select 1`));
    for (const table of tables) {
      const { rows } = await db().execute<{ n: number }>(sql.raw(`select count(*)::int as n from ${table}`));
      expect(`${table} ${rows[0]!.n}`).toBe(`${table} 0`);
    }
  });
  it("refuses to write into another wedding", async () => {
    const write = inTenant(wedding.scope, ({ tx }) =>
      tx.execute(
        sql`insert into guest_units (wedding_id, side, name) values (${other.weddingId}, 'bride', 'Planted')`,
      ),
    );
    await expect(write).rejects.toMatchObject({ cause: { code: "42501" } });
  });
  it("keeps a row from pointing across weddings", async () => {
    const { rows } = await admin.query("select id, side from guest_units where wedding_id = $1 limit 1", [
      other.weddingId,
    ]);
    const write = inTenant(wedding.scope, ({ tx }) =>
      tx.execute(
        sql`insert into unit_tags (wedding_id, unit_id, side, tag) values (${wedding.weddingId}, ${rows[0].id}, ${rows[0].side}, 'x')`,
      ),
    );
    await expect(write).rejects.toMatchObject({ cause: { code: "23503" } });
  });
  it("shows a side admin the own side and shared families alone", async () => {
    const bride = (await wedding.as("side_admin", "bride")).scope;
    const { rows } = await inTenant(bride, ({ tx }) =>
      tx.execute<{ name: string }>(sql`select name from guest_units order by name`),
    );
    expect(rows.map((row) => row.name)).toEqual(["Mehta"]);
    const people = await inTenant(bride, ({ tx }) =>
      tx.execute<{ name: string }>(
        sql`select p.name from people p join person_identifiers i on i.person_id = p.id`,
      ),
    );
    expect(people.rows.map((row) => row.name)).toEqual(["Asha"]);
  });
  it("is not the app's to take down", async () => {
    await expect(db().execute(sql`alter table people disable row level security`)).rejects.toMatchObject({
      cause: { code: "42501" },
    });
    const { rows } = await admin.query(
      "select rolbypassrls or rolsuper as strong from pg_roles where rolname = 'parinaya_app'",
    );
    expect(rows[0].strong).toBe(false);
  });
  it("opens only by the closed list of functions", async () => {
    const { rows } = await admin.query<{ name: string }>(
      "select proname as name from pg_proc where pronamespace = 'fence'::regnamespace and prosecdef order by 1",
    );
    expect(rows.map((row) => row.name)).toEqual([
      "card_health",
      "dirty_projections",
      "due_digests",
      "due_messages",
      "due_plans",
      "every_wedding",
      "families_told",
      "list_health",
      "locate_attempt",
      "locate_audience",
      "locate_business_account",
      "locate_card",
      "locate_guest",
      "locate_sender",
      "locate_slug",
      "locate_token",
      "my_memberships",
      "opened_today",
      "operator_health",
      "people_told",
      "places_taken",
      "search_families",
      "search_page",
      "search_people",
      "senders_to_list",
      "sites_to_tidy",
      "taken_identifiers",
      "tell_search",
      "tidy_search",
      "weddings_to_reconcile",
      "weddings_to_seal",
    ]);
  });
});

describe("plans behind the fence", () => {
  const planOf = (query: string) =>
    inTenant(wedding.scope, async ({ tx }) => {
      await tx.execute(sql`set local enable_seqscan = off`);
      const { rows } = await tx.execute<{ "QUERY PLAN": string }>(sql.raw(`explain ${query}`));
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    });
  it.each([
    [
      "the sender of a message",
      () =>
        `select 1 from person_identifiers d where d.wedding_id = '${wedding.weddingId}' and d.value in ('+919876543210', '+1') and d.valid_to is null`,
      /person_identifiers_(lookup|active)/,
    ],
    [
      "the queue",
      () =>
        `select id from messages where wedding_id = '${wedding.weddingId}' and run_id = '${newId()}' and state = 'queued' and next_at <= now() order by next_at limit 5`,
      /messages_queue/,
    ],
    [
      "a status by the provider's id",
      () => `select id from message_attempts where wedding_id = '${wedding.weddingId}' and provider_id = 'x'`,
      /message_attempts_provider/,
    ],
    [
      "families by tag",
      () => `select 1 from unit_tags where wedding_id = '${wedding.weddingId}' and tag = 'x'`,
      /unit_tags_tag/,
    ],
  ])("reach an index for %s", async (_name, query, index) => {
    expect(await planOf(query())).toMatch(index);
  });
});

/** Loads every command of every domain, so that a new one is under test the day it is written. */
async function everyCommand(): Promise<Command[]> {
  const files = readdirSync("lib", { recursive: true, encoding: "utf8" }).filter(
    (file) => /^[^/]+\/commands\/.*\.ts$/.test(file) && !file.endsWith(".test.ts"),
  );
  const modules = await Promise.all(
    files.map((file) => import(path.resolve("lib", file)) as Promise<Record<string, unknown>>),
  );
  return modules
    .flatMap((module) => Object.values(module))
    .filter((value): value is Command => typeof value === "function" && "definition" in value);
}

describe("the first fence", () => {
  it("refuses every command to every role that may not, before anything is opened", async () => {
    const commands = await everyCommand();
    expect(commands.length).toBeGreaterThan(30);
    expect(new Set(commands.map((command) => command.definition.name)).size).toBe(commands.length);
    let refused = 0;
    for (const command of commands) {
      for (const subject of [...ROLES, "guest", "provider"] as const) {
        if (can(subject, command.definition.permission)) continue;
        const side = subject === "side_admin" ? "bride" : "all";
        const actor =
          subject === "guest"
            ? ({ kind: "guest", unitId: newId() } as const)
            : subject === "provider"
              ? ({ kind: "provider", provider: "meta" } as const)
              : ({ kind: "user", userId: newId(), role: subject } as const);
        const call = command(contextFor(mintScope(wedding.weddingId, actor, side)), {} as never);
        await expect(call, `${command.definition.name} by ${subject}`).rejects.toMatchObject({
          code: "forbidden",
        });
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(80);
  });
  it("names an inverse that exists, or a reason, in every command", async () => {
    const commands = await everyCommand();
    const names = new Set(commands.map((command) => command.definition.name));
    for (const { definition } of commands) {
      if ("inverse" in definition)
        expect(names.has(definition.inverse), `${definition.name} → ${definition.inverse}`).toBe(true);
      else expect(definition.irreversible, definition.name).toMatch(/\w{3,} \w{2,}/);
    }
  });
  it.each(PERMISSIONS.map((permission) => [permission]))("decides %s for every subject", (permission) => {
    expect(MATRIX[permission].length).toBeGreaterThan(0);
    for (const role of ROLES)
      expect(
        mintScope(
          newId(),
          { kind: "user", userId: newId(), role },
          role === "side_admin" ? "groom" : "all",
        ).permissions.has(permission),
      ).toBe(can(role, permission));
  });
  it("keeps numbers from a viewer and ownership from an admin", () => {
    expect(can("viewer", "guests.phones")).toBe(false);
    expect(can("viewer", "exports.create")).toBe(false);
    expect(can("admin", "team.manage")).toBe(false);
    expect(can("side_admin", "runs.send")).toBe(false);
    expect(() => mintScope(newId(), { kind: "user", userId: newId(), role: "side_admin" })).toThrow("side");
  });
});
