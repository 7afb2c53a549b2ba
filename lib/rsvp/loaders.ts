import { notFound } from "next/navigation";
import { loadEntry } from "@/lib/access/loaders";
import { mintScope } from "@/lib/access/policy";
import { changeWords } from "@/lib/events/rules/change-words";
import { spokenIn } from "@/lib/events/rules/function-words";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import type { GuestLanguage } from "@/lib/kernel/languages";
import { env } from "@/lib/platform/env";
import { unseal } from "@/lib/platform/sealed";
import { hashToken } from "@/lib/platform/tokens";
import { readTenant } from "@/lib/platform/transaction";
import { readSiteFace } from "@/lib/website/queries/site-face";
import { hostsIn } from "@/lib/website/rules/page";
import type { SiteFace } from "@/lib/website/types";
import { locateGuestLink, readGuestPage } from "./queries/guest-page";
import { type GuestPlan, readGuestPlan } from "./queries/guest-plan";
import { readExtension, readTravelPlan } from "./queries/travel";
import { unpackLines } from "./rules/answer-form";
import { calendarFile, calendarWords, googleCalendarLink } from "./rules/calendar";
import type { HouseholdPage } from "./rules/household-page";
import { unpackMore } from "./rules/more-form";
import { type PageLanguage, pageLanguage } from "./rules/page-words";

/** A page whose functions and hosts are in the reader's language, as far as the family wrote them in it. */
const inTongue = (page: HouseholdPage, site: SiteFace | null, { code }: PageLanguage): HouseholdPage => ({
  ...page,
  hosts: hostsIn(site ?? {}, page.hosts, code),
  functions: page.functions.map((one) => spokenIn(one, code)),
});

const GONE = "This link is not valid any more. Please ask the family.";

/** A household's own page and journey by its link. Throws AppError `not_found`, alike for an unknown and a withdrawn link. */
async function loadHouseholdOf(token: string) {
  const found = await locateGuestLink(hashToken(token));
  const scope = found && mintScope(found.weddingId, { kind: "guest", unitId: found.unitId });
  const loaded =
    scope &&
    (await readTenant(scope, async (tx) => {
      const page = await readGuestPage(tx, scope, found.unitId);
      if (!page) return null;
      return {
        page,
        travel: await readTravelPlan(tx, scope, page.unitId),
        site: await readSiteFace(tx, scope),
      };
    }));
  if (!loaded) throw new AppError("not_found", GONE);
  return loaded;
}

/** Where a refused form waits to be filled in again: in the address, sealed, for this link alone. */
export const sentContext = (token: string): string => `guest-form:${hashToken(token)}`;

const opened = (token: string, sealed: string | undefined): string =>
  (sealed && unseal(sealed, sentContext(token))) || "";

export async function loadGuestPage(token: string, lang?: string, sealed?: string) {
  const { page, site } = await loadHouseholdOf(token);
  const language = pageLanguage(lang, page.language);
  return {
    page: inTongue(page, site, language),
    site,
    language,
    sent: unpackLines(opened(token, sealed), page.people),
  };
}

/** The second step: what they eat, how they travel. */
export async function loadGuestMore(token: string, lang?: string, sealed?: string) {
  const { page, travel, site } = await loadHouseholdOf(token);
  const language = pageLanguage(lang, page.language);
  return {
    page: inTongue(page, site, language),
    site,
    travel,
    language,
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

/** A household's functions by its link. Throws AppError `not_found`, alike for an unknown and a withdrawn link. */
async function readPlan(token: string): Promise<GuestPlan> {
  const found = await locateGuestLink(hashToken(token));
  const scope = found && mintScope(found.weddingId, { kind: "guest", unitId: found.unitId });
  const plan = scope && (await readTenant(scope, (tx) => readGuestPlan(tx, scope, found.unitId)));
  if (!plan) throw new AppError("not_found", GONE);
  return plan;
}

/** What a household's page says beside the answers, by function: what changed, and the ways into a calendar. */
export async function loadGuestPlan(token: string, language: GuestLanguage) {
  const plan = await readPlan(token);
  const address = `${env().APP_URL.replace(/\/$/, "")}/g/${encodeURIComponent(token)}`;
  return {
    /** A calendar that follows this address shows what changes by itself. */
    feed: `${address.replace(/^https?:/, "webcal:")}/calendar.ics`,
    file: `${address}/calendar.ics`,
    functions: plan.functions
      .map((kept) => spokenIn(kept, language))
      .map((one) => ({
        id: one.id,
        name: one.name,
        cancelled: one.cancelled,
        change: one.change && { id: one.change.id, ...changeWords(one.change, language, plan.zone) },
        google: googleCalendarLink(one, { ...plan, language }),
        file: one.startsAt ? `${address}/${one.id}.ics` : null,
      })),
  };
}

/** All functions of a household as a calendar file, or one of them. Throws AppError `not_found`. */
export async function loadGuestCalendar(token: string, eventId: string | null, now: Date): Promise<string> {
  const plan = await readPlan(token);
  const asked = <F extends { id: string }>(all: readonly F[]) =>
    all.filter((one) => eventId === null || one.id === eventId);
  const language = pageLanguage(plan.language).code;
  const spoken = plan.functions.map((one) => calendarWords(one, language));
  const [functions, withdrawn] = [asked(spoken), asked(plan.withdrawn)];
  if (eventId !== null && functions.length + withdrawn.length === 0)
    throw new AppError("not_found", "This function is not part of this invitation.");
  return calendarFile(functions, { ...plan, language, now }, withdrawn);
}
