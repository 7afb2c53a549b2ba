import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { thankedByRunAt, thanksArrived } from "@/lib/audience/queries/thanked";
import type { GiftFilter } from "@/lib/gifts/rules/address";
import type { GiftKind, Thanks } from "@/lib/gifts/types";
import { homeOfRow } from "@/lib/guests/queries/index-keys";
import { foundUnits, searchTerms } from "@/lib/guests/queries/search";

export interface GiftRow {
  id: string;
  version: number;
  unitId: string | null;
  /** The family, or who it is by name alone. */
  from: string;
  /** Who of the family. */
  giver: string | null;
  side: "bride" | "groom" | "both";
  eventId: string | null;
  event: string | null;
  kind: GiftKind;
  /** Null also for whoever may not see amounts. */
  amount: number | null;
  currency: string | null;
  what: string | null;
  note: string | null;
  receivedBy: string | null;
  receivedAt: string;
  thanked: { at: string; how: Thanks; byRun: boolean } | null;
  /** A message of thanks went out and did not arrive. */
  thanksLost: boolean;
}

/** A viewer sees who gave, and not how much: nor the notes, in which amounts are written too. */
export const seesAmounts = (scope: Scope): boolean => scope.permissions.has("gifts.edit");

export const giftCondition = (scope: Scope, { search, event, side, kind, thanked, unit }: GiftFilter): SQL =>
  sql.join(
    [
      sql`g.wedding_id = ${scope.weddingId} and g.removed_at is null`,
      ...(event ? [event === "none" ? sql`g.event_id is null` : sql`g.event_id = ${event}`] : []),
      ...(side ? [sql`g.side = ${side}`] : []),
      ...(kind ? [sql`g.kind = ${kind}`] : []),
      ...(unit ? [sql`g.unit_id in (select fence.family_of(${scope.weddingId}, ${unit}))`] : []),
      ...(thanked ? [thanked === "yes" ? thanksArrived("g") : sql`not ${thanksArrived("g")}`] : []),
      ...(search
        ? [
            sql`(g.unit_id in (${foundUnits(scope, searchTerms(scope, search))}) or g.giver ilike ${`%${search.replace(/[\\%_]/g, "\\$&")}%`})`,
          ]
        : []),
    ],
    sql` and `,
  );

/** A page of the book, the latest first. */
export async function listGifts(
  tx: Transaction,
  scope: Scope,
  filter: GiftFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<GiftRow[]> {
  const shown = seesAmounts(scope);
  const { rows } = await tx.execute<{ gift: GiftRow }>(sql`
    select jsonb_build_object('id', g.id, 'version', g.version, 'unitId', h.id, 'from', coalesce(h.name, g.giver), 'giver', case when h.id is not null then g.giver end,
      'side', g.side, 'eventId', g.event_id, 'event', e.name, 'kind', g.kind, 'amount', case when ${shown} then g.amount end, 'currency', case when ${shown} then g.currency end,
      'what', g.what, 'note', case when ${shown} then g.note end, 'receivedBy', g.received_by, 'receivedAt', g.received_at,
      'thanked', case when ${thanksArrived("g")} then jsonb_build_object('at', coalesce(g.thanked_at, ${thankedByRunAt("g")}), 'how', coalesce(g.thanked_how, 'message'),
        'byRun', g.thanked_at is null) end,
      'thanksLost', g.thanked_at is not null and not ${thanksArrived("g")}) as gift
    from gifts g
    ${homeOfRow("g")}
    left join guest_units h on h.wedding_id = g.wedding_id and h.id = home.id
    left join events e on e.wedding_id = g.wedding_id and e.id = g.event_id
    where ${giftCondition(scope, filter)} order by g.received_at desc, g.id desc limit ${limit} offset ${offset}`);
  return rows.map((row) => row.gift);
}

export interface GiftTotals {
  gifts: number;
  families: number;
  notThanked: number;
  /** Envelopes nobody has opened yet, as far as the book says. */
  unopened: number;
  things: number;
  money: { currency: string; amount: number; gifts: number }[];
}

/** What the filter names, counted and summed. */
export async function countGifts(tx: Transaction, scope: Scope, filter: GiftFilter): Promise<GiftTotals> {
  const { rows } = await tx.execute<{ totals: GiftTotals }>(sql`
    with g as (select g.*, ${thanksArrived("g")} as arrived from gifts g where ${giftCondition(scope, filter)})
    select jsonb_build_object('gifts', count(*), 'families', count(distinct coalesce(g.unit_id::text, lower(g.giver))), 'notThanked', count(*) filter (where not arrived),
      'unopened', count(*) filter (where kind = 'envelope' and amount is null), 'things', count(*) filter (where kind = 'thing'), 'money', coalesce((
        select jsonb_agg(jsonb_build_object('currency', s.currency, 'amount', s.amount, 'gifts', s.n) order by s.n desc, s.currency)
        from (select currency, sum(amount) as amount, count(*) as n from g where amount is not null and ${seesAmounts(scope)} group by currency) s), '[]')) as totals
    from g`);
  return rows[0]!.totals;
}
