import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { objectStore } from "@/lib/adapters/object-store";
import { commitImport } from "@/lib/imports/commands/commit-import";
import { startImport } from "@/lib/imports/commands/start-import";
import { newId } from "@/lib/kernel/ids";
import { makeWedding, must } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

const FILES = Number(process.env.MANY_FILES ?? 50);
const MB = 1024 * 1024;

it(`takes ${FILES} files at once: every good one is added, every bad one says why, memory stays bounded`, async () => {
  const wedding = await makeWedding();
  const idle = process.memoryUsage.rss();
  let peak = idle;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  const files = Array.from({ length: FILES }, (_, i) => ({
    batchId: newId(),
    // Every tenth is nonsense.
    content:
      i % 10 === 9
        ? Buffer.alloc(200_000, i % 7)
        : `Name,Phone\nGuest ${i},98${String(20_000_000 + i)}\nAll,9830000001\n`,
  }));
  await Promise.all(
    files.map(async ({ batchId, content }) => {
      const objectKey = `imports/${wedding.weddingId}/${batchId}.csv`;
      const bytes = Buffer.from(content);
      await objectStore().put(objectKey, Readable.from([bytes]));
      must(
        await startImport(wedding.ctx, {
          batchId,
          fileName: `${batchId}.csv`,
          objectKey,
          bytes: bytes.length,
        }),
      );
    }),
  );
  await Promise.all(Array.from({ length: 4 }, () => drain({ budgetMs: 60_000 })));
  const { rows } = await admin.query(
    "select id, state, failure from import_batches where wedding_id = $1 order by id",
    [wedding.weddingId],
  );
  const failed = rows.filter((row) => row.state === "failed");
  expect(failed).toHaveLength(FILES / 10);
  expect(failed.every((row) => row.failure.length > 20)).toBe(true);
  const staged = rows.filter((row) => row.state === "staged").map((row) => row.id);
  expect(staged).toHaveLength(FILES - FILES / 10);

  await Promise.all(
    staged.map(async (batchId) =>
      must(await commitImport(wedding.ctx, { batchId, grouping: "each", attested: true })),
    ),
  );
  await Promise.all(Array.from({ length: 4 }, () => drain({ budgetMs: 60_000 })));
  clearInterval(watch);
  const people = await admin.query("select count(*)::int as n from people where wedding_id = $1 and live", [
    wedding.weddingId,
  ]);
  expect(people.rows[0].n).toBe(FILES - FILES / 10 + 1);
  expect((peak - idle) / MB).toBeLessThan(300);
});
