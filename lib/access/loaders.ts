import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { currentUser, type SignedIn } from "@/lib/platform/session";
import { mintScope } from "./policy";
import { listMemberships, type Membership } from "./queries";
import type { Scope } from "./types";

export interface Entry {
  user: SignedIn;
  scope: Scope;
  membership: Membership;
}

/**
 * The signed-in user's right to one wedding, from the database at this request. Throws AppError `unauthenticated`, or
 * `not_found` where the user is no member: a stranger learns nothing about which weddings exist.
 */
export const enterWedding = cache(async (weddingId: string): Promise<Entry> => {
  const user = await currentUser();
  if (!user) throw new AppError("unauthenticated", "Please sign in.");
  const membership = isUuid(weddingId)
    ? (await listMemberships(user.id)).find((one) => one.weddingId === weddingId)
    : undefined;
  if (!membership) throw new AppError("not_found", "This wedding is not there, or you are not in its team.");
  const scope = mintScope(
    weddingId,
    { kind: "user", userId: user.id, role: membership.role },
    membership.side,
  );
  return { user, scope, membership };
});

/** The same for a page: strangers are sent to sign in, others see a plain "not there". */
export async function loadEntry(weddingId: string): Promise<Entry> {
  try {
    return await enterWedding(weddingId);
  } catch (error) {
    if (error instanceof AppError && error.code === "unauthenticated")
      redirect(`/sign-in?callbackUrl=/weddings/${weddingId}`);
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}

export async function loadUser(): Promise<SignedIn> {
  return (await currentUser()) ?? redirect("/sign-in");
}
