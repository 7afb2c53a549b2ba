import { AppError } from "@/lib/kernel/errors";
import { calendarResponse, fileAsked } from "@/lib/platform/calendar-http";
import { route } from "@/lib/platform/http";
import { loadGuestCalendar } from "@/lib/rsvp/loaders";

/** `calendar.ics` for all functions of a household, `<function>.ics` for one; for nobody but whoever has the link. */
export const GET = route<{ token: string; file: string }>(
  "guest.calendar",
  async (_request, { token, file }) => {
    const asked = fileAsked(file);
    if (!asked) throw new AppError("not_found", "There is nothing here.");
    return calendarResponse(await loadGuestCalendar(token, asked.eventId, new Date()), file, {
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
    });
  },
  { keyed: true },
);
