import { createReadStream } from "node:fs";
import path from "node:path";
import { sql } from "drizzle-orm";
import { handle as addList } from "@/jobs/imports/commit-batch.handler";
import { handle as readFile } from "@/jobs/imports/read-file.handler";
import { handle as takeBack } from "@/jobs/imports/undo-batch.handler";
import { objectStore } from "@/lib/adapters/object-store";
import { commitImport } from "@/lib/imports/commands/commit-import";
import { startImport } from "@/lib/imports/commands/start-import";
import { undoImport } from "@/lib/imports/commands/undo-import";
import { requireBatch } from "@/lib/imports/queries";
import { newId } from "@/lib/kernel/ids";
import type { CommandContext } from "@/lib/platform/command";
import { readTenant } from "@/lib/platform/transaction";

export interface ImportedRow {
  /** From 1, without the heading. */
  row: number;
  outcome: string;
  name: string;
  /** Why it was refused or is a question. */
  reason: string | null;
  /** What of it was set aside or read otherwise than written, the number whose digits Excel lost among it. */
  noticed?: string[];
}

export interface ImportedFile {
  file: string;
  batch: string;
  state: string;
  failure: string | null;
  /** What the family is told of the list as a whole. */
  note: string | null;
  outcomes: Record<string, number>;
  rows: ImportedRow[];
}

const UNKNOWN_COLUMNS =
  "What its columns mean is not known, and nothing was added. Say it once on the list’s page (Guests, Bring a list); then this file is read without asking.";

/** A file through the same commands and handlers as an upload, in this process; `rows` tells what became of each. */
export async function importFile(ctx: CommandContext, file: string): Promise<ImportedFile> {
  const { scope } = ctx;
  const batchId = newId();
  const objectKey = `imports/${scope.weddingId}/${batchId}`;
  const { bytes } = await objectStore().put(objectKey, createReadStream(file));
  const started = await startImport(ctx, {
    batchId,
    fileName: path.basename(file),
    objectKey,
    bytes: Math.max(1, bytes),
  });
  if (!started.ok) throw new Error(started.message);
  const job = { weddingId: scope.weddingId, batchId, side: scope.side };
  const tools = { correlationId: ctx.correlationId, deadline: Date.now() + 3_600_000, attempt: 0 };
  await readFile(job, tools);
  const batch = await readTenant(scope, (tx) => requireBatch(tx, scope, batchId));
  if (batch.state === "staged") {
    const committed = await commitImport(ctx, {
      batchId,
      grouping: batch.householdColumn ? "column" : "each",
      attested: true,
    });
    if (!committed.ok) throw new Error(committed.message);
    await addList(job, tools);
  }
  return reportOf(ctx, file, batchId);
}

/** Takes a list back in this process. Throws with the refusal's words. */
export async function undoFile(ctx: CommandContext, batchId: string): Promise<void> {
  const asked = await undoImport(ctx, { batchId });
  if (!asked.ok) throw new Error(asked.message);
  await takeBack(
    { weddingId: ctx.scope.weddingId, batchId, side: ctx.scope.side },
    { correlationId: ctx.correlationId, deadline: Date.now() + 3_600_000, attempt: 0 },
  );
}

/** Here nobody sees the sheets to choose from. */
function otherSheets({ sheets, sheet }: { sheets: string[] | null; sheet: string | null }): string {
  const others = (sheets ?? []).filter((name) => name !== (sheet ?? sheets?.[0]));
  return others.length === 0
    ? ""
    : `Only one sheet of the workbook was read, not ${others.map((name) => `“${name}”`).join(", ")}.`;
}

async function reportOf({ scope }: CommandContext, file: string, batchId: string): Promise<ImportedFile> {
  return readTenant(scope, async (tx) => {
    const batch = await requireBatch(tx, scope, batchId);
    const { rows: read } = await tx.execute<
      ImportedRow & { noticed: string[] } & Record<string, unknown>
    >(sql`
      select row_number as row, outcome, draft->'name'->>'full' as name,
        coalesce(conflict->>'detail', case when outcome = 'refused' then draft->'problems'->-1->>'message' end) as reason,
        case when outcome <> 'refused' then jsonb_path_query_array(draft, '$.problems[*].message') else '[]' end as noticed
      from import_rows where wedding_id = ${scope.weddingId} and batch_id = ${batchId} order by row_number`);
    const rows = read.map(
      ({ noticed, ...row }): ImportedRow => (noticed.length > 0 ? { ...row, noticed } : row),
    );
    const outcomes: Record<string, number> = {};
    for (const row of rows) outcomes[row.outcome] = (outcomes[row.outcome] ?? 0) + 1;
    const failure = batch.state === "mapping" ? UNKNOWN_COLUMNS : batch.failure;
    const note = [batch.note, otherSheets(batch)].filter(Boolean).join(" ") || null;
    return { file, batch: batchId, state: batch.state, failure, note, outcomes, rows };
  });
}
