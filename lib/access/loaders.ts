import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { env, isEmbedded } from "@/lib/platform/env";
import { operatorHealth } from "@/lib/platform/metrics";
import { currentUser, type SignedIn } from "@/lib/platform/session";
import { readTenant } from "@/lib/platform/transaction";
import { mintScope } from "./policy";
import { findDemoMember, listDevMail, listMemberships, listTeam, type Membership } from "./queries";
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
  if (!user)
    throw new AppError(
      "unauthenticated",
      "You were signed out. Sign in in another tab, then do it once more: what you typed is still here.",
    );
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
      redirect(`/sign-in?callbackUrl=${encodeURIComponent(await askedPath(`/weddings/${weddingId}`))}`);
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}

export async function loadUser(): Promise<SignedIn> {
  return (
    (await currentUser()) ??
    redirect(`/sign-in?callbackUrl=${encodeURIComponent(await askedPath("/weddings"))}`)
  );
}

/** The page that was asked for, as the middleware noted it: whoever signs in comes out where they wanted to go. */
async function askedPath(otherwise: string): Promise<string> {
  return ownPath((await headers()).get("x-asked") ?? otherwise);
}

/** Only an address of this site, so that a link in a mail cannot lead elsewhere after signing in. */
export function ownPath(given: string | undefined): string {
  if (!given) return "/weddings";
  const site = new URL(env().APP_URL);
  const target = URL.canParse(given, site) ? new URL(given, site) : site;
  return target.origin === site.origin && target.pathname !== "/"
    ? `${target.pathname}${target.search}`
    : "/weddings";
}

/** What the sign-in page offers; whoever is signed in already goes on. */
export async function loadSignIn(callbackUrl: string | undefined) {
  const next = ownPath(callbackUrl);
  if (await currentUser()) redirect(next);
  return { next, google: Boolean(env().GOOGLE_CLIENT_ID), embedded: isEmbedded() };
}

/** Embedded mode only; elsewhere these pages are not there. */
export function requireEmbedded(): void {
  if (!isEmbedded()) notFound();
}

/** Whether pages may point to /demo and /dev/mail. */
export const loadEmbedded = (): boolean => isEmbedded();

export async function loadDevMail() {
  requireEmbedded();
  return listDevMail(50);
}

export async function loadTeam(weddingId: string) {
  const { scope, user } = await loadEntry(weddingId);
  if (!scope.permissions.has("wedding.edit")) notFound();
  const members = await readTenant(scope, (tx) => listTeam(tx, scope));
  return { members, me: user.id, mayManage: scope.permissions.has("team.manage") };
}

/** Whether the signed-in user runs this installation. An operator's list does not exist yet: the demo's owner alone, in embedded mode. */
export async function isOperator(): Promise<boolean> {
  if (!isEmbedded()) return false;
  const user = await currentUser();
  const owner = await findDemoMember("owner");
  return user !== null && owner?.userId === user.id;
}

/** Health over all weddings. */
export async function loadHealth() {
  requireEmbedded();
  await loadUser();
  if (!(await isOperator())) notFound();
  return { health: await operatorHealth(), readAt: new Date().toISOString() };
}
