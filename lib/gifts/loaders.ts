import { notFound } from "next/navigation";
import type { Transaction } from "@/db/client";
import { loadEntry } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { pageFromAddress } from "@/lib/audience/rules/address";
import { listEvents } from "@/lib/events/queries";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { formatPhone } from "@/lib/kernel/phone";
import { listSenders, listTemplates } from "@/lib/messaging/queries/runs";
import { fillsOf, speaksOfFunctions, tellsChange } from "@/lib/messaging/rules/parameters";
import { readTenant } from "@/lib/platform/transaction";
import { requireWedding } from "@/lib/weddings/queries";
import { countGifts, listGifts, seesAmounts } from "./queries/gift-list";
import { listNotes } from "./queries/notes";
import { toThank } from "./queries/to-thank";
import { findNamedGiver, readWayToThank } from "./queries/way-to-thank";
import { giftFilter } from "./rules/address";
import { functionNow } from "./rules/function-now";
import { standing } from "./rules/returning";
import { thankWords } from "./rules/thank-words";

export const GIFTS_PER_PAGE = 50;

const rightsOf = (scope: Scope) => ({
  edit: scope.permissions.has("gifts.edit"),
  amounts: seesAmounts(scope),
  thankAll: scope.permissions.has("runs.prepare"),
  export: scope.permissions.has("exports.create"),
  sides: (scope.side === "all" ? ["both", "bride", "groom"] : ["both", scope.side]) as (
    | "both"
    | "bride"
    | "groom"
  )[],
});

const functionsOf = async (tx: Transaction, scope: Scope) =>
  (await listEvents(tx, scope)).map((event) => ({
    id: event.id,
    name: event.name,
    startsAt: event.startsAt?.toISOString() ?? null,
    cancelled: event.cancelledAt !== null,
  }));

/** The book of gifts for an address. */
export async function loadGifts(weddingId: string, params: Record<string, string | string[] | undefined>) {
  const { scope, user } = await loadEntry(weddingId);
  if (!scope.permissions.has("gifts.read")) notFound();
  const filter = giftFilter(params);
  const page = pageFromAddress(params);
  return readTenant(scope, async (tx) => {
    const events = await functionsOf(tx, scope);
    return {
      filter,
      page,
      gifts: await listGifts(tx, scope, filter, {
        limit: GIFTS_PER_PAGE,
        offset: (page - 1) * GIFTS_PER_PAGE,
      }),
      totals: await countGifts(tx, scope, filter),
      all: Object.keys(filter).length === 0 ? null : (await countGifts(tx, scope, {})).gifts,
      events,
      /** The function that is on, or was last: what the counting table begins with. */
      now: functionNow(events, new Date())?.id ?? "",
      zone: (await requireWedding(tx, scope)).zone,
      readAt: new Date().toISOString(),
      me: user.name ?? "",
      may: rightsOf(scope),
    };
  });
}

export async function loadGiftRights(weddingId: string) {
  const { scope } = await loadEntry(weddingId);
  return rightsOf(scope);
}

export type GiftBook = Awaited<ReturnType<typeof loadGifts>>;

/** What a family gave, here and before, for its page; null where there is nothing to see or to add. */
export async function loadFamilyGifts(weddingId: string, unitId: string) {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("gifts.read") || !isUuid(unitId)) return null;
  return readTenant(scope, async (tx) => {
    const gifts = await listGifts(tx, scope, { unit: unitId }, { limit: 100, offset: 0 });
    const notes = await listNotes(tx, scope, unitId);
    return {
      gifts,
      notes,
      standing: standing(notes, gifts),
      events: await functionsOf(tx, scope),
      may: rightsOf(scope),
    };
  });
}

/** How somebody can be thanked now. */
interface WayNow {
  contact: string | null;
  /** In E.164; null where there is none to be seen. */
  phone: string | null;
  /** The same, as people write it. */
  shown: string | null;
  doNotMessage: boolean;
  /** Their chat with us is open, and the reader may write in it. */
  chatOpen: boolean;
  text: string;
  /** Which gifts they are thanked for. */
  gifts: string[];
}

const NO_WAY = { contact: null, phone: null, shown: null, doNotMessage: false, chatOpen: false };

async function wayOf(tx: Transaction, scope: Scope, who: { unitId: string } | { giftId: string }) {
  if ("unitId" in who) return isUuid(who.unitId) ? readWayToThank(tx, scope, who.unitId) : null;
  return isUuid(who.giftId) ? findNamedGiver(tx, scope, who.giftId) : null;
}

export type FamilyGifts = NonNullable<Awaited<ReturnType<typeof loadFamilyGifts>>>;

/**
 * How a family can be thanked now, or who gave one gift and is on no list, with words to begin with in their language.
 * Throws AppError `not_found`.
 */
export async function findWayToThank(
  scope: Scope,
  who: { unitId: string } | { giftId: string },
): Promise<WayNow> {
  requirePermission(scope, "gifts.edit");
  return readTenant(scope, async (tx) => {
    const { hosts } = await requireWedding(tx, scope);
    const way = await wayOf(tx, scope, who);
    if (!way) throw new AppError("not_found", "Who gave this is not in the book any more.");
    if ("giver" in way) return { ...NO_WAY, text: thankWords("en", way.giver, hosts), gifts: [way.giftId] };
    const { unitId } = way;
    return {
      contact: way.contact,
      phone: way.phone,
      shown: way.phone ? formatPhone(way.phone) : null,
      doNotMessage: way.doNotMessage,
      chatOpen: way.chat !== null && scope.permissions.has("inbox.answer"),
      text: thankWords(way.language, way.contact ?? way.family, hosts),
      gifts: (await listGifts(tx, scope, { unit: unitId, thanked: "no" }, { limit: 200, offset: 0 })).map(
        (gift) => gift.id,
      ),
    };
  });
}

/** What a message to everybody not thanked yet can be made of. */
export async function loadThanks(weddingId: string) {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("runs.prepare")) notFound();
  return readTenant(scope, async (tx) => ({
    ...(await toThank(tx, scope)),
    hosts: (await requireWedding(tx, scope)).hosts,
    senders: (await listSenders(tx, scope)).map(({ id, displayNumber, label }) => ({
      id,
      name: label ?? formatPhone(displayNumber),
    })),
    // A text that tells a change, or asks for an answer, has nothing to say here.
    templates: (await listTemplates(tx, scope))
      .map(({ syncedAt, ...template }) => ({
        ...template,
        places: fillsOf(template.parameters, template.fills),
      }))
      .filter(({ places, buttons }) => !tellsChange(places) && buttons.length === 0)
      .map(({ places, ...template }) => ({
        ...template,
        fills: places.every((fill) => fill !== null) ? places : null,
        ofFunctions: speaksOfFunctions(places),
      })),
  }));
}
