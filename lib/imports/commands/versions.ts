import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { type Claim, type ClaimDraft, identifiersOf, matchKey } from "@/lib/guests/rules/claim";
import { wholeWedding } from "@/lib/platform/transaction";

/** A claim that counts differently now. */
export type Recounted = Claim & { rows: number };

const json = (value: unknown): SQL => sql`${JSON.stringify(value)}::jsonb`;

/** A contact of an address book, under its own id there. */
export const resourceOf = (draft: ClaimDraft): string | undefined => draft.googleResource;

/** What decides anew who is who where these claims count differently. */
export const seedsOf = (claims: readonly Claim[]) => ({
  claims: claims.filter((claim) => (claim as Recounted).rows > 0),
  personIds: claims.flatMap((claim) => claim.personId ?? []),
  keys: [...new Set(claims.flatMap((claim) => identifiersOf(claim.draft).map(matchKey)))],
});

const CLAIM = sql`jsonb_build_object('id', c.id, 'key', c.key, 'kind', c.kind, 'side', c.side, 'home', c.home, 'draft', c.draft, 'attested', c.attested > 0,
  'personId', c.person_id, 'formerPersonId', c.former_person_id, 'rows', c.rows)`;

/** `version(batch_id, begun_at, row_number, claim_id, resource, outdated)`: every row of an address book about these contacts. */
const versionCtes = (scope: Scope, resources: readonly string[]): SQL => sql`
  asked as (select * from jsonb_to_recordset(${json(
    resources.map((resource) => ({ resource, key: matchKey({ kind: "google_resource", value: resource }) })),
  )}) as a(resource text, key text)),
  known as (
    select i.person_id as id from asked a join person_identifiers i on i.wedding_id = ${scope.weddingId} and i.kind = 'google_resource' and i.value = a.resource
  ), person as (
    select id from known union select p.id from known k join people p on p.wedding_id = ${scope.weddingId} and p.merged_into = k.id
  ), claim as (
    select c.id, c.draft from person p join claims c on c.wedding_id = ${scope.weddingId} and c.person_id = p.id
    union all
    select c.id, c.draft from person p join claims c on c.wedding_id = ${scope.weddingId} and c.former_person_id = p.id
    union all
    select c.id, c.draft from asked a join pending_keys k on k.wedding_id = ${scope.weddingId} and k.key = a.key join claims c on c.wedding_id = k.wedding_id and c.id = k.claim_id
  ), version as (
    select distinct r.batch_id, b.created_at as begun_at, r.row_number, r.claim_id, a.resource, r.outdated from claim c join asked a on a.resource = c.draft->>'googleResource'
    join import_rows r on r.wedding_id = ${scope.weddingId} and r.claim_id = c.id and r.outcome not in ('ready', 'refused', 'undone')
    join import_batches b on b.wedding_id = r.wedding_id and b.id = r.batch_id and b.kind = 'google'
  )`;

/** Marks the rows in `chosen` and counts their claims by one less, or more, for each. */
const recount = (scope: Scope, outdated: boolean): SQL => sql`
  marked as (
    update import_rows r set outdated = ${outdated} from chosen o
    where r.wedding_id = ${scope.weddingId} and r.batch_id = o.batch_id and r.row_number = o.row_number returning r.claim_id, r.batch_id
  ), times as (
    select m.claim_id, count(*)::int as n, count(b.attested_at)::int as attested
    from marked m join import_batches b on b.wedding_id = ${scope.weddingId} and b.id = m.batch_id group by m.claim_id
  )
  update claims c set rows = c.rows + ${outdated ? sql`-` : sql``} t.n, attested = greatest(0, c.attested + ${outdated ? sql`-` : sql``} t.attested)
  from times t where c.wedding_id = ${scope.weddingId} and c.id = t.claim_id returning ${CLAIM} as claim`;

/** Whoever of either side has synced it: the order of the syncs alone decides. */
const recounted = (tx: Transaction, scope: Scope, statement: SQL): Promise<Recounted[]> =>
  wholeWedding(tx, scope, async () => {
    const { rows } = await tx.execute<{ claim: Recounted }>(statement);
    return rows.map((row) => row.claim);
  });

/**
 * An address book speaks for its contacts itself: of what its syncs said about one, the latest counts alone. Counts out
 * what a later sync, or the one that is being added (`newest`), has replaced. Returns the claims that changed.
 */
export async function outdate(
  tx: Transaction,
  scope: Scope,
  resources: readonly string[],
  newest?: string,
): Promise<Recounted[]> {
  if (resources.length === 0) return [];
  return recounted(
    tx,
    scope,
    sql`
    with ${versionCtes(scope, resources)}, chosen as (
      select v.batch_id, v.row_number from version v where not v.outdated and (
        (v.begun_at, v.batch_id) < (select b.created_at, b.id from import_batches b where b.wedding_id = ${scope.weddingId} and b.id = ${newest ?? null}::uuid)
        or exists (select 1 from version n where n.resource = v.resource and (n.begun_at, n.batch_id) > (v.begun_at, v.batch_id)))
    ), ${recount(scope, true)}`,
  );
}

/** Where the latest word on a contact was taken back, the one before counts again. Returns the claims that changed. */
export async function bringBack(
  tx: Transaction,
  scope: Scope,
  resources: readonly string[],
): Promise<Recounted[]> {
  if (resources.length === 0) return [];
  return recounted(
    tx,
    scope,
    sql`
    with ${versionCtes(scope, resources)}, chosen as (
      select v.batch_id, v.row_number from version v where v.outdated and not exists (
        select 1 from version n where n.resource = v.resource and (n.begun_at, n.batch_id, n.row_number) > (v.begun_at, v.batch_id, v.row_number))
    ), ${recount(scope, false)}`,
  );
}
