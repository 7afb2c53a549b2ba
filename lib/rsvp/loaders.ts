import { notFound } from "next/navigation";
import { mintScope } from "@/lib/access/policy";
import { changeWords } from "@/lib/events/rules/change-words";
import { AppError } from "@/lib/kernel/errors";
import { env } from "@/lib/platform/env";
import { hashToken } from "@/lib/platform/tokens";
import { readTenant } from "@/lib/platform/transaction";
import { locateGuestLink, readGuestPage } from "./queries/guest-page";
import { type GuestPlan, readGuestPlan } from "./queries/guest-plan";
import { calendarFile, googleCalendarLink } from "./rules/calendar";

/** A household's own page by its link. Unknown and withdrawn links look the same. */
export async function loadGuestPage(token: string) {
  const found = await locateGuestLink(hashToken(token));
  if (!found) notFound();
  const scope = mintScope(found.weddingId, { kind: "guest", unitId: found.unitId });
  return (await readTenant(scope, (tx) => readGuestPage(tx, scope, found.unitId))) ?? notFound();
}

/** A household's functions by its link. Throws AppError `not_found`, alike for an unknown and a withdrawn link. */
async function readPlan(token: string): Promise<GuestPlan> {
  const found = await locateGuestLink(hashToken(token));
  const scope = found && mintScope(found.weddingId, { kind: "guest", unitId: found.unitId });
  const plan = scope && (await readTenant(scope, (tx) => readGuestPlan(tx, scope, found.unitId)));
  if (!plan) throw new AppError("not_found", "This link is not valid any more. Please ask the family.");
  return plan;
}

/** What a household's page says beside the answers, by function: what changed, and the ways into a calendar. */
export async function loadGuestPlan(token: string) {
  const plan = await readPlan(token).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  const address = `${env().APP_URL.replace(/\/$/, "")}/g/${encodeURIComponent(token)}`;
  return {
    /** A calendar that follows this address shows what changes by itself. */
    feed: `${address.replace(/^https?:/, "webcal:")}/calendar.ics`,
    file: `${address}/calendar.ics`,
    functions: plan.functions.map((one) => ({
      id: one.id,
      name: one.name,
      cancelled: one.cancelled,
      change: one.change && { id: one.change.id, ...changeWords(one.change, "en", plan.zone) },
      google: googleCalendarLink(one, plan),
      file: one.startsAt ? `${address}/${one.id}.ics` : null,
    })),
  };
}

/** All functions of a household as a calendar file, or one of them. Throws AppError `not_found`. */
export async function loadGuestCalendar(token: string, eventId: string | null, now: Date): Promise<string> {
  const plan = await readPlan(token);
  const functions = plan.functions.filter((one) => eventId === null || one.id === eventId);
  if (eventId !== null && functions.length === 0)
    throw new AppError("not_found", "This function is not part of this invitation.");
  return calendarFile(functions, { ...plan, now });
}
