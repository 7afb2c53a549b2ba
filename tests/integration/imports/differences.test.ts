import { beforeEach, expect, it } from "vitest";
import { decideConflicts } from "@/lib/guests/commands/decide-conflicts";
import {
  countDifferences,
  listBulk,
  listClaimContacts,
  listDifferences,
  listFitting,
  listOtherSide,
  listSources,
} from "@/lib/imports/queries/differences";
import { readTenant } from "@/lib/platform/transaction";
import { importCsv, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";

let wedding: TestWedding;
beforeEach(async () => {
  wedding = await makeWedding();
});

const look = (batchId: string | null = null) =>
  readTenant(wedding.scope, async (tx) => {
    const { scope } = wedding;
    const rows = await listDifferences(tx, scope, { field: null, batchId }, { limit: 50, offset: 0 });
    const claims = rows.flatMap((row) =>
      row.claimId ? [row.claimId] : (row.options as { claims: string[] }[]).flatMap((one) => one.claims),
    );
    const people = rows.flatMap((row) =>
      row.kind === "people" ? (row.options as string[]) : [row.personId!],
    );
    return {
      rows,
      counts: await countDifferences(tx, scope, batchId),
      sources: await listSources(tx, scope, claims),
      contacts: await listClaimContacts(tx, scope, claims),
      people: await listFitting(tx, scope, people),
      bulk: await listBulk(tx, scope, batchId),
      otherSide: batchId ? await listOtherSide(tx, scope, batchId, 10) : [],
    };
  });

it("tells what differs, where it is said, and what can be decided by the list", async () => {
  const ours = await importCsv(
    wedding.ctx,
    Buffer.from(
      "Name,Phone\nAsha Rao,9811100001\nVikram Rao,9811100002\nNeel Shah,9811100003\nNeel's Papa,9811100003\n",
    ),
  );
  const theirs = await importCsv(
    wedding.ctx,
    Buffer.from(
      "Name,Phone,Phone 2\nA. Rao Sharma,9811100001,\nV. Rao Gupta,9811100002,\nMistake,9811100001,9811100002\n",
    ),
  );
  const found = await look();
  expect(found.counts).toEqual(
    expect.arrayContaining([
      { field: "name", count: 3 },
      { field: "people", count: 1 },
    ]),
  );
  expect(found.rows[0]).toMatchObject({ kind: "people", draft: { name: { full: "Mistake" } } });
  expect(found.people).toHaveLength(3);
  expect(found.sources).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ batchId: ours, kind: "file", line: 2 }),
      expect.objectContaining({ batchId: theirs, line: 4 }),
    ]),
  );
  expect(found.contacts.flatMap((one) => one.contacts)).toContainEqual({
    kind: "phone",
    value: "+919811100003",
  });
  // Neel's number has two names in one list: which of them is right, no list can say.
  expect(found.bulk.map(({ batchId, keys, whole }) => [batchId, keys.length, whole])).toEqual([
    [theirs, 2, 2],
    [ours, 2, 3],
  ]);
  expect(await look(theirs)).toMatchObject({ rows: { length: 3 }, otherSide: [] });

  const mine = found.bulk[1]!;
  const done = must(
    await decideConflicts(wedding.ctx, {
      keys: mine.keys,
      batchId: mine.batchId,
      choice: { kind: "theirs" },
    }),
  );
  expect(done).toMatchObject({ decided: 2 });
  expect((await look()).bulk).toEqual([]);
});
