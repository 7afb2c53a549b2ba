import { and, asc, desc, eq, gt, inArray, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { users } from "@/db/schema/access";
import { people } from "@/db/schema/guests";
import { claims } from "@/db/schema/identity";
import { importBatches, importMappings, importRows, type ROW_OUTCOMES } from "@/db/schema/imports";
import { weddings } from "@/db/schema/weddings";
import { memberName } from "@/lib/access/queries";
import type { Scope } from "@/lib/access/types";
import { AppError } from "@/lib/kernel/errors";

/** One batch with the wedding's home country. Throws AppError `not_found`. */
export async function requireBatch(tx: Transaction, scope: Scope, batchId: string) {
  const [batch] = await tx
    .select({
      id: importBatches.id,
      fileName: importBatches.fileName,
      objectKey: importBatches.objectKey,
      kind: importBatches.kind,
      sheet: importBatches.sheet,
      sheets: importBatches.sheets,
      mapping: importBatches.mapping,
      question: importBatches.question,
      bytes: importBatches.bytes,
      bytesRead: importBatches.bytesRead,
      state: importBatches.state,
      grouping: importBatches.grouping,
      householdColumn: importBatches.hasHouseholdColumn,
      rowsRead: importBatches.rowsRead,
      rowsDone: importBatches.rowsDone,
      failure: importBatches.failure,
      note: importBatches.note,
      createdAt: importBatches.createdAt,
      finishedAt: importBatches.finishedAt,
      discardedAt: importBatches.discardedAt,
      discardedBy: sql<string | null>`${memberName(scope, "users")}`,
      homeCountry: weddings.homeCountry,
    })
    .from(importBatches)
    .innerJoin(weddings, eq(weddings.id, importBatches.weddingId))
    .leftJoin(users, eq(users.id, importBatches.discardedBy))
    .where(and(eq(importBatches.weddingId, scope.weddingId), eq(importBatches.id, batchId)));
  if (!batch) throw new AppError("not_found", "There is no such list.");
  return batch;
}

/** A page of the lists brought so far, the latest first; guests typed by hand are lists of one, and kept apart. */
export async function listBatches(
  tx: Transaction,
  scope: Scope,
  { typed, limit, offset }: { typed: boolean; limit: number; offset: number },
) {
  return tx
    .select({
      id: importBatches.id,
      kind: importBatches.kind,
      fileName: importBatches.fileName,
      state: importBatches.state,
      rowsRead: importBatches.rowsRead,
      rowsDone: importBatches.rowsDone,
      createdAt: importBatches.createdAt,
      discardedAt: importBatches.discardedAt,
      discardedBy: sql<string | null>`${memberName(scope, "users")}`,
    })
    .from(importBatches)
    .leftJoin(users, eq(users.id, importBatches.discardedBy))
    .where(
      and(
        eq(importBatches.weddingId, scope.weddingId),
        typed ? eq(importBatches.kind, "typed") : ne(importBatches.kind, "typed"),
      ),
    )
    .orderBy(desc(importBatches.createdAt), desc(importBatches.id))
    .limit(limit)
    .offset(offset);
}

/** How many lists there are, and how many guests were typed by hand. */
export async function countBatches(tx: Transaction, scope: Scope): Promise<{ lists: number; typed: number }> {
  const typed = sql<number>`count(*) filter (where ${importBatches.kind} = 'typed')::int`;
  const [row] = await tx
    .select({ typed, lists: sql<number>`count(*)::int - ${typed}` })
    .from(importBatches)
    .where(eq(importBatches.weddingId, scope.weddingId));
  return row!;
}

/** How many rows ended how: `{ready, refused, created, matched, conflict}`. */
export async function countOutcomes(tx: Transaction, scope: Scope, batchId: string) {
  const rows = await tx
    .select({
      outcome:
        sql<string>`case when ${importRows.conflict}->>'kind' = 'taken_off' then 'off' else ${importRows.outcome} end`.as(
          "became",
        ),
      count: sql<number>`count(*)::int`,
    })
    .from(importRows)
    .where(and(eq(importRows.weddingId, scope.weddingId), eq(importRows.batchId, batchId)))
    .groupBy(sql`became`);
  return {
    ready: 0,
    refused: 0,
    created: 0,
    matched: 0,
    conflict: 0,
    remembered: 0,
    /** Of guests who were taken off the list, and stay off. */
    off: 0,
    undone: 0,
    ...Object.fromEntries(rows.map((row) => [row.outcome, row.count])),
  };
}

interface Which {
  limit?: number;
  offset?: number;
  /** Only rows after this one. */
  after?: number;
  /** Only these row numbers, or all but them. */
  rows?: { are: "only" | "all_but"; numbers: readonly number[] };
  /** Only rows of which the reading noticed something. */
  noted?: keyof typeof NOTED;
}

/** Of which rows the reading noticed something, or that a number has no country code. */
const NOTED = {
  noticed: sql`${importRows.draft}->'problems' <> '[]'`,
  assumed: sql`${importRows.draft}->>'phones' ~ '"assumedCountry": true'`,
  either: sql`(${importRows.draft}->'problems' <> '[]' or ${importRows.draft}->>'phones' ~ '"assumedCountry": true')`,
};

/** Of how many rows that are not refused the reading noticed something. */
export async function countNoted(tx: Transaction, scope: Scope, batchId: string) {
  const [row] = await tx
    .select({
      noticed: sql<number>`count(*) filter (where ${NOTED.noticed})::int`,
      assumed: sql<number>`count(*) filter (where ${NOTED.assumed})::int`,
    })
    .from(importRows)
    .where(
      and(
        eq(importRows.weddingId, scope.weddingId),
        eq(importRows.batchId, batchId),
        ne(importRows.outcome, "refused"),
      ),
    );
  return row!;
}

/** Rows of the given outcomes, in file order. */
export async function listRows(
  tx: Transaction,
  scope: Scope,
  batchId: string,
  outcomes: readonly (typeof ROW_OUTCOMES)[number][],
  { limit = 50, offset = 0, after, rows, noted }: Which = {},
) {
  const numbers =
    rows &&
    sql`(${importRows.rowNumber} in (select n::int from jsonb_array_elements_text(${JSON.stringify(rows.numbers)}::jsonb) as l(n)))`;
  return tx
    .select({
      rowNumber: importRows.rowNumber,
      /** As a spreadsheet counts its rows. */
      line: sql<number>`${importRows.rowNumber} + ${importBatches.headingRows}`,
      draft: importRows.draft,
      outcome: importRows.outcome,
      conflict: importRows.conflict,
      personId: claims.personId,
      unitId: people.unitId,
    })
    .from(importRows)
    .innerJoin(
      importBatches,
      and(eq(importBatches.weddingId, importRows.weddingId), eq(importBatches.id, importRows.batchId)),
    )
    .leftJoin(claims, and(eq(claims.weddingId, importRows.weddingId), eq(claims.id, importRows.claimId)))
    .leftJoin(people, and(eq(people.weddingId, claims.weddingId), eq(people.id, claims.personId)))
    .where(
      and(
        eq(importRows.weddingId, scope.weddingId),
        eq(importRows.batchId, batchId),
        inArray(importRows.outcome, [...outcomes]),
        rows?.are === "all_but" ? sql`not ${numbers}` : numbers,
        noted && NOTED[noted],
        after === undefined ? undefined : gt(importRows.rowNumber, after),
      ),
    )
    .orderBy(asc(importRows.rowNumber))
    .limit(limit)
    .offset(offset);
}

/** Into how many households the people of a list went. */
export async function countImportedUnits(tx: Transaction, scope: Scope, batchId: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(distinct p.unit_id)::int as n from import_rows r join claims c on c.wedding_id = r.wedding_id and c.id = r.claim_id join people p on p.wedding_id = c.wedding_id and p.id = c.person_id
      where r.wedding_id = ${scope.weddingId} and r.batch_id = ${batchId} and r.outcome = 'created'`,
  );
  return rows[0]!.n;
}

/** How columns under these headings were read the last time somebody chose. */
export async function findMapping(tx: Transaction, scope: Scope, signature: string) {
  const [known] = await tx
    .select({ mapping: importMappings.mapping })
    .from(importMappings)
    .where(and(eq(importMappings.weddingId, scope.weddingId), eq(importMappings.signature, signature)));
  return known?.mapping ?? null;
}
