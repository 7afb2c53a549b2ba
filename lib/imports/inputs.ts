import { z } from "zod";

export const startImportInput = z.object({
  batchId: z.uuid(),
  fileName: z.string().trim().min(1, "The file has no name.").max(200),
  objectKey: z.string().min(1),
  bytes: z.number().int().positive("The file is empty."),
});

export const stageRowsInput = z.object({
  batchId: z.uuid(),
  firstRow: z.number().int().positive(),
  rows: z.array(z.object({ raw: z.array(z.string()), draft: z.record(z.string(), z.unknown()) })).max(1000),
  bytesRead: z.number().int().nonnegative(),
});

export const finishReadingInput = z.object({
  batchId: z.uuid(),
  outcome: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("staged"), householdColumn: z.string().nullable() }),
    z.object({ kind: z.literal("failed"), reason: z.string().min(1) }),
  ]),
});

export const commitImportInput = z.object({
  batchId: z.uuid(),
  grouping: z.enum(["column", "each"]),
  attested: z.literal(true, {
    error:
      "Please confirm that these people gave you their numbers for invitations. Without that nobody can be messaged.",
  }),
});

export const batchOnlyInput = z.object({ batchId: z.uuid() });
