import { notFound } from "next/navigation";
import type { Transaction } from "@/db/client";
import { loadEntry } from "@/lib/access/loaders";
import type { Scope } from "@/lib/access/types";
import { pageFromAddress } from "@/lib/audience/rules/address";
import { countImportedUnits, countNoted, countOutcomes, listRows, requireBatch } from "@/lib/imports/queries";
import { countDifferences, listOtherSide } from "@/lib/imports/queries/differences";
import {
  findKnownGuests,
  findKnownRows,
  type KnownGuest,
  type KnownRows,
} from "@/lib/imports/queries/known-rows";
import { findOtherNames, findRepeatedRows } from "@/lib/imports/queries/repeated-rows";
import { isDiscardable } from "@/lib/imports/rules/discard";
import { assumedOf, noticedOf } from "@/lib/imports/rules/notes";
import type { ColumnProposal } from "@/lib/imports/rules/propose-columns";
import type { Repeat } from "@/lib/imports/rules/repeats";
import type { RowDraft } from "@/lib/imports/rules/row";
import { addsOf } from "@/lib/imports/rules/row-adds";
import type { MappingChoice } from "@/lib/imports/rules/targets";
import { ADDED_VIEWS, type RowView, STAGED_VIEWS } from "@/lib/imports/rules/views";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { formatPhone } from "@/lib/kernel/phone";
import { readTenant } from "@/lib/platform/transaction";
import { requireWedding } from "@/lib/weddings/queries";

const ROWS = 30;
const SAMPLES = 3;
const ADDED = ["created", "matched", "conflict", "remembered"] as const;

type Row = Awaited<ReturnType<typeof listRows>>[number];
type Batch = Awaited<ReturnType<typeof requireBatch>>;
type Params = Record<string, string | string[] | undefined>;

/** Whom a row that waits belongs to: guests by name, or somebody whom the one who looks may not see. */
type Known = { guests: readonly KnownGuest[]; hidden: boolean };

/** Of one guest also what the row brings that they do not have; where it fits several, a human is asked first. */
const shownKnown = ({ guests, hidden }: Known, draft: RowDraft) => ({
  guests: guests.map(({ id, name, unitId, off }) => ({ id, name, unitId, off })),
  hidden,
  adds: guests.length === 1 && !hidden ? addsOf(draft, guests[0]!.contacts) : null,
});

/** Rows are named as a spreadsheet counts them. */
const shownRepeat = ({ of, waits }: Repeat, { line, rowNumber }: Row, called: string | undefined) => ({
  lines: of.map((row) => row + line - rowNumber),
  waits,
  called: called ?? null,
});

/** Whom a row is of: somebody who is here, somebody whom another row names. */
interface Beside {
  known: Known | null;
  repeat: Repeat | undefined;
  /** Another name, by which that row calls them. */
  called: string | undefined;
}

const NOBODY: Beside = { known: null, repeat: undefined, called: undefined };

const shownRow = (row: Row, view: RowView, { known, repeat, called }: Beside = NOBODY) => {
  const { line, draft, outcome, unitId } = row;
  return {
    line,
    name: draft.name.full,
    household: draft.household ?? null,
    phones: draft.phones.map((phone) => formatPhone(phone.e164)),
    emails: draft.emails.map((email) => email.value),
    adults: draft.adults ?? null,
    children: draft.children ?? null,
    ageBand: draft.ageBand ?? null,
    tags: draft.tags,
    side: draft.side ?? null,
    notes: view === "assumed" ? assumedOf(draft) : noticedOf(draft),
    outcome,
    unitId,
    known: known && shownKnown(known, draft),
    repeat: repeat ? shownRepeat(repeat, row, called) : null,
  };
};

/** One list on its way in: its state, a page of its rows as they were read, what is refused and what a human must decide. */
export async function loadImport(weddingId: string, batchId: string, params: Params) {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("guests.import")) return { may: false as const };
  if (!isUuid(batchId)) notFound();
  return readTenant(scope, async (tx) => {
    const found = await requireBatch(tx, scope, batchId).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "not_found") notFound();
      throw error;
    });
    const { objectKey, homeCountry, createdAt, finishedAt, discardedAt, question, mapping, ...batch } = found;
    const staged = batch.state === "staged";
    const others = await listOtherSide(tx, scope, batchId, 100);
    const outcomes = await countOutcomes(tx, scope, batchId);
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
        outcomes,
      },
      question:
        question && (batch.state === "mapping" || staged)
          ? askedColumns(question, staged ? (mapping as MappingChoice | null) : null)
          : null,
      mayDecide: scope.permissions.has("guests.edit"),
      differences: (await countDifferences(tx, scope, batchId)).reduce((all, one) => all + one.count, 0),
      households: batch.state === "done" ? await countImportedUnits(tx, scope, batchId) : 0,
      rows: await pageOfRows(tx, scope, { ...found, ready: outcomes.ready }, params),
      refused: (await listRows(tx, scope, batchId, ["refused"], { limit: ROWS })).map((row) =>
        shownRow(row, "noticed"),
      ),
      otherSide: {
        count: others[0]?.count ?? 0,
        rows: others.map(({ line, name, detail }) => ({ line, name, detail })),
      },
    };
  });
}

/** A page of one view of the rows: all that wait to be added; of those that were added, what was noticed. */
async function pageOfRows(
  tx: Transaction,
  scope: Scope,
  batch: Pick<Batch, "id" | "state"> & { ready: number },
  params: Params,
) {
  const staged = batch.state === "staged";
  if (!staged && batch.state !== "done") return null;
  const { known, repeats } = staged ? await whoIsWho(tx, scope, batch.id) : NOT_ASKED;
  const again = repeatedAlone(known, repeats);
  const noted = await countNoted(tx, scope, batch.id);
  const here = known.known.length;
  const counts: Record<RowView, number> = {
    all: batch.ready,
    new: batch.ready - here - again.length,
    known: here,
    again: again.length,
    ...noted,
  };
  const views = staged ? STAGED_VIEWS : ADDED_VIEWS;
  const filled = views.filter((one) => one === "all" || counts[one] > 0);
  const view = filled.find((one) => one === params.show) ?? filled[0];
  if (!view) return null;
  const page = Math.min(pageFromAddress(params), Math.max(1, Math.ceil(counts[view] / ROWS)));
  const rows = await listRows(tx, scope, batch.id, staged ? ["ready"] : ADDED, {
    limit: ROWS,
    offset: (page - 1) * ROWS,
    ...whichOf(view, known, again),
  });
  const knownOf = await knownGuestsOf(tx, scope, batch.id, rows, known);
  const called = await otherNamesOf(tx, scope, batch.id, rows, repeats);
  return {
    view,
    /** The views that hold anything, with how many rows. */
    views: filled.map((one) => ({ view: one, count: counts[one] })),
    counts: { ...counts, hidden: known.hidden.length },
    page,
    pageSize: ROWS,
    total: counts[view],
    rows: rows.map((row) =>
      shownRow(row, view, {
        known: knownOf(row.rowNumber),
        repeat: repeats.get(row.rowNumber),
        called: called.get(row.rowNumber),
      }),
    ),
  };
}

interface WhoIsWho {
  known: KnownRows;
  repeats: ReadonlyMap<number, Repeat>;
}

const NOT_ASKED: WhoIsWho = { known: { known: [], hidden: [] }, repeats: new Map() };

async function whoIsWho(tx: Transaction, scope: Scope, batchId: string): Promise<WhoIsWho> {
  const known = await findKnownRows(tx, scope, batchId);
  return { known, repeats: await findRepeatedRows(tx, scope, batchId, known) };
}

/** Rows that bring nobody new, of nobody who is here already. */
function repeatedAlone({ known }: KnownRows, repeats: WhoIsWho["repeats"]): number[] {
  const here = new Set(known);
  return [...repeats.keys()].filter((row) => !here.has(row));
}

function whichOf(
  view: RowView,
  { known }: KnownRows,
  again: readonly number[],
): Parameters<typeof listRows>[4] {
  if (view === "known") return { rows: { are: "only", numbers: known } };
  if (view === "again") return { rows: { are: "only", numbers: again } };
  if (view === "new") return { rows: { are: "all_but", numbers: [...known, ...again] } };
  return view === "all" ? {} : { noted: view };
}

async function knownGuestsOf(
  tx: Transaction,
  scope: Scope,
  batchId: string,
  rows: readonly Row[],
  { known, hidden }: KnownRows,
) {
  const [here, unseen] = [new Set(known), new Set(hidden)];
  const asked = rows.map((row) => row.rowNumber).filter((row) => here.has(row) && !unseen.has(row));
  const guests = await findKnownGuests(tx, scope, batchId, asked);
  return (row: number): Known | null =>
    here.has(row) ? { guests: guests.get(row) ?? [], hidden: unseen.has(row) } : null;
}

const otherNamesOf = (
  tx: Transaction,
  scope: Scope,
  batchId: string,
  rows: readonly Row[],
  repeats: WhoIsWho["repeats"],
) =>
  findOtherNames(
    tx,
    scope,
    batchId,
    rows.flatMap(({ rowNumber }) => {
      const repeat = repeats.get(rowNumber);
      return repeat && !repeat.waits ? [{ row: rowNumber, of: repeat.of[0]! }] : [];
    }),
  );

type Asked = NonNullable<Awaited<ReturnType<typeof requireBatch>>["question"]>;

/** A column as a human is asked about it. Without headings the first row is a value like those below. */
const askedColumn = ({ header, sample }: Asked, { column, target, reason }: ColumnProposal) => ({
  column,
  heading: header[column]?.trim() ?? "",
  values: sample.flatMap((row) => row[column]?.trim() || []).slice(0, SAMPLES),
  target,
  reason,
});

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
