import { mintOwnerScope } from "@/lib/access/policy";
import type { OwnerScope } from "@/lib/access/types";
import { createCard } from "@/lib/cards/commands/create-card";
import { newId } from "@/lib/kernel/ids";
import type { OwnedContext } from "@/lib/platform/owned-command";
import { makeUser, must } from "./wedding";

export const ownedContext = (scope: OwnerScope): OwnedContext => ({
  scope,
  correlationId: `test-${newId()}`,
});

/** A person with cards of their own. */
export async function makeHost(name = "Asha"): Promise<{ userId: string; ctx: OwnedContext }> {
  const userId = await makeUser(name);
  return { userId, ctx: ownedContext(mintOwnerScope(userId, { kind: "host", userId })) };
}

/** A day far enough ahead that no test reaches it. */
export const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export const dinner = (more: object = {}) => ({
  title: "Dinner for Asha",
  hostName: "Meera",
  date: inDays(5),
  time: "20:30",
  placeName: "Trishna",
  ...more,
});

export async function makeCard(ctx: OwnedContext, more: object = {}) {
  const { id, slug } = must(await createCard(ctx, dinner(more)));
  const guest = ownedContext(mintOwnerScope(ctx.scope.ownerId, { kind: "card_guest", cardId: id }));
  return { id, slug, guest };
}
