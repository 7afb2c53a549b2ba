import { notFound } from "next/navigation";
import type { Transaction } from "@/db/client";
import { loadEntry } from "@/lib/access/loaders";
import type { Scope } from "@/lib/access/types";
import { googleContactsConfigured } from "@/lib/adapters/google/contacts";
import { pageFromAddress } from "@/lib/audience/rules/address";
import { type Candidate, FIELDS, type Field } from "@/lib/guests/rules/fields";
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
import {
  type Contact,
  countDifferences,
  type DifferenceRow,
  findListName,
  listBulk,
  listClaimContacts,
  listDifferences,
  listFitting,
  listOtherSide,
  listSources,
  type Source,
} from "./queries/differences";
import type { ColumnProposal } from "./rules/propose-columns";
import type { RowDraft } from "./rules/row";
import { plainValue } from "./rules/row-outcome";
import type { MappingChoice } from "./rules/targets";

const PREVIEW = 30;
const LISTS = 50;
const SAMPLES = 3;
const DIFFERENCES = 25;
/** As many as one command decides. */
const MOST_AT_ONCE = 5000;

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
    batches: batches.map((batch) => ({ ...batch, createdAt: batch.createdAt.toISOString() })),
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
    const { objectKey, homeCountry, createdAt, finishedAt, question, mapping, ...batch } = await requireBatch(
      tx,
      scope,
      batchId,
    ).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "not_found") notFound();
      throw error;
    });
    const staged = batch.state === "staged";
    const others = await listOtherSide(tx, scope, batchId, 100);
    return {
      may: true as const,
      side: scope.side,
      batch: {
        ...batch,
        createdAt: createdAt.toISOString(),
        finishedAt: finishedAt?.toISOString() ?? null,
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

type Params = Record<string, string | string[] | undefined>;

/** What lists say differently, one page of it, each value with where it stands, and what can be decided for many at once. */
export async function loadDifferences(weddingId: string, params: Params) {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("guests.edit")) return { may: false as const };
  const asked = (name: string) => [params[name]].flat()[0] ?? "";
  const field = [...FIELDS, "people" as const].find((one) => one === asked("field")) ?? null;
  const batchId = isUuid(asked("list")) ? asked("list") : null;
  const page = Math.max(1, Math.min(10_000, Number.parseInt(asked("page"), 10) || 1));
  return readTenant(scope, async (tx) => {
    const counts = await countDifferences(tx, scope, batchId);
    const total = sum(counts.filter((one) => !field || one.field === field));
    // The last question of the last page may just have been decided.
    const shown = Math.min(page, Math.max(1, Math.ceil(total / DIFFERENCES)));
    const rows = await listDifferences(
      tx,
      scope,
      { field, batchId },
      { limit: DIFFERENCES, offset: (shown - 1) * DIFFERENCES },
    );
    const claimIds = [...new Set(rows.flatMap(claimsOf))];
    const fitting = await listFitting(tx, scope, [...new Set(rows.flatMap(peopleOf))]);
    const known: Known = {
      sources: Map.groupBy(await listSources(tx, scope, claimIds), (one) => one.claimId),
      contacts: new Map(
        (await listClaimContacts(tx, scope, claimIds)).map((one) => [one.claimId, one.contacts]),
      ),
      people: new Map(fitting.map((person) => [person.id, person])),
      mayPhones: scope.permissions.has("guests.phones"),
    };
    const bulk = (await listBulk(tx, scope, batchId)).filter((one) => !field || one.field === field);
    return {
      may: true as const,
      mayImport: scope.permissions.has("guests.import"),
      field,
      list: batchId ? await findListName(tx, scope, batchId) : null,
      batchId,
      counts,
      total,
      page: shown,
      pageSize: DIFFERENCES,
      bulk: bulk.map(({ keys, whole, ...one }) => ({
        ...one,
        count: Math.min(keys.length, MOST_AT_ONCE),
        // Without keys the command takes all of the field and list, which is right only where each has one answer.
        keys: keys.length === whole ? null : keys.slice(0, MOST_AT_ONCE),
      })),
      differences: rows.map((row) =>
        row.kind === "people" ? peopleQuestion(row, known) : fieldQuestion(row, known),
      ),
    };
  });
}

interface Known {
  sources: ReadonlyMap<string, Source[]>;
  contacts: ReadonlyMap<string, Contact[]>;
  people: ReadonlyMap<string, { id: string; name: string; unitId: string; family: string; own: Contact[] }>;
  mayPhones: boolean;
}

const candidates = (row: DifferenceRow) => (row.kind === "field" ? (row.options as Candidate[]) : []);
const claimsOf = (row: DifferenceRow): string[] =>
  row.claimId ? [row.claimId] : candidates(row).flatMap((option) => option.claims);
const peopleOf = (row: DifferenceRow): string[] =>
  row.kind === "people" ? (row.options as string[]) : row.personId ? [row.personId] : [];

const placesOf = (claims: readonly string[], { sources }: Known) =>
  claims
    .flatMap((claim) => sources.get(claim) ?? [])
    .map(({ batchId, list, kind, line }) => ({ batchId, list, kind, line }));

const shownContact = ({ kind, value }: Contact) => ({
  kind,
  value,
  shown: kind === "phone" ? formatPhone(value) : value,
});

function fieldQuestion(row: DifferenceRow, known: Known) {
  const field = row.field as Field;
  const options = candidates(row);
  const own = row.personId ? (known.people.get(row.personId)?.own ?? []) : [];
  const said = options.map(
    (option) =>
      new Set(option.claims.flatMap((claim) => known.contacts.get(claim) ?? []).map(({ value }) => value)),
  );
  const between = own.filter(({ value }) => said.filter((values) => values.has(value)).length > 1);
  const told = row.edit?.value ?? null;
  return {
    kind: "field" as const,
    key: row.key,
    field,
    name: row.name ?? "A guest",
    unitId: row.unitId,
    /** What somebody of the family decided before, where no list says it. */
    told:
      told === null || options.some((option) => option.value === told)
        ? null
        : { value: told, shown: plainValue(field, told) },
    options: options.map((option) => ({
      value: option.value,
      shown: plainValue(field, option.value),
      standing: option.value === told,
      places: placesOf(option.claims, known),
    })),
    /** What made different people one, where it may be a number of several. */
    shared: field === "name" && known.mayPhones ? between.map(shownContact) : [],
  };
}

function peopleQuestion(row: DifferenceRow, known: Known) {
  const people = peopleOf(row).flatMap((id) => known.people.get(id) ?? []);
  const said = new Set((known.contacts.get(row.claimId!) ?? []).map(({ value }) => value));
  return {
    kind: "people" as const,
    key: row.key,
    name: row.draft?.name.full ?? "",
    places: placesOf([row.claimId!], known),
    people: people.map(({ own, ...person }) => ({
      ...person,
      by: known.mayPhones ? own.filter(({ value }) => said.has(value)).map(shownContact) : [],
    })),
  };
}
