import { notFound } from "next/navigation";
import { loadUser } from "@/lib/access/loaders";
import { mintOwnerScope } from "@/lib/access/policy";
import type { OwnerScope } from "@/lib/access/types";
import { sameSecret } from "@/lib/kernel/bytes";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { networkKey } from "@/lib/platform/client-address";
import { env } from "@/lib/platform/env";
import { spendAllowances } from "@/lib/platform/rate-limit";
import { currentUser, type SignedIn } from "@/lib/platform/session";
import { cardToken, hashToken } from "@/lib/platform/tokens";
import { readOwned } from "@/lib/platform/transaction";
import { countSteps, findCard, findFace, findOwnAnswer, listCards, listReplies, locateCard } from "./queries";
import { allowancesOf, type LimitedAct } from "./rules/limits";
import { isSlug } from "./rules/slug";
import type { CardFace, HostCard, OwnAnswer } from "./types";

/** The signed-in person and the right to their own cards. Throws AppError `unauthenticated`. */
export async function enterCards(): Promise<{ user: SignedIn; scope: OwnerScope }> {
  const user = await currentUser();
  if (!user)
    throw new AppError(
      "unauthenticated",
      "You were signed out. Sign in in another tab, then do it once more: what you typed is still here.",
    );
  return { user, scope: hostScope(user.id) };
}

const hostScope = (userId: string): OwnerScope => mintOwnerScope(userId, { kind: "host", userId });

export const nameOf = (user: SignedIn): string => user.name ?? user.email.split("@")[0]!;

/** Null, or the seconds to wait: this person or this network has asked for too much. */
export const overLimit = (act: LimitedAct, headers: Headers, userId: string | null) =>
  spendAllowances(allowancesOf(act, networkKey(headers), userId));

/** The link a host gives out; a private card's carries its token. */
export function cardLink(card: Pick<HostCard, "id" | "slug" | "isPrivate" | "tokenVersion">): string {
  const url = new URL(`/i/${card.slug}`, env().APP_URL);
  if (card.isPrivate) url.searchParams.set("k", cardToken(card.id, card.tokenVersion));
  return url.href;
}

export async function loadCards() {
  const user = await loadUser();
  const scope = hostScope(user.id);
  return readOwned(scope, async (tx) => ({
    user,
    cards: await listCards(tx, scope),
    counts: await countSteps(tx, scope),
  }));
}

export const loadHostName = async (): Promise<string> => nameOf(await loadUser());

export async function loadCard(cardId: string) {
  const user = await loadUser();
  return (await readCard(user.id, cardId)) ?? notFound();
}

/** One card of a host's own, with its answers, or null. */
export async function readCard(userId: string, cardId: string) {
  if (!isUuid(cardId)) return null;
  const scope = hostScope(userId);
  return readOwned(scope, async (tx) => {
    const card = await findCard(tx, scope, cardId);
    return card && { card, link: cardLink(card), replies: await listReplies(tx, scope, cardId) };
  });
}

export interface OpenedCard {
  scope: OwnerScope;
  face: CardFace;
  /** What the asking device has answered before. */
  own: OwnAnswer | null;
}

/**
 * A card by its address, for a guest; null where there is none, or where a private one is asked for without its token,
 * which looks the same.
 */
export async function openCard(
  slug: string,
  token: string | null,
  device: string | null = null,
): Promise<OpenedCard | null> {
  if (!isSlug(slug)) return null;
  const found = await locateCard(slug);
  if (!found) return null;
  const { ownerId, cardId } = found;
  const scope = mintOwnerScope(ownerId, { kind: "card_guest", cardId });
  return readOwned(scope, async (tx) => {
    const read = await findFace(tx, cardId);
    if (!read) return null;
    const { tokenVersion, ...face } = read;
    if (face.isPrivate && !sameSecret(token ?? "", cardToken(cardId, tokenVersion))) return null;
    return { scope, face, own: device ? await findOwnAnswer(tx, cardId, hashToken(device)) : null };
  });
}
