import { beforeEach, expect, it } from "vitest";
import { CONSOLE_COMMANDS } from "@/app/api/weddings/[wedding]/commands/console-commands";
import { mintScope } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { decideDuplicate } from "@/lib/guests/commands/decide-duplicate";
import { keepLikely } from "@/lib/guests/commands/keep-likely";
import { mergePeople } from "@/lib/guests/commands/merge-people";
import { MOST_KEPT } from "@/lib/guests/inputs";
import { findDuplicates } from "@/lib/guests/loaders";
import { listDecidedSuggestions } from "@/lib/guests/queries";
import { countLikely } from "@/lib/guests/queries/duplicates";
import { newId } from "@/lib/kernel/ids";
import { readTenant } from "@/lib/platform/transaction";
import { contextFor, importCsv, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

const LIST =
  "Name,Phone,Family,Side\nRahul Sharma,9876500001,,bride\nराहुल शर्मा,9123411188,,bride\nRohan Sharma,9876500003,,bride\n" +
  "Kiran Mehta,9876500004,Mehta family,groom\nKiran Mehtaa,9876500005,,groom\nNitin Mehta,9876500006,Mehta family,groom\n";

let wedding: TestWedding;
beforeEach(async () => {
  wedding = await makeWedding();
  await importCsv(wedding.ctx, LIST);
});

const found = async (scope = wedding.scope) => (await findDuplicates(scope))!.pairs;
const names = async (scope = wedding.scope) =>
  (await found(scope)).map(({ a, b }) => [a.name, b.name].sort().join(" = ")).sort();
const likely = (scope: Scope) =>
  readTenant(scope, async (tx) => countLikely(tx, scope, await listDecidedSuggestions(tx, scope)));
const RAHUL = "Rahul Sharma = राहुल शर्मा";
const KIRAN = "Kiran Mehta = Kiran Mehtaa";
const pairOf = async (name: string) => (await found()).find(({ a, b }) => [a.name, b.name].includes(name))!;

it("suggests one person across scripts and spellings, with reasons, and no brothers", async () => {
  expect(await names()).toEqual([KIRAN, RAHUL]);
  const { reasons, a } = await pairOf("Rahul Sharma");
  expect(reasons).toEqual([expect.stringMatching(/the same name, written differently/)]);
  expect(a).toMatchObject({ side: "bride", family: expect.stringMatching(/Sharma|शर्मा/) });
});

it("tells the two apart by their numbers, for whoever may see numbers", async () => {
  const phones = async (scope?: Scope) =>
    (await found(scope)).flatMap(({ a, b }) => [a.phone, b.phone]).sort();
  expect(await phones()).toEqual([
    "+91 91234 11188",
    "+91 98765 00001",
    "+91 98765 00004",
    "+91 98765 00005",
  ]);
  expect(await phones((await wedding.as("viewer")).scope)).toEqual([null, null, null, null]);
});

it("never decides by itself, and leaves a pair out once they are one person", async () => {
  const { a, b } = await pairOf("Rahul Sharma");
  expect(await names()).toContain(RAHUL);
  const { undo } = must(await mergePeople(wedding.ctx, { keptId: a.id, goneId: b.id }));
  expect(await names()).toEqual([KIRAN]);
  must(await CONSOLE_COMMANDS.get(undo.command)!(wedding.ctx, undo.input as never));
  expect(await names()).toEqual([KIRAN, RAHUL]);
});

it("remembers a refusal over a re-import, until it is taken back", async () => {
  const { key, a, b } = await pairOf("Rahul Sharma");
  const input = { key, keptId: a.id, goneId: b.id, decision: "refused" } as const;
  const { undo } = must<{ undo: { command: string; input: unknown } }>(
    await decideDuplicate(wedding.ctx, input),
  );
  expect(await decideDuplicate(wedding.ctx, input)).toMatchObject({ ok: false, code: "decided" });
  await importCsv(wedding.ctx, LIST);
  expect(await names()).toEqual([KIRAN]);
  const sent = JSON.parse(JSON.stringify(undo.input)) as never;
  must(await CONSOLE_COMMANDS.get(undo.command)!(wedding.ctx, sent));
  expect(await names()).toEqual([KIRAN, RAHUL]);
  expect(await CONSOLE_COMMANDS.get(undo.command)!(wedding.ctx, sent)).toMatchObject({ ok: false });
});

it("takes a refusal only for the two it is about", async () => {
  const [rahul, kiran] = [await pairOf("Rahul Sharma"), await pairOf("Kiran Mehta")];
  for (const goneId of [kiran.b.id, newId(), rahul.a.id]) {
    const wrong = { key: rahul.key, keptId: rahul.a.id, goneId, decision: "refused" } as const;
    expect(await decideDuplicate(wedding.ctx, wrong)).toMatchObject({ ok: false, code: "changed" });
  }
});

it("shows and takes from a side admin the own side alone", async () => {
  const groom = await wedding.as("side_admin", "groom");
  expect(await names(groom.scope)).toEqual([KIRAN]);
  expect(await names((await wedding.as("side_admin", "bride")).scope)).toEqual([RAHUL]);
  const { key, a, b } = await pairOf("Rahul Sharma");
  const input = { key, keptId: a.id, goneId: b.id, decision: "refused" } as const;
  expect(await decideDuplicate(groom, input)).toMatchObject({ ok: false, code: "changed" });
});

it("stays in the wedding, and names a pair once", async () => {
  const other = await makeWedding("Two");
  expect(await found(other.scope)).toEqual([]);
  const pairs = await found();
  expect(new Set(pairs.map(({ a, b }) => [a.id, b.id].sort().join())).size).toBe(pairs.length);
});

it("counts after a list was added what nobody has decided, for each what they may see, as it is now", async () => {
  const counted = async (ctx = wedding.ctx) => (await likely(ctx.scope)).count;
  const [bride, groom] = [await wedding.as("side_admin", "bride"), await wedding.as("side_admin", "groom")];
  expect([await counted(), await counted(bride), await counted(groom)]).toEqual([2, 1, 1]);
  const { a, b } = await pairOf("Rahul Sharma");
  const { undo } = must(await mergePeople(wedding.ctx, { keptId: a.id, goneId: b.id }));
  expect([await counted(), await counted(bride)]).toEqual([1, 0]);
  must(await CONSOLE_COMMANDS.get(undo.command)!(wedding.ctx, undo.input as never));
  const { key, ...kiran } = await pairOf("Kiran Mehta");
  must(
    await decideDuplicate(wedding.ctx, { key, keptId: kiran.a.id, goneId: kiran.b.id, decision: "refused" }),
  );
  expect([await counted(), await counted(groom)]).toEqual([1, 0]);
  // What a later list brings is found with it, and with it alone what a human writes.
  await importCsv(wedding.ctx, "Name,Phone\nVimla Desai,9876500011\nVimlaa Desai ji,9876500012\n");
  expect(await counted()).toBe(2);
  await admin.query(
    "update people set name = 'Somebody Else' where wedding_id = $1 and name = 'Vimla Desai'",
    [wedding.weddingId],
  );
  expect(await counted()).toBe(1);
});

it("keeps no more pairs than can be looked at again, and says so", async () => {
  const other = await makeWedding("Many");
  const pairs = Array.from({ length: MOST_KEPT }, () => [newId(), newId()] as [string, string]);
  const job = contextFor(mintScope(other.weddingId, { kind: "system", job: "test" }));
  must(await keepLikely(job, { pairs, more: true }));
  expect(await likely(other.scope)).toEqual({
    count: 0,
    more: true,
  });
  await expect(keepLikely(other.ctx, { pairs, more: true })).rejects.toThrow(/role/);
  await expect(keepLikely(job, { pairs: [...pairs, pairs[0]!], more: true })).rejects.toThrow();
});

it("compares two thousand people while a page waits", async () => {
  const first = ["Ramesh", "Suresh", "Sunita", "Kavita", "Amit", "Anita", "Rahul", "Rohan", "Priya", "Neha"];
  const last = ["Sharma", "Verma", "Mehta", "Gupta", "Agarwal", "Iyer", "Reddy", "Patel", "Singh", "Khan"];
  const rows = Array.from(
    { length: 2_000 },
    (_, i) => `${first[i % 10]} ${last[Math.floor(i / 10) % 10]},91${10_000_000 + i}`,
  );
  await importCsv(wedding.ctx, `Name,Phone\n${rows.join("\n")}\n`);
  expect(await found()).not.toBeNull();
});
