import { mintScope } from "@/lib/access/policy";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { claimMessages } from "@/lib/messaging/commands/claim-messages";
import { finishRuns } from "@/lib/messaging/commands/finish-runs";
import { openRelayed } from "@/lib/messaging/commands/open-relayed";
import { reopenRelayed } from "@/lib/messaging/commands/reopen-relayed";
import { settleRelayed } from "@/lib/messaging/commands/settle-relayed";
import { locateRelayLink } from "@/lib/messaging/queries/relay";
import type { CommandContext } from "@/lib/platform/command";
import { readBytes, route } from "@/lib/platform/http";
import { hashToken } from "@/lib/platform/tokens";

const OUTCOMES = ["sent", "unreachable", "not_sent"] as const;

/** A tap on a relative's list: open a message in their WhatsApp (through the gate), or say what became of it. */
export const POST = route<{ token: string }>(
  "relay",
  async (request, { token }, { correlationId }) => {
    const found = await locateRelayLink(hashToken(token));
    if (!found) throw new AppError("not_found", "This list is closed. Please ask the family for a new link.");
    const form = new URLSearchParams((await readBytes(request, 4 * 1024)).toString("utf8"));
    const messageId = form.get("message") ?? "";
    if (!isUuid(messageId)) throw new AppError("invalid_input", "Which message? Please go back to the list.");
    const { senderId } = found;
    const ctx: CommandContext = {
      scope: mintScope(found.weddingId, { kind: "system", job: "messaging.relay" }),
      correlationId,
    };
    const go = (location: string) =>
      new Response(null, { status: 303, headers: { location, "cache-control": "private, no-store" } });
    const back = (said: string) => go(`/relay/${encodeURIComponent(token)}?said=${said}#${messageId}`);
    const act = form.get("act");
    if (act === "open") {
      const again = await reopenRelayed(ctx, { senderId, messageId });
      if (!again.ok) return back(again.code);
      if (!again.value.reopened) await claimMessages(ctx, { senderId, limit: 1, messageId });
      const opened = await openRelayed(ctx, { senderId, messageId });
      if (opened.ok) return go(opened.value.address);
      await finishRuns(ctx, { senderId });
      return back(opened.code);
    }
    const outcome = OUTCOMES.find((one) => one === act);
    if (!outcome) throw new AppError("invalid_input", "That is not a button of this list.");
    const done = await settleRelayed(ctx, { senderId, messageId, outcome });
    await finishRuns(ctx, { senderId });
    return back(done.ok ? outcome : done.code);
  },
  { keyed: true },
);
