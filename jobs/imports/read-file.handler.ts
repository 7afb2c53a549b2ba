import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { objectStore } from "@/lib/adapters/object-store";
import { askColumns } from "@/lib/imports/commands/ask-columns";
import { finishReading } from "@/lib/imports/commands/finish-reading";
import { stageRows } from "@/lib/imports/commands/stage-rows";
import { findMapping, requireBatch } from "@/lib/imports/queries";
import { mapHeader } from "@/lib/imports/rules/columns";
import type { ColumnProposal } from "@/lib/imports/rules/propose-columns";
import type { MappingChoice } from "@/lib/imports/rules/targets";
import type { readImportFile } from "@/lib/imports/topics";
import type { CommandContext } from "@/lib/platform/command";
import { readTenant } from "@/lib/platform/transaction";
import type { Handler } from "../job";
import { readList } from "./read-list";
import type { MappingQuestion } from "./readers/headings";

type Batch = Awaited<ReturnType<typeof requireBatch>>;

/** Reads an uploaded list in a stream, chunk by chunk; memory does not grow with the file. */
export const handle: Handler<z.output<typeof readImportFile.payload>> = async (
  { weddingId, batchId, side },
  { correlationId },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "imports.read-file" }, side);
  const ctx = { scope, correlationId };
  const batch = await readTenant(scope, (tx) => requireBatch(tx, scope, batchId));
  if (batch.state !== "reading" || !batch.objectKey) return;
  const asked = await readBatch(ctx, batch, batch.mapping as MappingChoice | null);
  if (!asked) return;
  // Somebody said before what columns under these headings are: the list is read again with that.
  const known = await readTenant(scope, (tx) => findMapping(tx, scope, asked.signature));
  const map = mapHeader(asked.question.header);
  if (!known && !map.ok && !looksLikeGuests(asked.question.proposal)) {
    await finishReading(ctx, { batchId, outcome: { kind: "failed", reason: map.reason } });
    return;
  }
  const remembered = known && !batch.mapping ? (known as MappingChoice) : null;
  const kept = await askColumns(ctx, {
    batchId,
    question: asked.question,
    ...(asked.sheets ? { sheets: asked.sheets } : {}),
    ...(remembered ? { known: remembered } : {}),
  });
  if (remembered && kept.ok) await readBatch(ctx, batch, remembered);
};

/** A letter or a dump of bytes has columns too; asking a family what they mean would help nobody. */
const looksLikeGuests = (proposal: readonly ColumnProposal[]): boolean =>
  proposal.some(
    ({ target, confidence }) =>
      target === "phone" || target === "email" || (NAME_TARGETS.includes(target) && confidence > 0.6),
  );

const NAME_TARGETS: readonly string[] = ["full", "given", "family", "household"];

const askedOf = ({ header, sample, hasHeader, proposal }: MappingQuestion) => ({
  header,
  sample,
  hasHeader,
  proposal,
});

/** Stages the rows; returns the question where the headings say too little. */
async function readBatch(ctx: CommandContext, batch: Batch, mapping: MappingChoice | null) {
  const { body } = await objectStore().get(batch.objectKey!);
  let firstRow = 1;
  // What the database adds again (heading_rows) where it tells a person the row of their sheet.
  const headingRows = batch.kind === "file" && (mapping?.hasHeader ?? true) ? 1 : 0;
  let sheets: string[] | undefined;
  const options = {
    homeCountry: batch.homeCountry,
    fileName: batch.fileName,
    asks: true as const,
    ...(batch.kind === "pasted" ? { kind: "pasted" as const } : {}),
    ...(batch.sheet ? { sheet: batch.sheet } : {}),
    ...(mapping ? { mapping } : {}),
  };
  // One portion is being stored while the next is read.
  let storing: ReturnType<typeof stageRows> | undefined;
  for await (const part of readList(body, options)) {
    if (part.kind === "sheets") sheets = part.names;
    else if (part.kind === "needs_mapping") {
      return { question: askedOf(part), signature: part.signature, sheets };
    } else if (part.kind === "rows") {
      if (storing && !(await storing).ok) return null;
      const rows = part.rows.map(({ line, ...row }) =>
        line === undefined ? row : { ...row, rowNumber: line - headingRows },
      );
      storing = stageRows(ctx, { batchId: batch.id, firstRow, rows, bytesRead: part.bytesRead });
      // Its failure is met when it is waited for.
      storing.catch(() => undefined);
      firstRow += part.rows.length;
    } else {
      if (storing && !(await storing).ok) return null;
      const outcome =
        part.kind === "refused"
          ? { kind: "failed" as const, reason: part.reason }
          : {
              kind: "staged" as const,
              householdColumn: part.householdColumn,
              format: part.source,
              ...(part.note ? { note: part.note } : {}),
              ...(part.question ? { question: askedOf(part.question) } : {}),
              ...(sheets ? { sheets } : {}),
            };
      await finishReading(ctx, { batchId: batch.id, outcome });
      return null;
    }
  }
  return null;
}
