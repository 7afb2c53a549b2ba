import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { loadDecisions, loadNeighbourhood } from "@/lib/guests/queries/identity";
import { type ClaimDraft, identifiersOf, storedKeys } from "@/lib/guests/rules/claim";
import { type Decisions, resolveIdentity } from "@/lib/guests/rules/identity";
import { type ListClaim, openTo, otherName, type Repeat, repeatsOf } from "@/lib/imports/rules/repeats";
import type { RowDraft } from "@/lib/imports/rules/row";
import { type ListKind, type Said, sayings } from "@/lib/imports/rules/sayings";
import { wholeWedding } from "@/lib/platform/transaction";
import { type KnownRows, listed, readSought, readyRows, wantedCtes } from "./known-rows";

const PORTION = 4_000;
/** Of more rows than this that share only a part, a page does not wait for who is who: the first they share it with is told. */
const MOST_WEIGHED = 10_000;

/**
 * Which rows of a list that waits are of somebody whom others of its rows name as well, as adding will decide it. Rows
 * known by the very same are one person whoever is here. Who is who among the others the rules of identity say: of the
 * rows themselves, and with the people who are here where those have a say.
 */
export async function findRepeatedRows(
  tx: Transaction,
  scope: Scope,
  batchId: string,
  { known, hidden }: KnownRows,
): Promise<Map<number, Repeat>> {
  const decisions = { ...(await loadDecisions(tx, scope)), merges: [] };
  const unseen = new Set(hidden);
  const rows = (await rowsThatMeet(tx, scope, batchId, decisions)).filter(({ row }) => !unseen.has(row));
  const differing = rows.filter(({ differ }) => differ);
  const weighed = differing.length <= MOST_WEIGHED;
  const repeats = new Map<number, Repeat>();
  for (const { row, first, differ } of rows)
    if (!(differ && weighed) && row !== first) repeats.set(row, { of: [first], waits: false });
  if (differing.length === 0 || !weighed) return repeats;
  const claims = await readClaims(
    tx,
    scope,
    batchId,
    differing.map(({ row }) => row),
  );
  const ours = new Map(claims.map((claim) => [claim.id, claim]));
  const here = new Set(known);
  const touched = new Set([...known, ...differing.flatMap(({ row, asked }) => (asked ? [row] : []))]);
  const alone = resolveIdentity(claims, decisions);
  const open = openTo(alone, ({ id }) => ours.get(id)!.rows.some((row) => touched.has(row)));
  const settled = claims.filter((claim) => !open.has(claim));
  take(repeats, repeatsOf(open.size === 0 ? alone : resolveIdentity(settled, decisions), ours, here));
  if (open.size === 0) return repeats;
  const around = await wholeWedding(tx, scope, () => loadNeighbourhood(tx, scope, { claims: [...open] }));
  take(repeats, repeatsOf(resolveIdentity(around.claims, around.decisions), ours, here));
  return repeats;
}

/** What the row that stands for the same person calls them, of those of these rows where it is another name. */
export async function findOtherNames(
  tx: Transaction,
  scope: Scope,
  batchId: string,
  repeats: readonly { row: number; of: number }[],
): Promise<Map<number, string>> {
  if (repeats.length === 0) return new Map();
  const asked = [...new Set(repeats.flatMap(({ row, of }) => [row, of]))];
  const claims = await readClaims(tx, scope, batchId, asked);
  const claimOf = new Map(claims.flatMap((claim) => claim.rows.map((row) => [row, claim] as const)));
  return new Map(
    repeats.flatMap(({ row, of }) => {
      const name = otherName(claimOf.get(row)!, claimOf.get(of)!);
      return name === null ? [] : [[row, name] as const];
    }),
  );
}

function take(repeats: Map<number, Repeat>, more: ReadonlyMap<number, Repeat>): void {
  for (const [row, repeat] of more) repeats.set(row, repeat);
}

interface Meeting {
  row: number;
  /** The first row that it shares something with. */
  first: number;
  /** Not all of them are known by the very same, or a human decided about it. */
  differ: boolean;
  /** An open question is about it. */
  asked: boolean;
}

/** Rows that share something by which people are known. */
async function rowsThatMeet(
  tx: Transaction,
  scope: Scope,
  batchId: string,
  { shared, notTheirs }: Omit<Decisions, "merges">,
): Promise<Meeting[]> {
  const sought = await readSought(tx, scope, batchId);
  const decided = [...shared, ...[...notTheirs].map((key) => key.slice(key.indexOf(" ") + 1))];
  const { rows } = await wholeWedding(tx, scope, () =>
    tx.execute<Meeting & Record<string, unknown>>(sql`
    with ${wantedCtes(scope, sought, readyRows(scope, batchId))}, common as (
      select kind, value, min(row) as first from wanted where kind <> 'wa_id' group by kind, value having min(row) <> max(row)
    ), met as (
      select w.row, w.kind, w.value, c.first from common c join wanted w on w.kind = c.kind and w.value = c.value
    ), sets as (
      select w.row, string_agg(distinct w.kind || ':' || w.value, ' ' order by w.kind || ':' || w.value) as keys
      from wanted w where w.kind <> 'wa_id' and w.row in (select m.row from met m) group by w.row
    ), differing as (
      select m.kind, m.value, min(s.keys) <> max(s.keys) or m.kind || ':' || m.value in (select jsonb_array_elements_text(${JSON.stringify(decided.flatMap(storedKeys))}::jsonb)) as differ
      from met m join sets s on s.row = m.row group by m.kind, m.value
    )
    select m.row, min(m.first) as first, bool_or(d.differ) as differ,
      bool_or(m.kind || ':' || m.value in (select k.key from pending_keys k where k.wedding_id = ${scope.weddingId})) as asked
    from met m join differing d on d.kind = m.kind and d.value = m.value group by m.row order by m.row`),
  );
  return rows;
}

/** What these rows claim, equal ones once, with no more of each than its name and what identifies it. */
async function readClaims(
  tx: Transaction,
  scope: Scope,
  batchId: string,
  rows: readonly number[],
): Promise<ListClaim[]> {
  const list = await listKind(tx, scope, batchId);
  const claims = new Map<string, ListClaim>();
  for (let at = 0; at < rows.length; at += PORTION) {
    const { rows: found } = await tx.execute<{ rowNumber: number; draft: RowDraft }>(sql`
      select r.row_number as "rowNumber", r.draft from import_rows r
      where ${readyRows(scope, batchId)} and r.row_number in (${listed(rows.slice(at, at + PORTION))}) order by r.row_number`);
    for (const said of sayings(found, list).values()) {
      const before = claims.get(said.key);
      if (before) before.rows.push(said.rowNumber);
      else claims.set(said.key, claimOf(said));
    }
  }
  return [...claims.values()];
}

const claimOf = ({ key, side, home, draft, rowNumber }: Said): ListClaim => ({
  id: `row:${rowNumber}`,
  key,
  kind: "row",
  side,
  home,
  draft: inShort(draft),
  attested: false,
  personId: null,
  rows: [rowNumber],
});

const inShort = (draft: ClaimDraft): ClaimDraft => ({
  outcome: draft.outcome,
  name: draft.name,
  phones: [],
  emails: [],
  tags: [],
  problems: draft.problems.filter(({ code }) => code === "no_name"),
  told: identifiersOf(draft).map(({ kind, value }) => ({ kind, value })),
});

/** Before anybody has said how its people live together, as it will be proposed. */
async function listKind(tx: Transaction, { weddingId }: Scope, batchId: string): Promise<ListKind> {
  const { rows } = await tx.execute<ListKind>(sql`
    select side, case when household_column is null then 'each' else 'column' end as grouping
    from import_batches where wedding_id = ${weddingId} and id = ${batchId}`);
  return rows[0]!;
}
