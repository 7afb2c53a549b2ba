import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db, prepared, transaction } from "@/db/client";
import { newId } from "@/lib/kernel/ids";
import { sqlState } from "@/lib/platform/transaction";
import { admin } from "../../support/database";

const take = (key: string) => sql`insert into rate_limits (key, theoretical_at) values (${key}, now())`;

async function taken(key: string): Promise<boolean> {
  const { rows } = await admin.query("select 1 from rate_limits where key = $1", [key]);
  return rows.length > 0;
}

const inside = async (): Promise<boolean> => {
  const { rows } = await db().execute<{ inside: boolean }>(
    sql`select now() <> statement_timestamp() and current_setting('app.wedding_id', true) <> '' as inside`,
  );
  return rows[0]!.inside;
};

describe("statements that travel together", () => {
  it("commit all of them or none, and say what failed first", async () => {
    const key = newId();
    const failing = transaction("", (tx) =>
      Promise.all([tx.execute(take(key)), tx.execute(sql`select 1 / 0`), tx.execute(take(newId()))]),
    );
    await expect(failing).rejects.toSatisfy((error) => sqlState(error) === "22012");
    expect(await taken(key)).toBe(false);
    await transaction("", (tx) => Promise.all([tx.execute(take(key)), tx.execute(take(newId()))]));
    expect(await taken(key)).toBe(true);
  });

  it("roll back what was written before the work itself throws, also where nobody waited for it", async () => {
    const key = newId();
    const failing = transaction("", async (tx) => {
      void tx.execute(take(key));
      throw new Error("changed its mind");
    });
    await expect(failing).rejects.toThrow("changed its mind");
    expect(await taken(key)).toBe(false);
    expect(await inside()).toBe(false);
  });

  it("know a statement by its name although a transaction failed in which it was first asked", async () => {
    const name = `test-${newId()}`;
    const ask = (on: Parameters<typeof prepared>[0], n: number) =>
      prepared(on, name, sql`select ${n}::int / 1 as n`);
    for (let round = 0; round < 12; round++) {
      const failing = transaction("", (tx) =>
        Promise.all([tx.execute(sql`select 1 / 0`), ask(tx, round), ask(tx, round)]),
      );
      await expect(failing).rejects.toSatisfy((error) => sqlState(error) === "22012");
      const [one] = await transaction("", (tx) => Promise.all([ask(tx, round), ask(tx, round + 1)]));
      expect(one.rows).toEqual([{ n: round }]);
    }
  });

  it("outlive a connection that is cut in the middle: an error for these, a new connection for the next", async () => {
    const key = newId();
    const cut = transaction("", async (tx) => {
      const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await tx.execute(take(key));
      await admin.query("select pg_terminate_backend($1)", [rows[0]!.pid]);
      return Promise.all([tx.execute(sql`select 1`), tx.execute(sql`select 2`)]);
    });
    await expect(cut).rejects.toThrow();
    expect(await taken(key)).toBe(false);
    expect(await inside()).toBe(false);
  });
});
