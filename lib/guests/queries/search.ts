import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { searchNeedles } from "@/lib/kernel/scripts";
import { toAsciiDigits } from "@/lib/kernel/text";

/** What somebody typed, as search understands it: words by sound, each with its other forms, and the digits of a number. */
export interface SearchTerms {
  words: string[][];
  /** Empty where there is no number to look for, or none that may be seen. */
  digits: string;
}

const FEWEST_DIGITS = 4;

export function searchTerms(scope: Scope, typed: string): SearchTerms {
  const digits = toAsciiDigits(typed).replace(/\D/g, "");
  const mayLook = digits.length >= FEWEST_DIGITS && scope.permissions.has("guests.phones");
  return { words: searchNeedles(typed), digits: mayLook ? digits : "" };
}

const asked = (scope: Scope, { words, digits }: SearchTerms): SQL =>
  sql`${scope.weddingId}::uuid, ${scope.side}::text, ${JSON.stringify(words)}::jsonb, ${digits}::text`;

/** The households with any part of a name in any script, their own or their people's, or of a number: an array of ids. */
const found = (scope: Scope, terms: SearchTerms): SQL => sql`fence.search_families(${asked(scope, terms)})`;

/** A page of them in the order of their names, as one row: how many there are (`total`), and the ids (`units`). */
export const foundPage = (
  scope: Scope,
  terms: SearchTerms,
  { limit, offset }: { limit: number; offset: number },
): SQL => sql`fence.search_page(${asked(scope, terms)}, ${limit}::int, ${offset}::int)`;

/** That a household is one of those found: one walk along the index of its key reaches all of them. */
export const isFound = (unit: SQL, scope: Scope, terms: SearchTerms): SQL =>
  sql`${unit} = any((select ${found(scope, terms)})::uuid[])`;

/** Those found as a subquery of ids, for what no index leads to. */
export const foundUnits = (scope: Scope, terms: SearchTerms): SQL =>
  sql`select unnest(${found(scope, terms)})`;

/** Somebody, or a family, to be chosen in a dialog. */
export interface GuestHit {
  /** Null where families are looked for. */
  personId: string | null;
  name: string;
  unitId: string;
  family: string;
  side: string;
  /** How many they are, with those who are counted without a name. */
  people: number;
}

/** People (or their families) by name in any script, by the family's name, or by a number for whoever may see it. */
export async function searchGuests(
  tx: Transaction,
  scope: Scope,
  { query, of, limit = 20 }: { query: string; of: "people" | "families"; limit?: number },
): Promise<GuestHit[]> {
  const terms = searchTerms(scope, query);
  const families = of === "families";
  const { rows } = await tx.execute<{ hit: GuestHit }>(sql`
    with hit as (
      select ${begins(query, families)} as begins, ${families ? sql`null::uuid` : sql`p.id`} as person, ${families ? sql`u.name` : sql`p.name`} as name, u.id as unit_id, u.name as family, u.side,
        u.unnamed_adults + u.unnamed_children as unnamed
      from guest_units u ${families ? sql`` : sql`join people p on p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live and (${personMatches(terms)})`}
      where u.wedding_id = ${scope.weddingId} and u.live and ${isFound(sql`u.id`, scope, terms)}
      order by begins desc, name, unit_id, person limit ${limit}
    )
    select jsonb_build_object('personId', hit.person, 'name', hit.name, 'unitId', hit.unit_id, 'family', hit.family, 'side', hit.side,
      'people', (select count(*)::int from people m where m.wedding_id = ${scope.weddingId} and m.unit_id = hit.unit_id and m.live) + hit.unnamed) as hit
    from hit order by hit.begins desc, hit.name, hit.unit_id, hit.person`);
  return rows.map((row) => row.hit);
}

/** A word of the name begins as it was typed: "sha" means the Sharmas before it means Asha. */
const begins = (query: string, families: boolean): SQL =>
  sql`starts_with(lower(${families ? sql`u.name` : sql`p.name`}), ${query.trim().toLowerCase()})
    or strpos(lower(${families ? sql`u.name` : sql`p.name`}), ${` ${query.trim().toLowerCase()}`}) > 0`;

/** Of a household that was found, whom: who has the words or the number, or everybody where the family's name has them. */
function personMatches({ words, digits }: SearchTerms): SQL {
  if (words.length === 0 && digits === "") return sql`false`;
  const has = (text: SQL, forms: string[]) =>
    sql.join(
      forms.map((form) => sql`${text} like ${`%${form}%`}`),
      sql` or `,
    );
  // The family's name last: its words are put together anew for each row that comes so far.
  const named = words.map(
    (forms) => sql`(${has(sql`p.search_text`, forms)} or ${has(sql`fence.searched_name(u.name)`, forms)})`,
  );
  const numbered = sql`exists (select 1 from person_identifiers d where d.wedding_id = p.wedding_id and d.person_id = p.id
    and d.kind in ('phone', 'email') and d.valid_to is null and d.value like ${`%${digits}%`})`;
  return sql.join(
    [...(named.length > 0 ? [sql.join(named, sql` and `)] : []), ...(digits ? [numbered] : [])],
    sql` or `,
  );
}
