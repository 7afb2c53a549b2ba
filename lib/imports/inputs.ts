import { z } from "zod";
import type { RowDraft } from "@/lib/imports/rules/row";
import { TARGETS } from "@/lib/imports/rules/targets";

export const startImportInput = z.object({
  batchId: z.uuid(),
  fileName: z.string().trim().min(1, "The file has no name.").max(200),
  objectKey: z.string().min(1),
  /** Lines copied out of a chat, rather than a file. */
  kind: z.enum(["file", "pasted"]).default("file"),
  bytes: z.number().int().positive("The file is empty."),
});

const mappingChoice = z.object({
  hasHeader: z.boolean(),
  columns: z.record(z.string(), z.enum(TARGETS)),
});

const columnsAsked = z.object({
  header: z.array(z.string()),
  sample: z.array(z.array(z.string())).max(8),
  hasHeader: z.boolean(),
  proposal: z.unknown(),
});

export const askColumnsInput = z.object({
  batchId: z.uuid(),
  question: columnsAsked,
  sheets: z.array(z.string()).optional(),
  /** What somebody said before of columns under these headings: read with it, and still to be corrected. */
  known: mappingChoice.optional(),
});

export const chooseColumnsInput = z
  .object({
    batchId: z.uuid(),
    mapping: mappingChoice.optional(),
    /** Another sheet of the workbook than the first. */
    sheet: z.string().max(200).optional(),
  })
  .refine(({ mapping, sheet }) => mapping !== undefined || sheet !== undefined, "Nothing was chosen.");

/** `rowNumber` is where the row stands in its sheet; without it, rows count on from the first. */
type StagedRow = { raw: string[]; draft: RowDraft; rowNumber?: number };

const isStagedRow = (row: unknown): boolean => {
  const { raw, draft, rowNumber = 1 } = (row ?? {}) as Partial<StagedRow>;
  if (!Number.isInteger(rowNumber) || rowNumber < 1) return false;
  return Array.isArray(raw) && (draft?.outcome === "ready" || draft?.outcome === "refused");
};

export const stageRowsInput = z.object({
  batchId: z.uuid(),
  /** How many rows came before these, and one. */
  firstRow: z.number().int().positive(),
  /** Our own readers' drafts, not what somebody sent: taking each apart again cost as much as reading it. */
  rows: z.array(z.custom<StagedRow>(isStagedRow)).max(1000),
  bytesRead: z.number().int().nonnegative(),
});

export const finishReadingInput = z.object({
  batchId: z.uuid(),
  outcome: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("staged"),
      householdColumn: z.string().nullable(),
      format: z.string().optional(),
      sheets: z.array(z.string()).optional(),
      /** What the family should know besides, e.g. that Google stopped half-way. */
      note: z.string().min(1).optional(),
      /** How the columns were read: a human may correct it before the list is added. */
      question: columnsAsked.optional(),
    }),
    /** There was nothing to bring, and nothing is wrong: the list is over. */
    z.object({ kind: z.literal("nothing"), note: z.string().min(1) }),
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

export const addGuestInput = z.object({
  batchId: z.uuid(),
  name: z.string().trim().min(1, "What is the guest's name?").max(200),
  phone: z.string().trim().max(60).optional(),
  email: z.string().trim().max(254).optional(),
  ageBand: z.enum(["adult", "child", "infant"]).optional(),
  side: z.enum(["bride", "groom", "both"]).optional(),
  language: z.string().max(10).optional(),
  diet: z.string().max(40).optional(),
  /** The household they join; a new one without it. */
  unitId: z.uuid().optional(),
  /** One of the household's unnamed members, who gets a name. */
  outOfCount: z.boolean().optional(),
  /** The host's word that this guest gave them the number for invitations. */
  attested: z.boolean().default(false),
});

/** A number, an e-mail, or both. */
export const addNumberInput = z
  .object({
    batchId: z.uuid(),
    personId: z.uuid(),
    phone: z.string().trim().min(1).max(60).optional(),
    email: z.string().trim().min(1).max(254).optional(),
  })
  .refine(({ phone, email }) => phone ?? email, "Write the number, or the e-mail.");

export const takeNumberBackInput = z.object({ batchId: z.uuid(), mergeId: z.uuid() });

export const connectAccountInput = z.object({
  email: z.string().trim().toLowerCase().min(3).max(254),
  refreshToken: z.string().min(1),
});

export const accountOnlyInput = z.object({ accountId: z.uuid() });

export const startSyncInput = z.object({ batchId: z.uuid(), accountId: z.uuid() });

export const noteSyncInput = z.object({
  accountId: z.uuid(),
  /** The list that was read. */
  batchId: z.uuid(),
  /** The stored token that was used: an account connected anew meanwhile is left alone. */
  sealed: z.string().min(1),
  outcome: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("synced"),
      /** From where the list was read: where it goes on from elsewhere by now, this one says nothing of what lies between. */
      began: z.string().nullable(),
      syncToken: z.string().nullable(),
    }),
    z.object({ kind: z.literal("revoked") }),
  ]),
});
