import { mintScope } from "@/lib/access/policy";
import { AppError } from "@/lib/kernel/errors";
import { readBytes, route } from "@/lib/platform/http";
import { hashToken } from "@/lib/platform/tokens";
import { answerOnWeb } from "@/lib/rsvp/commands/answer-on-web";
import { locateGuestLink } from "@/lib/rsvp/queries/guest-page";
import { answersOfForm } from "@/lib/rsvp/rules/answer-form";

const MAX_BYTES = 32 * 1024;

/** A household's answers, from a plain form: recorded, and back to its page, which says so. */
export const POST = route<{ token: string }>(
  "guest.answer",
  async (request, { token }, { correlationId }) => {
    const found = await locateGuestLink(hashToken(token));
    if (!found) throw new AppError("not_found", "This link is not valid any more. Please ask the family.");
    const form = new URLSearchParams((await readBytes(request, MAX_BYTES)).toString("utf8"));
    const answers = answersOfForm(form);
    const back = (query: string) =>
      new Response(null, {
        status: 303,
        headers: {
          location: `/g/${encodeURIComponent(token)}?${query}`,
          "cache-control": "private, no-store",
        },
      });
    if (answers.length === 0) return back("said=nothing");
    const scope = mintScope(found.weddingId, { kind: "guest", unitId: found.unitId });
    const done = await answerOnWeb({ scope, correlationId }, { answers });
    return back(done.ok ? "said=thanks" : `said=${done.code}`);
  },
  { keyed: true },
);
