import { notFound } from "next/navigation";
import { cache } from "react";
import { loadEntry } from "@/lib/access/loaders";
import { mintScope } from "@/lib/access/policy";
import { isUuid } from "@/lib/kernel/ids";
import { unseal } from "@/lib/platform/sealed";
import { hashToken } from "@/lib/platform/tokens";
import { readTenant } from "@/lib/platform/transaction";
import { locateGuestLink, readGuestPage } from "./queries/guest-page";
import { readExtension, readTravelPlan } from "./queries/travel";
import { unpackLines } from "./rules/answer-form";
import { unpackMore } from "./rules/more-form";
import { pageLanguage } from "./rules/page-words";

/** A household's own page and journey by its link. Unknown and withdrawn links look the same. */
const loadHouseholdOf = cache(async (token: string) => {
  const found = await locateGuestLink(hashToken(token));
  if (!found) notFound();
  const scope = mintScope(found.weddingId, { kind: "guest", unitId: found.unitId });
  const loaded = await readTenant(scope, async (tx) => {
    const page = await readGuestPage(tx, scope, found.unitId);
    return page && { page, travel: await readTravelPlan(tx, scope, page.unitId) };
  });
  return loaded ?? notFound();
});

/** Where a refused form waits to be filled in again: in the address, sealed, for this link alone. */
export const sentContext = (token: string): string => `guest-form:${hashToken(token)}`;

const opened = (token: string, sealed: string | undefined): string =>
  (sealed && unseal(sealed, sentContext(token))) || "";

export async function loadGuestPage(token: string, lang?: string, sealed?: string) {
  const { page } = await loadHouseholdOf(token);
  return {
    page,
    language: pageLanguage(lang, page.language),
    sent: unpackLines(opened(token, sealed), page.people),
  };
}

/** The second step: what they eat, how they travel. */
export async function loadGuestMore(token: string, lang?: string, sealed?: string) {
  const { page, travel } = await loadHouseholdOf(token);
  return {
    page,
    travel,
    language: pageLanguage(lang, page.language),
    sent: unpackMore(opened(token, sealed)),
  };
}

/** What a family's page in the console shows of its journey and of answering late. */
export async function loadAnswering(weddingId: string, unitId: string) {
  const { scope } = await loadEntry(weddingId);
  if (!isUuid(unitId)) notFound();
  return readTenant(scope, async (tx) => ({
    travel: await readTravelPlan(tx, scope, unitId),
    extension: await readExtension(tx, scope, unitId),
    closed: (await readGuestPage(tx, scope, unitId))?.functions.filter((one) => one.closed).length ?? 0,
    today: new Date().toISOString().slice(0, 10),
    mayRecord: scope.permissions.has("answers.record"),
  }));
}
