import { sql } from "drizzle-orm";
import { afterEach, expect, it } from "vitest";
import { db } from "@/db/client";
import { drain } from "@/jobs/drain";
import { hostDrain } from "@/jobs/host";
import { sealLog } from "@/lib/audit/topics";
import { newId } from "@/lib/kernel/ids";
import { processInbox } from "@/lib/messaging/topics";
import { boss, DEAD_LETTERS, ringDoorbells } from "@/lib/platform/boss";
import { env } from "@/lib/platform/env";
import { storeWebhook } from "@/lib/platform/inbox";
import { ring } from "@/lib/platform/ring";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { admin } from "@/tests/support/database";
import { spawnTs } from "@/tests/support/spawn";

afterEach(async () => {
  await admin.query("delete from pgboss.job");
});

const jobs = async (state: string) =>
  Number(
    (
      await admin.query("select count(*) from pgboss.job where state = $1 and name <> $2", [
        state,
        DEAD_LETTERS,
      ])
    ).rows[0].count,
  );

it("gives each job to one of two draining processes, once", async () => {
  const names = Array.from({ length: 240 }, () => enqueue(sealLog, { weddingId: newId() }));
  await ringDoorbells(names, "test");
  const drains = [spawnTs("tests/support/drain-process.ts"), spawnTs("tests/support/drain-process.ts")];
  expect(await Promise.all(drains.map((one) => one.exited))).toEqual([0, 0]);
  const reports = drains.map(
    (one) => JSON.parse(one.lines.at(-1)!) as { done: number; failed: number; lapsed: number },
  );
  expect(reports.reduce((sum, one) => sum + one.done, 0)).toBe(240);
  expect(reports.every((one) => one.failed === 0 && one.lapsed === 0)).toBe(true);
  expect(await jobs("completed")).toBe(240);
});

it("settles the attempt it claimed and no other", async () => {
  const queue = await boss();
  await ringDoorbells([enqueue(sealLog, { weddingId: newId() })], "test");
  const [first] = await queue.fetch(sealLog.name, { includeMetadata: true });
  await admin.query(
    "update pgboss.job set started_on = now() - interval '1 hour', expire_seconds = 1 where id = $1",
    [first!.id],
  );
  await admin.query("update pgboss.queue set monitor_claim_on = now() - interval '1 hour'");
  await queue.supervise(sealLog.name);
  await admin.query("update pgboss.job set start_after = now() where id = $1", [first!.id]);
  const [second] = await queue.fetch(sealLog.name, { includeMetadata: true });
  expect(second).toMatchObject({ id: first!.id, retryCount: 1 });
  const late = (await queue.complete(sealLog.name, { id: first!.id, retryCount: 0 })) as unknown as {
    affected: number;
  };
  expect(late.affected).toBe(0);
  const own = (await queue.complete(sealLog.name, { id: second!.id, retryCount: 1 })) as unknown as {
    affected: number;
  };
  expect(own.affected).toBe(1);
});

it("puts a job it cannot read among the dead letters at once, and brings it back by redrive", async () => {
  const queue = await boss();
  await queue.insert(sealLog.name, [
    { data: { v: 1, correlationId: "poison", payload: { weddingId: "not-a-uuid" } } },
  ]);
  expect(await drain({ budgetMs: 5_000 })).toMatchObject({ failed: 1 });
  const dead = await admin.query("select count(*)::int as n from pgboss.job where name = $1", [DEAD_LETTERS]);
  expect(dead.rows[0].n).toBe(1);
  expect(await queue.redrive(DEAD_LETTERS, { sourceName: sealLog.name })).toBe(1);
  expect(await jobs("created")).toBe(1);
});

it("does not let one wedding's backlog hold up another's job", async () => {
  const { readImportFile } = await import("@/lib/imports/topics");
  const [busy, quiet] = [newId(), newId()];
  const payload = (weddingId: string) => ({ weddingId, batchId: newId(), side: "all" as const });
  const queue = await boss();
  await ringDoorbells(
    Array.from({ length: 30 }, () => enqueue(readImportFile, payload(busy))),
    "test",
  );
  await ringDoorbells([enqueue(readImportFile, payload(quiet))], "test");
  const fetch = async () => {
    const jobs = await queue.fetch<{ payload: { weddingId: string } }>(readImportFile.name, {
      batchSize: 4,
      groupConcurrency: 2,
    });
    return jobs.map((job) => job.data.payload.weddingId);
  };
  expect(await fetch()).toEqual([busy, busy]);
  expect(await fetch()).toEqual([quiet]);
  expect(await fetch()).toEqual([]);
});

it("starts by itself after a ring, where an instance is awake", async () => {
  env().DRAIN_BUDGET_SECONDS = 5;
  await boss();
  const leave = hostDrain((work) => void work());
  const started = performance.now();
  await ringDoorbells([enqueue(sealLog, { weddingId: newId() })], "test");
  ring(null);
  while ((await jobs("completed")) < 1 && performance.now() - started < 5_000)
    await new Promise((resolve) => setTimeout(resolve, 5));
  leave();
  expect(await jobs("completed")).toBe(1);
  expect(performance.now() - started).toBeLessThan(3_000);
});

it("finds what nobody rang for, however often it is rung for something else", async () => {
  // A job that waits for its lock keeps the drain going.
  const busy = newId();
  const holder = await admin.connect();
  await holder.query("select pg_advisory_lock(hashtextextended($1, 0))", [`refresh:${busy}`]);
  await ringDoorbells([enqueue(refreshProjections, { weddingId: busy })], "test");
  const ringing = setInterval(() => ring([processInbox.name]), 1);
  const draining = drain({ budgetMs: 20_000 });
  await new Promise((resolve) => setTimeout(resolve, 300));
  // As another process does, or a retry whose time has come.
  const payload = { weddingId: newId() };
  await (await boss()).insert(sealLog.name, [{ data: { v: 1, correlationId: "test", payload } }]);
  await expect.poll(() => jobs("completed"), { timeout: 10_000 }).toBe(1);
  clearInterval(ringing);
  await holder.query("select pg_advisory_unlock_all()");
  holder.release();
  await draining;
  expect(await jobs("completed")).toBe(2);
});

it("leaves a job for what its time was too short for, since whoever joined it has ended", async () => {
  const { handle } = await import("@/jobs/messaging/process-inbox.handler");
  await storeWebhook("meta", Buffer.from(`{"entry":[],"left":"${newId()}"}`), enqueue(processInbox, {}));
  await admin.query("delete from pgboss.job");
  await handle({}, { correlationId: "test", deadline: Date.now() - 1 } as never);
  expect(await jobs("created")).toBe(1);
  await drain({ budgetMs: 5_000 });
  const left = await admin.query("select count(*)::int as n from webhook_inbox where processed_at is null");
  expect(left.rows[0].n).toBe(0);
});

it("rolls a job back with the write that wanted it", async () => {
  const { enqueueWithin } = await import("@/lib/platform/boss");
  const failing = db().transaction(async (tx) => {
    await enqueueWithin(tx as never, [enqueue(sealLog, { weddingId: newId() })], "test");
    await tx.execute(sql`select 1 / 0`);
  });
  await expect(failing).rejects.toThrow();
  expect(await jobs("created")).toBe(0);
});

it("is worked off by the long-running worker too, and the worker ends when asked", async () => {
  const worker = spawnTs("jobs/worker.ts", { LOG_LEVEL: "info" });
  for (let i = 0; i < 200 && !worker.lines.some((line) => line.includes("worker.ready")); i++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  const queue = await boss();
  await queue.insert(sealLog.name, [{ data: { v: 1, correlationId: "poison", payload: {} } }]);
  // Many under one notification: none may wait for the slow poll behind LISTEN.
  await ringDoorbells(
    Array.from({ length: 5 }, () => enqueue(sealLog, { weddingId: newId() })),
    "test",
  );
  for (let i = 0; i < 200 && (await jobs("completed")) < 5; i++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await jobs("completed"), worker.lines.join("\n")).toBe(5);
  for (let i = 0; i < 200 && (await jobs("failed")) < 1; i++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  const dead = await admin.query("select count(*)::int as n from pgboss.job where name = $1", [DEAD_LETTERS]);
  expect(dead.rows[0].n).toBe(1);
  worker.child.kill("SIGTERM");
  expect(await worker.exited).toBe(0);
});
