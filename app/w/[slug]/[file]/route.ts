import { AppError } from "@/lib/kernel/errors";
import { calendarResponse, fileAsked } from "@/lib/platform/calendar-http";
import { route } from "@/lib/platform/http";
import { loadPublicCalendar } from "@/lib/rsvp/loaders/public-calendar";

/** `calendar.ics` for every public function, `<function>.ics` for one. A copy on the way is true to the minute. */
export const GET = route<{ slug: string; file: string }>(
  "website.calendar",
  async (request, { slug, file }) => {
    const asked = fileAsked(file);
    if (!asked) throw new AppError("not_found", "There is nothing here.");
    const text = await loadPublicCalendar(slug.toLowerCase(), asked.eventId, {
      language: new URL(request.url).searchParams.get("lang"),
      now: new Date(),
    });
    return calendarResponse(text, file, {
      "cache-control": "public, max-age=0, s-maxage=20, stale-while-revalidate=40",
    });
  },
  { keyed: true },
);
