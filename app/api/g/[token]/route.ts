import { mintScope } from "@/lib/access/policy";
import { AppError } from "@/lib/kernel/errors";
import { readBytes, route } from "@/lib/platform/http";
import { seal } from "@/lib/platform/sealed";
import { hashToken } from "@/lib/platform/tokens";
import { answerOnWeb } from "@/lib/rsvp/commands/answer-on-web";
import { sentContext } from "@/lib/rsvp/loaders";
import { locateGuestLink } from "@/lib/rsvp/queries/guest-page";
import { packLines, readAnswerForm } from "@/lib/rsvp/rules/answer-form";
import { backTo } from "@/lib/rsvp/rules/way-back";

const MAX_BYTES = 64 * 1024;

/** A household's answers, from a plain form: recorded, and back to its page, which says so or shows what was refused. */
export const POST = route<{ token: string }>(
  "guest.answer",
  async (request, { token }, { correlationId }) => {
    const found = await locateGuestLink(hashToken(token));
    if (!found) throw new AppError("not_found", "This link is not valid any more. Please ask the family.");
    const form = new URLSearchParams((await readBytes(request, MAX_BYTES)).toString("utf8"));
    const { everything, confirm, lines, chosen } = readAnswerForm(form);
    const back = (said: string, more: Record<string, string> = {}) =>
      backTo(`/g/${encodeURIComponent(token)}`, { said, lang: form.get("lang"), ...more });
    if (!everything && !confirm && lines.length === 0) return back(chosen ? "same" : "nothing");
    const scope = mintScope(found.weddingId, { kind: "guest", unitId: found.unitId });
    const said = everything ? "everything" : confirm ? { confirm } : lines;
    const done = await answerOnWeb({ scope, correlationId }, { said });
    if (done.ok) return back(done.value.events > 0 ? "thanks" : "same");
    const at = (done.details as { eventId: string | null } | undefined)?.eventId;
    return back(done.code, {
      ...(at ? { at, anchor: `f-${at}` } : {}),
      sent: seal(packLines(lines), sentContext(token)),
    });
  },
  { keyed: true },
);
