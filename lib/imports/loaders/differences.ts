import { loadEntry } from "@/lib/access/loaders";
import { type Candidate, FIELDS, type Field } from "@/lib/guests/rules/fields";
import {
  type Contact,
  countDifferences,
  type DifferenceRow,
  findListName,
  listBulk,
  listClaimContacts,
  listDifferences,
  listFitting,
  listSources,
  type Source,
} from "@/lib/imports/queries/differences";
import { plainValue } from "@/lib/imports/rules/row-outcome";
import { isUuid } from "@/lib/kernel/ids";
import { formatPhone } from "@/lib/kernel/phone";
import { readTenant } from "@/lib/platform/transaction";

const DIFFERENCES = 25;
/** As many as one command decides. */
const MOST_AT_ONCE = 5000;

const sum = (counts: readonly { count: number }[]) => counts.reduce((all, one) => all + one.count, 0);

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
