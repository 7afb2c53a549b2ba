import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { lockIdentity, resolvePeople } from "@/lib/guests/commands/resolve-people";
import { settleHouseholds } from "@/lib/guests/commands/settle-households";
import { printsOfValue } from "@/lib/guests/queries/same-people";
import { stateHash } from "@/lib/guests/queries/state";
import { type Claim, type IdentifierKind, identifiersOf, matchKey } from "@/lib/guests/rules/claim";
import { inTenant, readTenant } from "@/lib/platform/transaction";
import { reconcileProjections } from "@/lib/reports/commands/reconcile-projections";
import { as, rowsOf, type Walk, type Who } from "@/tests/factories/walk";
import { admin } from "@/tests/support/database";

const LINES = `
  select u.side, concat_ws(' | ', u.name, u.side, u.language, u.unnamed_adults || '+' || u.unnamed_children, case when fence.consented(u.wedding_id, u.id) then 'may be written to' end,
    (select string_agg(t.tag, ',' order by t.tag) from unit_tags t where t.wedding_id = u.wedding_id and t.unit_id = u.id),
    (select string_agg(concat_ws(' ', p.name, p.age_band, p.contact_rank, p.diet, right(p.id::text, 5),
        (select string_agg(i.value || case when i.shared then '*' else '' end, ',' order by i.position, i.value) from person_identifiers i
          where i.wedding_id = p.wedding_id and i.person_id = p.id and i.valid_to is null and i.kind <> 'source_row'),
        (select string_agg(e.name || ':' || d.diet, ',' order by e.name) from person_diets d join events e on e.id = d.event_id where d.wedding_id = p.wedding_id and d.person_id = p.id)), '; ' order by p.id)
      from people p where p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live),
    (select string_agg(concat_ws(' ', e.name, i.adults || '+' || i.children, c.answer, c.adults || '+' || c.children), '; ' order by e.name)
      from invitations i join events e on e.id = i.event_id left join rsvp_current c on c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id
      where i.wedding_id = u.wedding_id and i.unit_id = u.id),
    (select 'also ' || string_agg(p.name, ',' order by p.name) from unit_members m join people p on p.id = m.person_id and p.live where m.wedding_id = u.wedding_id and m.unit_id = u.id and m.secondary and m.valid_to is null),
    (select 'by ' || x.name from people x where x.id = u.proxy_person_id and x.live), right(u.id::text, 5)) as line
  from guest_units u where u.wedding_id = $1 and u.live
  union all
  select 'all', concat_ws(' ', 'off:', p.name, right(p.id::text, 5)) from people p where p.wedding_id = $1 and p.edits ? 'guest' and not p.live and exists (select 1 from claims c where c.wedding_id = p.wedding_id and c.person_id = p.id and c.rows > 0)
  union all
  select 'all', concat_ws(' ', 'asked:', c.kind, c.field, (select string_agg(o->>'value', '/' order by o->>'value') from jsonb_array_elements(c.options) o where c.kind = 'field'), right(c.person_id::text, 5), right(c.claim_id::text, 5)) from import_conflicts c where c.wedding_id = $1
  union all
  select 'all', 'decided: ' || d.key from import_decisions d where d.wedding_id = $1
  union all
  select 'all', 'stopped: ' || encode(s.fingerprint, 'hex') from suppressions s where s.wedding_id = $1 and s.lifted_at is null`;

/** A wedding's guests in words, by which one can see what differs; and as `ops state-hash` has it. */
export async function stateOf(walk: Walk): Promise<string[]> {
  const { scope } = walk.wedding;
  const lines = (await rowsOf<{ line: string }>(walk, LINES)).map(({ line }) => line).sort();
  return [...lines, (await readTenant(scope, (tx) => stateHash(tx, scope))).hash];
}

/** Says what of a state is otherwise than it should be. */
export function isSame(what: string, now: readonly string[], wanted: readonly string[]): void {
  const more = now.filter((line) => !wanted.includes(line)).map((line) => `  is: ${line}`);
  const less = wanted.filter((line) => !now.includes(line)).map((line) => `  was: ${line}`);
  if (more.length + less.length > 0)
    throw new Error([`${what} it is otherwise`, ...less, ...more].join("\n"));
}

/** What is one side's alone, in words. */
export const sideOf = async (walk: Walk, side: Who): Promise<string[]> =>
  (await rowsOf<{ side: string; line: string }>(walk, LINES))
    .filter((row) => row.side === side)
    .map(({ line }) => line)
    .sort();

export interface Counts {
  heads: number;
  places: number;
  coming: number;
}
export async function countsOf(walk: Walk): Promise<Counts> {
  const [row] = await rowsOf<Counts>(
    walk,
    `select (select count(*)::int from people where wedding_id = $1 and live) + coalesce((select sum(unnamed_adults + unnamed_children)::int from guest_units where wedding_id = $1 and live), 0) as heads,
       coalesce((select sum(i.adults + i.children)::int from invitations i join guest_units u on u.id = i.unit_id and u.live where i.wedding_id = $1), 0)
         - (select count(*)::int from second_seats where wedding_id = $1) as places,
       coalesce((select sum(c.adults + c.children)::int from rsvp_current c join guest_units u on u.id = c.unit_id and u.live where c.wedding_id = $1 and c.answer = 'yes'), 0) as coming`,
  );
  return row!;
}

export const stopsOf = async (walk: Walk): Promise<Set<string>> =>
  new Set(
    (
      await rowsOf<{ print: string }>(
        walk,
        "select encode(fingerprint, 'hex') as print from suppressions where wedding_id = $1 and lifted_at is null",
      )
    ).map(({ print }) => print),
  );

/** By name, queries of what must not be. */
const NEVER: Record<string, string> = {
  "somebody has an identifier and is no guest":
    "select p.name || ' ' || i.value as what from person_identifiers i join people p on p.wedding_id = i.wedding_id and p.id = i.person_id where i.wedding_id = $1 and i.valid_to is null and not p.live and not p.edits ? 'guest'",
  "somebody lives in no live family":
    "select p.name as what from people p left join guest_units u on u.wedding_id = p.wedding_id and u.id = p.unit_id where p.wedding_id = $1 and p.live and u.live is not true",
  "somebody is not a member of the family they live in, or of two": `select p.name as what from people p where p.wedding_id = $1 and p.live and (select coalesce(array_agg(m.unit_id), '{}') from unit_members m
       where m.wedding_id = p.wedding_id and m.person_id = p.id and m.valid_to is null and not m.secondary) <> array[p.unit_id]`,
  "somebody is of another side than their family":
    "select p.name as what from people p join guest_units u on u.wedding_id = p.wedding_id and u.id = p.unit_id where p.wedding_id = $1 and p.live and p.side <> u.side",
  "a live family is nobody":
    "select u.name as what from guest_units u where u.wedding_id = $1 and u.live and u.unnamed_adults + u.unnamed_children = 0 and not exists (select 1 from people p where p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live)",
  "a family that is not there is invited":
    "select u.name as what from invitations i join guest_units u on u.wedding_id = i.wedding_id and u.id = i.unit_id where i.wedding_id = $1 and not u.live",
  "a live family's invitation is parked":
    "select u.name as what from parked_invitations i join guest_units u on u.wedding_id = i.wedding_id and u.id = i.unit_id where i.wedding_id = $1 and u.live",
  "a family has less than one place":
    "select u.name as what from invitations i join guest_units u on u.wedding_id = i.wedding_id and u.id = i.unit_id where i.wedding_id = $1 and (i.adults < 0 or i.children < 0 or i.adults + i.children = 0)",
  "somebody merged into one who is merged":
    "select p.name as what from people p join people k on k.wedding_id = p.wedding_id and k.id = p.merged_into where p.wedding_id = $1 and k.merged_into is not null",
};

export async function judgeStanding(walk: Walk): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, query] of Object.entries(NEVER))
    for (const { what } of await rowsOf<{ what: string }>(walk, query)) wrong.push(`${name}: ${what}`);
  return [
    ...wrong,
    ...(await judgeIdentifiers(walk)),
    ...(await judgeSearch(walk)),
    ...(await judgeStops(walk)),
  ];
}

async function judgeIdentifiers(walk: Walk): Promise<string[]> {
  const known = await rowsOf<{ person: string; kind: IdentifierKind; value: string; shared: boolean }>(
    walk,
    "select person_id as person, kind, value, shared from person_identifiers where wedding_id = $1 and valid_to is null",
  );
  const decided = new Set(
    (
      await rowsOf<{ key: string }>(
        walk,
        "select key from import_decisions where wedding_id = $1 and decision = 'shared'",
      )
    ).map(({ key }) => key),
  );
  return [...Map.groupBy(known, matchKey)].flatMap(([key, all]) => [
    ...(new Set(all.map(({ person }) => person)).size > 1 && !decided.has(`shared ${key}`)
      ? [`${key} is of two`]
      : []),
    ...(all.some(({ shared }) => shared !== decided.has(`shared ${key}`))
      ? [`${key} is marked otherwise than decided`]
      : []),
  ]);
}

async function judgeSearch(walk: Walk): Promise<string[]> {
  const client = await admin.connect();
  try {
    await client.query("begin; create temporary table told on commit drop as select * from unit_search");
    await client.query("select fence.tell_search(array_agg(id)) from guest_units where wedding_id = $1", [
      walk.wedding.weddingId,
    ]);
    const { rows } = await client.query<{ name: string }>(
      "select u.name from unit_search s left join told t using (unit_id) join guest_units u on u.id = s.unit_id where u.wedding_id = $1 and s is distinct from t",
      [walk.wedding.weddingId],
    );
    return rows.map(({ name }) => `search does not know ${name}`);
  } finally {
    await client.query("rollback");
    client.release();
  }
}

async function judgeStops(walk: Walk): Promise<string[]> {
  const kept = await stopsOf(walk);
  return [...walk.stopped].flatMap((phone) =>
    printsOfValue(phone).some((print) => kept.has(print))
      ? []
      : [`${phone} had said STOP, and nothing keeps our messages`],
  );
}

class Enough extends Error {}

/** Everything decided anew from all there is: who is who, and where, does not depend on the way. */
export async function judgeDerived(walk: Walk): Promise<void> {
  const { scope } = walk.wedding;
  const look = async (tx: Transaction) => {
    const { rows } = await tx.execute<{ line: string }>(
      sql.raw(LINES.replaceAll("$1", `'${scope.weddingId}'`)),
    );
    return [...rows.map(({ line }) => line).sort(), (await stateHash(tx, scope)).hash];
  };
  const claims = await rowsOf<Claim>(
    walk,
    'select draft, person_id as "personId" from claims where wedding_id = $1 and rows > 0',
  );
  const keys = [...new Set(claims.flatMap(({ draft }) => identifiersOf(draft).map(matchKey)))];
  const people = (await rowsOf<{ id: string }>(walk, "select id from people where wedding_id = $1")).map(
    ({ id }) => id,
  );
  const units = (await rowsOf<{ id: string }>(walk, "select id from guest_units where wedding_id = $1")).map(
    ({ id }) => id,
  );
  try {
    await inTenant(scope, async ({ tx }) => {
      await lockIdentity(tx, scope);
      const before = await look(tx);
      await resolvePeople(tx, scope, { personIds: people, keys });
      await settleHouseholds(tx, scope, units);
      isSame("decided anew", await look(tx), before);
      throw new Enough();
    });
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
}

/** Answers and numbers as other SQL counts them. */
export async function judgeNumbers(walk: Walk): Promise<string[]> {
  const found = await reconcileProjections(as(walk, { kind: "system", job: "reports.reconcile" }), {});
  if (!found.ok) throw new Error(found.message);
  return found.value.differences > 0 ? [`counted otherwise: ${JSON.stringify(found.value.found)}`] : [];
}

export const standingLists = async (walk: Walk): Promise<Set<string>> =>
  new Set(
    (
      await rowsOf<{ id: string }>(
        walk,
        "select id from import_batches where wedding_id = $1 and state = 'done'",
      )
    ).map(({ id }) => id),
  );
