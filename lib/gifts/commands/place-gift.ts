import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import type { GiftFacts } from "@/lib/gifts/inputs";
import { type Refusal, refuse } from "@/lib/kernel/result";

type Placed = { unitId: string | null; side: string };

/** The family as it lives today, with its side; or the side of somebody known by name alone. */
export async function placeGift(
  tx: Transaction,
  scope: Scope,
  gift: Pick<GiftFacts, "unitId" | "side" | "eventId">,
): Promise<Placed | Refusal> {
  const { rows } = await tx.execute<{ id: string | null; side: string | null; event: boolean }>(sql`
    select u.id, u.side, ${gift.eventId}::uuid is null or exists (
      select 1 from events e where e.wedding_id = ${scope.weddingId} and e.id = ${gift.eventId}::uuid) as event
    from (select 1) one left join guest_units u on u.wedding_id = ${scope.weddingId} and u.live and u.id = fence.home_of(${scope.weddingId}, ${gift.unitId}::uuid)`);
  const found = rows[0]!;
  if (!found.event) return refuse("gone", "This function is not there any more. Please choose another one.");
  if (gift.unitId) {
    return found.id
      ? { unitId: found.id, side: found.side! }
      : refuse("gone", "This family is not there any more. Please look for it again.");
  }
  if (scope.side !== "all" && gift.side !== "both" && gift.side !== scope.side)
    return refuse("other_side", "You keep the gifts of your own side, and those of both.");
  return { unitId: null, side: gift.side };
}

/** The facts of a gift as columns, in the order of `GIFT_COLUMNS`. */
export const GIFT_COLUMNS = sql.raw(
  "unit_id, side, giver, event_id, kind, amount, currency, what, note, received_by, received_at",
);

export const giftValues = (gift: GiftFacts, { unitId, side }: Placed): SQL => sql`
  ${unitId}::uuid, ${side}, ${gift.giver}, ${gift.eventId}::uuid, ${gift.kind}, ${gift.amount}::numeric, ${gift.amount === null ? null : gift.currency},
  ${gift.what}, ${gift.note}, ${gift.receivedBy}, coalesce(${gift.receivedAt}::timestamptz, now())`;
