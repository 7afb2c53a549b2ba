import { mintScope } from "@/lib/access/policy";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { readBytes, route } from "@/lib/platform/http";
import { hashToken } from "@/lib/platform/tokens";
import { noteSeen } from "@/lib/rsvp/commands/note-seen";
import { locateGuestLink } from "@/lib/rsvp/queries/guest-page";

const MAX_BYTES = 32 * 1024;

/** "We have seen it", from a household's page: noted, and back to the page. */
export const POST = route<{ token: string }>(
  "guest.seen",
  async (request, { token }, { correlationId }) => {
    const found = await locateGuestLink(hashToken(token));
    if (!found) throw new AppError("not_found", "This link is not valid any more. Please ask the family.");
    const form = new URLSearchParams((await readBytes(request, MAX_BYTES)).toString("utf8"));
    const changeId = form.get("change") ?? "";
    const scope = mintScope(found.weddingId, { kind: "guest", unitId: found.unitId });
    const done = isUuid(changeId) && (await noteSeen({ scope, correlationId }, { changeId })).ok;
    const lang = form.get("lang");
    const query = new URLSearchParams({ ...(done ? { said: "seen" } : {}), ...(lang ? { lang } : {}) });
    return new Response(null, {
      status: 303,
      headers: {
        location: `/g/${encodeURIComponent(token)}?${query}`,
        "cache-control": "private, no-store",
      },
    });
  },
  { keyed: true },
);
