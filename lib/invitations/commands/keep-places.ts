import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { standStill } from "@/lib/guests/commands/resolve-people";
import { keepPlacesInput } from "@/lib/invitations/inputs";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";

/**
 * Keeps more places, or fewer, for one household at one function. `before` is what was kept when somebody looked, so that
 * two who decide at once do not both add. Its own inverse.
 */
export const keepPlaces = defineCommand({
  name: "invitations.keep-places",
  permission: "invitations.edit",
  input: keepPlacesInput,
  inverse: "invitations.keep-places",
  async run({ tx, scope }, { unitId, eventId, before, places, via }) {
    await standStill(tx, scope);
    const kept = await lockPlaces(tx, scope, { unitId, eventId, via });
    if (!kept) return refuse("not_invited", "This family is not invited to that function any more.");
    if (
      kept.adults !== before.adults ||
      kept.children !== before.children ||
      (via !== undefined && kept.via !== via)
    )
      return refuse(
        "changed_since",
        "The places kept for this family were changed meanwhile. Please look again.",
      );
    if (places.adults + places.children < Math.min(kept.coming, kept.adults + kept.children))
      return refuse(
        "answered",
        `They have said that ${kept.coming} of them come. Keep at least as many places, or record another answer first.`,
      );
    const more = { adults: places.adults - kept.adults, children: places.children - kept.children };
    const own = { adults: kept.ownAdults + more.adults, children: kept.ownChildren + more.children };
    // Whoever holds them keeps a place, or nobody could be invited when they are apart again.
    const bare = own.adults + own.children === 0;
    if (own.adults < 0 || own.children < 0 || bare)
      return refuse(
        "not_theirs",
        "Some of these places belong to somebody of another family, so they cannot be taken away here.",
      );
    await addPlaces(tx, scope, { unitId, eventId, via: kept.via, more });
    return {
      result: {
        undo: {
          command: "invitations.keep-places",
          input: { unitId, eventId, before: places, places: before, via: kept.via },
        },
      },
      audit: [
        {
          action: "keep-places",
          entity: "guest_unit",
          entityId: unitId,
          payload: { eventId, before, places },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [
        { kind: "unit", key: unitId },
        { kind: "event", key: eventId },
      ],
    };
  },
});

interface Invited {
  unitId: string;
  eventId: string;
  /** The household it is invited through; null where it is invited itself, undefined where that is not known yet. */
  via?: string | null | undefined;
}

/** What is kept now, and how much of it is theirs: their own, or of the largest household they are invited through. */
async function lockPlaces(tx: Transaction, scope: Scope, invited: Invited) {
  const { rows } = await tx.execute<{
    adults: number;
    children: number;
    ownAdults: number;
    ownChildren: number;
    coming: number;
    via: string | null;
  }>(sql`
    select i.adults, i.children, coalesce(i.own_adults, k.adults, 0) as "ownAdults", coalesce(i.own_children, k.children, 0) as "ownChildren",
      case when i.own_adults is null then k.unit_id end as via,
      coalesce((select c.adults + c.children from rsvp_current c where c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id and c.answer = 'yes'), 0) as coming
    from invitations i left join lateral (${through(invited, scope)}) k on true
    where i.wedding_id = ${scope.weddingId} and i.unit_id = ${invited.unitId} and i.event_id = ${invited.eventId} for update of i`);
  return rows[0];
}

/** Whoever is invited through a household that joined it: the places are added there, so that taking it apart gives them to the right one. */
const through = ({ unitId, eventId, via = null }: Invited, { weddingId }: Scope) => sql`
  select p.unit_id, p.adults, p.children from parked_invitations p
  where p.wedding_id = ${weddingId} and p.event_id = ${eventId} and p.unit_id in (select fence.family_of(${weddingId}, ${unitId}))
    and (${via}::uuid is null or p.unit_id = ${via})
  order by p.adults + p.children desc, p.unit_id limit 1`;

async function addPlaces(
  tx: Transaction,
  scope: Scope,
  { more, ...invited }: Invited & { more: { adults: number; children: number } },
): Promise<void> {
  await tx.execute(sql`
    with kept as (
      update invitations i set adults = i.adults + ${more.adults}::int, children = i.children + ${more.children}::int,
        own_adults = i.own_adults + ${more.adults}::int, own_children = i.own_children + ${more.children}::int
      where i.wedding_id = ${scope.weddingId} and i.unit_id = ${invited.unitId} and i.event_id = ${invited.eventId} returning i.own_adults
    )
    update parked_invitations p set adults = p.adults + ${more.adults}::int, children = p.children + ${more.children}::int
    from (${through(invited, scope)}) k, kept
    where kept.own_adults is null and p.wedding_id = ${scope.weddingId} and p.event_id = ${invited.eventId} and p.unit_id = k.unit_id`);
}
