import { and, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { importBatches, importRows } from "@/db/schema/imports";
import { actorLabel } from "@/lib/access/policy";
import { lockIdentity } from "@/lib/guests/commands/resolve-people";
import { commitRows } from "@/lib/imports/commands/commit-rows";
import { undoChunk } from "@/lib/imports/commands/undo-chunk";
import { mapHeader } from "@/lib/imports/rules/columns";
import { draftFromRow } from "@/lib/imports/rules/row";
import type { Row } from "@/lib/imports/rules/sayings";
import { newId } from "@/lib/kernel/ids";
import type { CommandContext } from "@/lib/platform/command";
import { inTenant } from "@/lib/platform/transaction";

const HEADER = ["Name", "Phone", "Email", "Family", "Side", "Adults", "Tags", "Language"];

/** A row of a list as a family writes it, out of few names and numbers, so that rows meet in every way. */
export const anyRow: fc.Arbitrary<string[]> = fc.tuple(
  fc.constantFrom("Ramesh Sharma", "Ramesh Sharma ji", "Sunita", "शर्मा परिवार", "Amit", ""),
  fc.constantFrom(
    "",
    "",
    "9876500001",
    "9876500002",
    "9876500003",
    "9876500001 / 9876500002",
    "+5215512345678",
    "+525512345678",
    "98765 00003 ; 9876500004",
  ),
  fc.constantFrom("", "", "", "a@example.test", "b@example.test"),
  fc.constantFrom("", "", "Sharma", "Verma"),
  fc.constantFrom("", "bride", "groom"),
  fc.constantFrom("", "", "2", "5"),
  fc.constantFrom("", "VIP", "Office"),
  fc.constantFrom("", "", "Hindi", "English"),
);

export function draftsOf(rows: readonly string[][]): Row[] {
  const map = mapHeader(HEADER);
  if (!map.ok) throw new Error(map.reason);
  return rows
    .map((cells, index) => ({ rowNumber: index + 1, draft: draftFromRow(cells, map, { homeCountry: "IN" }) }))
    .filter(({ draft }) => draft.outcome === "ready");
}

/** A list that was read and waits, without the file. Returns the batch. */
export async function stageRows(ctx: CommandContext, rows: readonly Row[]): Promise<string> {
  const { scope } = ctx;
  const batchId = newId();
  await inTenant(scope, async ({ tx }) => {
    await tx.insert(importBatches).values({
      id: batchId,
      weddingId: scope.weddingId,
      side: scope.side,
      fileName: `${actorLabel(scope.actor)}.csv`,
      bytes: 1,
      state: "staged",
      hasHouseholdColumn: "Family",
      rowsRead: rows.length,
    });
    if (rows.length === 0) return;
    await tx.insert(importRows).values(
      rows.map((row) => ({
        weddingId: scope.weddingId,
        batchId,
        side: scope.side,
        rowNumber: row.rowNumber,
        raw: [],
        draft: row.draft,
        outcome: "ready" as const,
      })),
    );
  });
  return batchId;
}

/** What the import's last step does to a list that waits, in one transaction. */
export async function addStaged({ scope }: CommandContext, batchId: string, rows: readonly Row[]) {
  await inTenant(scope, async ({ tx, now }) => {
    await tx
      .update(importBatches)
      .set({ state: "done", grouping: "column", attestedAt: now })
      .where(and(eq(importBatches.weddingId, scope.weddingId), eq(importBatches.id, batchId)));
    if (rows.length === 0) return;
    await lockIdentity(tx, scope);
    const batch = {
      side: scope.side,
      grouping: "column",
      attested: true,
      attested_by: null,
      file_name: "rows",
    } as const;
    await commitRows(tx, scope, { batchId, batch, rows });
  });
}

/** A list brought and added. Returns the batch. */
export async function addRows(ctx: CommandContext, rows: readonly Row[]): Promise<string> {
  const batchId = await stageRows(ctx, rows);
  await addStaged(ctx, batchId, rows);
  return batchId;
}

/** Takes a batch back past the question whether anything depends on it. */
export async function takeBack(ctx: CommandContext, batchId: string): Promise<void> {
  await inTenant(ctx.scope, ({ tx }) =>
    tx.execute(
      sql`update import_batches set state = 'undoing' where wedding_id = ${ctx.scope.weddingId} and id = ${batchId}`,
    ),
  );
  for (;;) {
    const done = await undoChunk(ctx, { batchId });
    if (!done.ok || !done.value.left) return;
  }
}
