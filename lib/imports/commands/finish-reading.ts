import { and, eq, inArray } from "drizzle-orm";
import { importBatches } from "@/db/schema/imports";
import { finishReadingInput } from "@/lib/imports/inputs";
import { defineCommand } from "@/lib/platform/command";

/** The file was read to its end, or refused with a reason a family can act on; or what followed stopped half-way. */
export const finishReading = defineCommand({
  name: "imports.finish-reading",
  permission: "guests.import",
  input: finishReadingInput,
  irreversible: "Reading a list changes nothing by itself.",
  async run({ tx, scope, now }, input) {
    const failed = input.outcome.kind === "failed";
    const changed = await tx
      .update(importBatches)
      .set(
        input.outcome.kind === "staged"
          ? {
              state: "staged",
              hasHouseholdColumn: input.outcome.householdColumn,
              format: input.outcome.format ?? null,
              // A file of lines is what might have been pasted: no headings stand above its first guest.
              ...(input.outcome.format === "pasted" ? { kind: "pasted" as const } : {}),
              ...(input.outcome.sheets ? { sheets: input.outcome.sheets } : {}),
              // Read with other columns, the list has other things to say.
              note: input.outcome.note ?? null,
              ...(input.outcome.question ? { question: input.outcome.question } : {}),
            }
          : input.outcome.kind === "nothing"
            ? { state: "done", note: input.outcome.note, finishedAt: now }
            : { state: "failed", failure: input.outcome.reason, finishedAt: now },
      )
      .where(
        and(
          eq(importBatches.weddingId, scope.weddingId),
          eq(importBatches.id, input.batchId),
          inArray(importBatches.state, failed ? ["reading", "committing", "undoing"] : ["reading"]),
        ),
      )
      .returning({ id: importBatches.id });
    if (changed.length === 0) return { unchanged: null };
    // The question repeats rows of the list, and those are nothing for the audit.
    const { question: _, ...payload } = { question: undefined, ...input.outcome };
    return {
      result: null,
      audit: [
        {
          action: failed ? "refused" : input.outcome.kind,
          entity: "import_batch",
          entityId: input.batchId,
          payload,
        },
      ],
      topics: [],
    };
  },
});
