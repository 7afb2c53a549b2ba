import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { mergePeople } from "@/lib/guests/commands/merge-people";
import { putBack } from "@/lib/guests/commands/put-back";
import { shareIdentifier, unshareIdentifier } from "@/lib/guests/commands/share-identifier";
import { takeOff } from "@/lib/guests/commands/take-off";
import { unmergePeople } from "@/lib/guests/commands/unmerge-people";
import { stateHash } from "@/lib/guests/queries/state";
import type { CommandContext } from "@/lib/platform/command";
import { readTenant } from "@/lib/platform/transaction";
import { addRows, anyRow, draftsOf, takeBack } from "@/tests/factories/rows";
import { makeWedding, must } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

/** `npm run proof` asks for thousands. */
const CASES = Number(process.env.LAW_CASES ?? 8);
const SEED = Number(process.env.LAW_SEED ?? Date.now() % 1_000_000);
const options = { numRuns: CASES, seed: SEED, endOnFailure: true } as const;
const patience = 60_000 + CASES * 1_500;

const hash = async ({ scope }: CommandContext) =>
  (await readTenant(scope, (tx) => stateHash(tx, scope))).hash;
const fresh = async () => (await makeWedding()).ctx;
const peopleOf = async ({ scope }: CommandContext) =>
  (
    await readTenant(scope, (tx) =>
      tx.execute<{ id: string }>(
        sql`select id from people where wedding_id = ${scope.weddingId} and live order by id`,
      ),
    )
  ).rows.map((row) => row.id);

const homeOf = async ({ scope }: CommandContext, person: string) =>
  (
    await admin.query("select unit_id from people where wedding_id = $1 and id = $2", [
      scope.weddingId,
      person,
    ])
  ).rows[0].unit_id as string;

const lists = fc.array(fc.array(anyRow, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 });

describe(`laws of identity (seed ${SEED}, ${CASES} cases each)`, () => {
  it(
    "the same rows, in any order and any split, any number of times, are the same guests",
    () =>
      fc.assert(
        fc.asyncProperty(lists, fc.infiniteStream(fc.nat()), fc.nat(5), async (given, luck, cut) => {
          const [one, other] = [await fresh(), await fresh()];
          for (const list of given) await addRows(one, draftsOf(list));
          const rows = shuffled(given.flat(), luck);
          const at = rows.length === 0 ? 0 : cut % (rows.length + 1);
          for (const part of [rows.slice(at), rows.slice(0, at), rows]) await addRows(other, draftsOf(part));
          expect(await hash(other)).toBe(await hash(one));
        }),
        options,
      ),
    patience,
  );
  it(
    "taking back a list restores the state before it",
    () =>
      fc.assert(
        fc.asyncProperty(lists, fc.array(anyRow, { minLength: 1, maxLength: 6 }), async (given, list) => {
          const ctx = await fresh();
          for (const rows of given) await addRows(ctx, draftsOf(rows));
          const before = await hash(ctx);
          const batch = await addRows(ctx, draftsOf(list));
          const after = await hash(ctx);
          await takeBack(ctx, batch);
          expect(await hash(ctx)).toBe(before);
          await addRows(ctx, draftsOf(list));
          expect(await hash(ctx)).toBe(after);
        }),
        options,
      ),
    patience,
  );
  it(
    "taking merges back, in any order, restores the state; lists in between change nothing",
    () =>
      fc.assert(
        fc.asyncProperty(lists, fc.infiniteStream(fc.nat()), async (given, luck) => {
          const ctx = await fresh();
          for (const rows of given) await addRows(ctx, draftsOf(rows));
          const before = await hash(ctx);
          const merges: string[] = [];
          for (let i = 0; i < 4; i++) {
            const people = await peopleOf(ctx);
            if (people.length < 2) break;
            const keptId = people[next(luck) % people.length]!;
            const goneId = people[next(luck) % people.length]!;
            const done = await mergePeople(ctx, { keptId, goneId });
            if (done.ok) merges.push(done.value.mergeId);
          }
          const merged = await hash(ctx);
          for (const rows of given) await addRows(ctx, draftsOf(rows));
          expect(await hash(ctx)).toBe(merged);
          for (const mergeId of shuffled(merges, luck)) must(await unmergePeople(ctx, { mergeId }));
          expect(await hash(ctx)).toBe(before);
        }),
        options,
      ),
    patience,
  );
  it(
    "who was taken off stays off, whatever lists come again, and put back is as if they had never left",
    () =>
      fc.assert(
        fc.asyncProperty(lists, lists, fc.infiniteStream(fc.nat()), async (given, later, luck) => {
          const [ctx, calm] = [await fresh(), await fresh()];
          for (const rows of given) await addRows(ctx, draftsOf(rows));
          for (const rows of [...given, ...later]) await addRows(calm, draftsOf(rows));
          const gone: Parameters<typeof putBack>[1][] = [];
          for (let i = 0; i < 3; i++) {
            const people = await peopleOf(ctx);
            if (people.length === 0) break;
            const id = people[next(luck) % people.length]!;
            const family = next(luck) % 2 === 0;
            const wanted = family
              ? { unitIds: [await homeOf(ctx, id)], personIds: [] }
              : { unitIds: [], personIds: [id] };
            gone.push(must(await takeOff(ctx, wanted)).undo.input);
          }
          const off = await hash(ctx);
          for (const rows of shuffled(given, luck)) await addRows(ctx, draftsOf(rows));
          expect(await hash(ctx)).toBe(off);
          for (const rows of later) await addRows(ctx, draftsOf(rows));
          for (const input of shuffled(gone, luck)) must(await putBack(ctx, input));
          expect(await hash(ctx)).toBe(await hash(calm));
        }),
        options,
      ),
    patience,
  );
  it(
    "a shared phone taken back is one person's again",
    () =>
      fc.assert(
        fc.asyncProperty(lists, async (given) => {
          const ctx = await fresh();
          for (const rows of given) await addRows(ctx, draftsOf(rows));
          const before = await hash(ctx);
          const phone = { kind: "phone" as const, value: "+919876500001" };
          must(await shareIdentifier(ctx, phone));
          must(await unshareIdentifier(ctx, phone));
          expect(await hash(ctx)).toBe(before);
        }),
        options,
      ),
    patience,
  );
  it("keeps every identifier with one person under 16 importers at once", async () => {
    const ctx = await fresh();
    const rows = fc.sample(anyRow, { numRuns: 160, seed: SEED });
    await Promise.all(
      Array.from({ length: 16 }, (_, i) => addRows(ctx, draftsOf(rows.slice(i * 10, i * 10 + 20)))),
    );
    const { rows: twice } = await admin.query(
      "select kind, value from person_identifiers where wedding_id = $1 and valid_to is null and not shared group by 1, 2 having count(distinct person_id) > 1",
      [ctx.scope.weddingId],
    );
    expect(twice).toEqual([]);
    const alone = await fresh();
    await addRows(alone, draftsOf(rows));
    expect(await hash(ctx)).toBe(await hash(alone));
  }, 120_000);
});

afterAll(() => process.stdout.write(`laws of identity: seed ${SEED}\n`));

const next = (luck: fc.Stream<number>): number => luck.next().value as number;

function shuffled<T>(items: readonly T[], luck: fc.Stream<number>): T[] {
  const left = [...items];
  const out: T[] = [];
  while (left.length > 0) out.push(...left.splice(next(luck) % left.length, 1));
  return out;
}
