import { notFound } from "next/navigation";
import { loadEntry } from "@/lib/access/loaders";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { formatPhone } from "@/lib/kernel/phone";
import { env } from "@/lib/platform/env";
import { readTenant } from "@/lib/platform/transaction";
import { countImportedUnits, countOutcomes, listBatches, listRows, requireBatch } from "./queries";
import type { RowDraft } from "./rules/row";

const PREVIEW = 30;

/** The lists brought so far, and whether one more may be brought. */
export async function loadImports(weddingId: string) {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("guests.import")) return { may: false as const };
  const batches = await readTenant(scope, (tx) => listBatches(tx, scope));
  return {
    may: true as const,
    side: scope.side,
    maxBytes: env().MAX_UPLOAD_MB * 1024 * 1024,
    batches: batches.map((batch) => ({ ...batch, createdAt: batch.createdAt.toISOString() })),
  };
}

const previewRow = (row: { rowNumber: number; draft: RowDraft; outcome: string }) => ({
  /** As a spreadsheet counts: the heading is row 1. */
  line: row.rowNumber + 1,
  name: row.draft.name.full,
  household: row.draft.household ?? null,
  phones: row.draft.phones.map((phone) => formatPhone(phone.e164)),
  side: row.draft.side ?? null,
  problems: row.draft.problems.map((problem) => ({ message: problem.message, raw: problem.raw })),
  refused: row.outcome === "refused",
});

/** One list on its way in: its state, the first rows as they were read, what is refused and what a human must decide. */
export async function loadImport(weddingId: string, batchId: string) {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("guests.import")) return { may: false as const };
  if (!isUuid(batchId)) notFound();
  return readTenant(scope, async (tx) => {
    const { objectKey, homeCountry, createdAt, finishedAt, ...batch } = await requireBatch(
      tx,
      scope,
      batchId,
    ).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "not_found") notFound();
      throw error;
    });
    const staged = batch.state === "staged";
    const conflicts = await listRows(tx, scope, batchId, ["conflict"], 100);
    return {
      may: true as const,
      side: scope.side,
      batch: {
        ...batch,
        createdAt: createdAt.toISOString(),
        finishedAt: finishedAt?.toISOString() ?? null,
        outcomes: await countOutcomes(tx, scope, batchId),
      },
      households: batch.state === "done" ? await countImportedUnits(tx, scope, batchId) : 0,
      preview: staged ? (await listRows(tx, scope, batchId, ["ready"], PREVIEW)).map(previewRow) : [],
      refused: (await listRows(tx, scope, batchId, ["refused"], PREVIEW)).map(previewRow),
      conflicts: conflicts.map((row) => ({
        line: row.rowNumber + 1,
        name: row.draft.name.full,
        detail: row.conflict?.detail ?? "Two people answer to this row.",
        unitId: row.unitId,
      })),
    };
  });
}
