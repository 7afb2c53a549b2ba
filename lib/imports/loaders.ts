import { notFound } from "next/navigation";
import type { Transaction } from "@/db/client";
import { loadEntry } from "@/lib/access/loaders";
import type { Scope } from "@/lib/access/types";
import { googleContactsConfigured } from "@/lib/adapters/google/contacts";
import { pageFromAddress } from "@/lib/audience/rules/address";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { formatPhone } from "@/lib/kernel/phone";
import { env } from "@/lib/platform/env";
import { readTenant } from "@/lib/platform/transaction";
import { requireWedding } from "@/lib/weddings/queries";
import {
  countBatches,
  countImportedUnits,
  countOutcomes,
  listBatches,
  listRows,
  requireBatch,
} from "./queries";
import { listAccounts } from "./queries/accounts";
import { countDifferences, listOtherSide } from "./queries/differences";
import { isDiscardable } from "./rules/discard";
import type { ColumnProposal } from "./rules/propose-columns";
import type { RowDraft } from "./rules/row";
import type { MappingChoice } from "./rules/targets";

const PREVIEW = 30;
const LISTS = 50;
const SAMPLES = 3;
const sum = (counts: readonly { count: number }[]) => counts.reduce((all, one) => all + one.count, 0);

/** The lists brought so far, and whether one more may be brought. */
export async function loadImports(
  weddingId: string,
  asked: Record<string, string | string[] | undefined> = {},
) {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("guests.import")) return { may: false as const };
  const typed = asked.typed === "1";
  const { batches, brought, page, differences, accounts, zone } = await readTenant(scope, async (tx) => ({
    ...(await pageOfLists(tx, scope, typed, pageFromAddress(asked))),
    zone: (await requireWedding(tx, scope)).zone,
    differences: await countDifferences(tx, scope, null),
    accounts: googleContactsConfigured() ? await listAccounts(tx, scope) : null,
  }));
  return {
    may: true as const,
    mayDecide: scope.permissions.has("guests.edit"),
    differences: sum(differences),
    side: scope.side,
    /** Null where this installation does not offer Google Contacts. */
    google: accounts?.map((one) => ({ ...one, syncedAt: one.syncedAt?.toISOString() ?? null })) ?? null,
    maxBytes: env().MAX_UPLOAD_MB * 1024 * 1024,
    zone,
    typed,
    brought,
    page,
    pageSize: LISTS,
    batches: batches.map(({ rowsDone, ...batch }) => ({
      ...batch,
      createdAt: batch.createdAt.toISOString(),
      discardedAt: batch.discardedAt?.toISOString() ?? null,
      discardable: isDiscardable(batch.state, rowsDone),
    })),
  };
}

/** A page of the lists; behind the last there is the last. */
async function pageOfLists(tx: Transaction, scope: Scope, typed: boolean, asked: number) {
  const brought = await countBatches(tx, scope);
  const last = Math.max(1, Math.ceil((typed ? brought.typed : brought.lists) / LISTS));
  const page = Math.min(asked, last);
  const batches = await listBatches(tx, scope, { typed, limit: LISTS, offset: (page - 1) * LISTS });
  return { batches, brought, page };
}

const previewRow = (row: { line: number; draft: RowDraft; outcome: string }) => ({
  line: row.line,
  name: row.draft.name.full,
  household: row.draft.household ?? null,
  phones: row.draft.phones.map((phone) => formatPhone(phone.e164)),
  side: row.draft.side ?? null,
  problems: row.draft.problems.map((problem) => ({ message: problem.message, raw: problem.raw })),
  refused: row.outcome === "refused",
});

type Asked = NonNullable<Awaited<ReturnType<typeof requireBatch>>["question"]>;

/** A column as a human is asked about it. Without headings the first row is a value like those below. */
const askedColumn = ({ header, sample }: Asked, { column, target, reason }: ColumnProposal) => ({
  column,
  heading: header[column]?.trim() ?? "",
  values: sample.flatMap((row) => row[column]?.trim() || []).slice(0, SAMPLES),
  target,
  reason,
});

/** One list on its way in: its state, the first rows as they were read, what is refused and what a human must decide. */
export async function loadImport(weddingId: string, batchId: string) {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("guests.import")) return { may: false as const };
  if (!isUuid(batchId)) notFound();
  return readTenant(scope, async (tx) => {
    const { objectKey, homeCountry, createdAt, finishedAt, discardedAt, question, mapping, ...batch } =
      await requireBatch(tx, scope, batchId).catch((error: unknown) => {
        if (error instanceof AppError && error.code === "not_found") notFound();
        throw error;
      });
    const staged = batch.state === "staged";
    const others = await listOtherSide(tx, scope, batchId, 100);
    return {
      may: true as const,
      side: scope.side,
      zone: (await requireWedding(tx, scope)).zone,
      batch: {
        ...batch,
        createdAt: createdAt.toISOString(),
        finishedAt: finishedAt?.toISOString() ?? null,
        discardedAt: discardedAt?.toISOString() ?? null,
        discardable: isDiscardable(batch.state, batch.rowsDone),
        outcomes: await countOutcomes(tx, scope, batchId),
      },
      question:
        question && (batch.state === "mapping" || staged)
          ? askedColumns(question, staged ? (mapping as MappingChoice | null) : null)
          : null,
      mayDecide: scope.permissions.has("guests.edit"),
      differences: sum(await countDifferences(tx, scope, batchId)),
      households: batch.state === "done" ? await countImportedUnits(tx, scope, batchId) : 0,
      preview: staged ? (await listRows(tx, scope, batchId, ["ready"], PREVIEW)).map(previewRow) : [],
      refused: (await listRows(tx, scope, batchId, ["refused"], PREVIEW)).map(previewRow),
      otherSide: {
        count: others[0]?.count ?? 0,
        rows: others.map(({ line, name, detail }) => ({ line, name, detail })),
      },
    };
  });
}

/** Every column with what we take it for; once the list was read, with what it was read as. */
function askedColumns(question: Asked, read: MappingChoice | null) {
  return {
    hasHeader: read?.hasHeader ?? question.hasHeader,
    columns: (question.proposal as ColumnProposal[]).map((one) => {
      const asked = askedColumn(question, one);
      return read
        ? {
            ...asked,
            target: read.columns[String(asked.column)] ?? ("ignore" as const),
            reason: "It was read as this.",
          }
        : asked;
    }),
  };
}
