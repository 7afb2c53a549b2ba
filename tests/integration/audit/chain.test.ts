import { expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { sweep } from "@/jobs/sweep";
import { verifyAudit } from "@/lib/audit/queries";
import { readTenant } from "@/lib/platform/transaction";
import { makeEvents, makeWedding, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

const verify = (wedding: TestWedding) => readTenant(wedding.scope, (tx) => verifyAudit(tx, wedding.scope));
/** A seal leaves out what lies above the oldest running transaction of the whole server, so it may take more than one. */
const seal = async (wedding: TestWedding, entries: number) => {
  for (let i = 0; i < 20 && (await verify(wedding)).sealed < entries; i++) {
    await sweep();
    await drain({ budgetMs: 5_000 });
  }
};

it("verifies, names its unsealed tail, and breaks at a changed or removed entry", async () => {
  const wedding = await makeWedding();
  await makeEvents(wedding, ["Haldi", "Sangeet"]);
  expect(await verify(wedding)).toMatchObject({ ok: true, sealed: 0, unsealed: 3 });
  await seal(wedding, 3);
  const first = await verify(wedding);
  expect(first).toMatchObject({ ok: true, sealed: 3, problem: null });
  await makeEvents(wedding, ["Wedding"]);
  await seal(wedding, 4);
  const second = await verify(wedding);
  expect(second).toMatchObject({ ok: true, problem: null });
  expect(second.seals).toBeGreaterThan(first.seals);

  const { rows } = await admin.query("select min(seq) as seq from audit_log where wedding_id = $1", [
    wedding.weddingId,
  ]);
  await expect(
    admin.query("update audit_log set actor = 'user:somebody' where seq = $1", [rows[0].seq]),
  ).rejects.toThrow("append-only");
  await expect(admin.query("delete from audit_log where seq = $1", [rows[0].seq])).rejects.toThrow(
    "append-only",
  );
  await expect(admin.query("truncate audit_log")).rejects.toThrow("append-only");
  await admin.query(
    "set session_replication_role = replica; update audit_log set actor = 'user:somebody' where seq = " +
      rows[0].seq +
      "; set session_replication_role = origin",
  );
  expect(await verify(wedding)).toMatchObject({ ok: false, problem: expect.stringContaining("was changed") });
});

it("survives the erasure of what was personal in it", async () => {
  const wedding = await makeWedding();
  await makeEvents(wedding, ["Haldi"]);
  await seal(wedding, 2);
  await admin.query("update audit_payloads set payload = null, salt = null where wedding_id = $1", [
    wedding.weddingId,
  ]);
  expect(await verify(wedding)).toMatchObject({ ok: true });
});

it("holds no name and no number in the log itself", async () => {
  const wedding = await makeWedding("Anjali & Rohan");
  const { rows } = await admin.query(
    "select row_to_json(l)::text as line from audit_log l where wedding_id = $1",
    [wedding.weddingId],
  );
  expect(rows.map((row) => row.line).join()).not.toMatch(/Anjali|Meera/);
});
