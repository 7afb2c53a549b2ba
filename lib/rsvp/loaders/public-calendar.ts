import { mintScope } from "@/lib/access/policy";
import { AppError } from "@/lib/kernel/errors";
import { isGuestLanguage } from "@/lib/kernel/languages";
import { readTenant } from "@/lib/platform/transaction";
import { readPublicPlan } from "@/lib/rsvp/queries/public-plan";
import { calendarFile, calendarWords } from "@/lib/rsvp/rules/calendar";
import { locateAudience, locateSlug } from "@/lib/website/queries/locate";

/**
 * The public functions of a published website as a calendar file, or one of them, in a language the site offers (null,
 * or another one: as they were written). Throws AppError `not_found`, alike for
 * what is hidden and for what never was.
 */
export async function loadPublicCalendar(
  slug: string,
  eventId: string | null,
  asked: { language: string | null; now: Date },
): Promise<string> {
  const found = await locateSlug(slug);
  const weddingId =
    found?.state === "published" && found.audienceId ? await locateAudience(found.audienceId) : null;
  const scope = weddingId ? mintScope(weddingId, { kind: "system", job: "website.calendar" }) : null;
  const plan = scope && (await readTenant(scope, (tx) => readPublicPlan(tx, scope)));
  const functions = plan?.functions.filter((one) => eventId === null || one.id === eventId) ?? [];
  if (!plan || functions.length === 0) throw new AppError("not_found", "There is nothing here.");
  const chosen = found?.languages.find((code) => code === asked.language);
  const language = chosen && isGuestLanguage(chosen) ? chosen : null;
  return calendarFile(
    functions.map((one) => calendarWords(one, language)),
    { ...plan, ...(language ? { language } : {}), now: asked.now },
  );
}
