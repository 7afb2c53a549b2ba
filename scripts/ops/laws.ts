import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { closeDatabase, db } from "@/db/client";
import { startEmbedded } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";
import { users } from "@/db/schema/access";
import { mintScope } from "@/lib/access/policy";
import { mergePeople } from "@/lib/guests/commands/merge-people";
import { unmergePeople } from "@/lib/guests/commands/unmerge-people";
import { stateHash } from "@/lib/guests/queries/state";
import { newId } from "@/lib/kernel/ids";
import { stopBoss } from "@/lib/platform/boss";
import type { CommandContext } from "@/lib/platform/command";
import { readTenant } from "@/lib/platform/transaction";
import { createWedding } from "@/lib/weddings/commands/create-wedding";
import { importFile, undoFile } from "./import-file";

export interface LawReport {
  ok: boolean;
  /** By way, the state at its end: all of them must be the same. */
  hashes: Record<string, string>;
  /** The states in between, which differ. */
  steps: Record<string, string>;
  /** What the laws say, and whether it was so. */
  laws: Record<string, boolean>;
  /** Files that could not be read, in words. */
  problems: string[];
}

const hashOf = async ({ scope }: CommandContext): Promise<string> =>
  (await readTenant(scope, (tx) => stateHash(tx, scope))).hash;

/**
 * Imports files into throw-away weddings in every order that matters, with undo and with merge and unmerge, and compares
 * what is there afterwards. Runs on a database of its own, which is gone when it ends.
 */
export async function checkLaws(files: readonly string[]): Promise<LawReport> {
  return inThrowAwayDatabase(async () => {
    const letters = files.map((_, index) => String.fromCharCode(65 + index));
    const report: LawReport = { ok: true, hashes: {}, steps: {}, laws: {}, problems: [] };
    const orders = [
      letters,
      [...letters].reverse(),
      [...letters, letters[0]!],
      [...letters, ...letters],
    ].filter((order, index, all) => all.findIndex((other) => other.join() === order.join()) === index);
    for (const order of orders) {
      const ctx = await throwAwayWedding();
      for (const letter of order) {
        const done = await importFile(ctx, files[letters.indexOf(letter)]!);
        if (done.failure && order === letters) report.problems.push(`${done.file}: ${done.failure}`);
      }
      report.hashes[order.join("-")] = await hashOf(ctx);
    }
    report.laws["any order, any number of times"] = new Set(Object.values(report.hashes)).size === 1;
    await undoLaw(files, report);
    await mergeLaw(files, report);
    report.ok = Object.values(report.laws).every(Boolean) && report.problems.length === 0;
    return report;
  });
}

/** After each list and its undo, everything is as before it. */
async function undoLaw(files: readonly string[], report: LawReport): Promise<void> {
  const ctx = await throwAwayWedding();
  report.steps.empty = await hashOf(ctx);
  let holds = true;
  for (const [index, file] of files.entries()) {
    const before = await hashOf(ctx);
    const first = await importFile(ctx, file);
    if (first.state !== "done") continue;
    const after = await hashOf(ctx);
    await undoFile(ctx, first.batch);
    const undone = await hashOf(ctx);
    report.steps[`${String.fromCharCode(65 + index)}, undone`] = undone;
    await importFile(ctx, file);
    holds &&= undone === before && (await hashOf(ctx)) === after;
  }
  report.laws["undo restores the state before"] = holds;
}

/** Merging pairs of people in a row and taking the merges back in another order restores the state. */
async function mergeLaw(files: readonly string[], report: LawReport): Promise<void> {
  const ctx = await throwAwayWedding();
  for (const file of files) await importFile(ctx, file);
  const before = await hashOf(ctx);
  const { rows } = await readTenant(ctx.scope, (tx) =>
    tx.execute<{ id: string }>(
      sql`select id from people where wedding_id = ${ctx.scope.weddingId} and live order by search_text collate "C", id limit 12`,
    ),
  );
  const merged: string[] = [];
  for (let at = 0; at + 2 < rows.length; at += 3) {
    const [a, b, c] = rows.slice(at, at + 3).map((row) => row.id) as [string, string, string];
    for (const [keptId, goneId] of [
      [a, b],
      [c, a],
    ] as const) {
      const done = await mergePeople(ctx, { keptId, goneId });
      if (done.ok) merged.push(done.value.mergeId);
    }
  }
  report.steps.merged = await hashOf(ctx);
  for (const file of files) await importFile(ctx, file);
  const again = await hashOf(ctx);
  for (const mergeId of merged) await unmergePeople(ctx, { mergeId });
  report.hashes["merged and unmerged"] = await hashOf(ctx);
  report.laws["a merge survives the same lists again"] = again === report.steps.merged;
  report.laws["unmerge restores the state before"] = report.hashes["merged and unmerged"] === before;
}

async function throwAwayWedding(): Promise<CommandContext> {
  const weddingId = newId();
  const [user] = await db()
    .insert(users)
    .values({ email: `${newId()}@laws.invalid` })
    .returning({ id: users.id });
  const scope = mintScope(weddingId, { kind: "user", userId: user!.id, role: "owner" });
  const ctx = { scope, correlationId: `laws-${newId()}` };
  await createWedding(ctx, { id: weddingId, name: "Laws", hosts: "Nobody" });
  return ctx;
}

async function inThrowAwayDatabase<T>(work: () => Promise<T>): Promise<T> {
  const home = await mkdtemp(path.join(tmpdir(), "parinaya-laws-"));
  await chmod(home, 0o711);
  const secret = () => randomBytes(32).toString("hex");
  try {
    const server = await startEmbedded(home, { fast: true });
    try {
      await migrateDatabase({ ownerUrl: server.ownerUrl, appPassword: server.appPassword });
      Object.assign(process.env, {
        PARINAYA_EMBEDDED: "1",
        APP_URL: "http://127.0.0.1:1",
        DATABASE_APP_URL: server.appUrl,
        AUTH_SECRET: secret(),
        CRON_SECRET: secret(),
        FINGERPRINT_KEY: `k1:${secret()}`,
        META_ACCESS_TOKEN: secret(),
        META_APP_SECRETS: secret(),
        META_VERIFY_TOKEN: secret(),
        META_GRAPH_URL: "http://127.0.0.1:1",
        OBJECT_STORE_DIR: path.join(home, "objects"),
        LOG_LEVEL: "silent",
        DRAIN_ON_COMMIT: "0",
      });
      delete process.env.DATABASE_URL;
      delete process.env.DATABASE_DIRECT_URL;
      delete process.env.DATABASE_DRIVER;
      return await work();
    } finally {
      await stopBoss();
      await closeDatabase();
      await server.stop();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
