import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { route } from "@/lib/platform/http";
import { loadGuestCalendar } from "@/lib/rsvp/loaders";

/** `calendar.ics` for all functions of a household, `<function>.ics` for one; for nobody but whoever has the link. */
export const GET = route<{ token: string; file: string }>(
  "guest.calendar",
  async (_request, { token, file }) => {
    const name = file.match(/^([\w-]+)\.ics$/)?.[1];
    if (!name || (name !== "calendar" && !isUuid(name)))
      throw new AppError("not_found", "There is nothing here.");
    const text = await loadGuestCalendar(token, name === "calendar" ? null : name, new Date());
    const method = text.includes("\r\nMETHOD:CANCEL\r\n") ? "CANCEL" : "PUBLISH";
    return new Response(text, {
      headers: {
        "content-type": `text/calendar; charset=utf-8; method=${method}`,
        "content-disposition": `inline; filename="${name}.ics"`,
        "cache-control": "private, no-store",
        "referrer-policy": "no-referrer",
        "x-robots-tag": "noindex, nofollow",
        "x-content-type-options": "nosniff",
      },
    });
  },
  { keyed: true },
);
