import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { timed } from "./measure";

/** The floor: the raw lines by COPY into a table, and once more by INSERT … SELECT. Milliseconds. */
export async function copyAndInsert(admin: pg.Client, file: string): Promise<number> {
  await admin.query(
    "create table bench_raw (line text); create table bench_copy (id uuid primary key default uuidv7(), line text)",
  );
  const ms = await timed(async () => {
    await pipeline(
      createReadStream(file),
      admin.query(
        copyFrom("copy bench_raw from stdin with (format csv, delimiter e'\\x01', quote e'\\x02')"),
      ),
    );
    await admin.query("insert into bench_copy (line) select line from bench_raw");
  });
  await admin.query("drop table bench_raw, bench_copy");
  return ms;
}

/** What an import leaves behind, in the order their keys ask for. */
const LEFT_BEHIND = [
  "guest_units",
  "people",
  "unit_search",
  "person_identifiers",
  "unit_members",
  "unit_tags",
  "import_batches",
  "claims",
  "import_rows",
  "consents",
];
/** Their triggers write `unit_search`, which is inserted here as it stands. */
const TELLING = ["guest_units", "people"];
/** Users, not rows of the wedding. */
const KEPT = new Set(["created_by", "attested_by", "undone_by"]);

/**
 * The very rows an import left in `from`, into `to` with their keys and indexes: one INSERT … SELECT a table, each out
 * of a temporary table, as a role that no row-level security asks. Milliseconds of the inserts alone.
 */
export async function insertSameRows(admin: pg.Client, from: string, to: string): Promise<number> {
  await admin.query(
    "create function pg_temp.moved(id uuid) returns uuid language sql immutable as $$ select md5(id::text || 'bench')::uuid $$",
  );
  const columns = new Map<string, string[]>();
  for (const table of LEFT_BEHIND) {
    const { rows } = await admin.query<{ name: string; type: string }>(
      "select column_name as name, data_type as type from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'",
      [table],
    );
    columns.set(
      table,
      rows.map(({ name }) => name),
    );
    const values = rows.map(({ name, type }) => {
      if (name === "wedding_id") return `'${to}'::uuid as wedding_id`;
      return type === "uuid" && !KEPT.has(name) ? `pg_temp.moved(${name}) as ${name}` : `"${name}"`;
    });
    await admin.query(
      `create temporary table same_${table} as select ${values.join(", ")} from ${table} where wedding_id = '${from}'`,
    );
  }
  const ms = await timed(async () => {
    await admin.query("begin");
    for (const table of TELLING) await admin.query(`alter table ${table} disable trigger told_of_new`);
    for (const [table, names] of columns) {
      const list = names.map((name) => `"${name}"`).join(", ");
      await admin.query(`insert into ${table} (${list}) select ${list} from same_${table}`);
    }
    for (const table of TELLING) await admin.query(`alter table ${table} enable trigger told_of_new`);
    await admin.query("commit");
  });
  await admin.query(LEFT_BEHIND.map((table) => `drop table same_${table}`).join("; "));
  return ms;
}
