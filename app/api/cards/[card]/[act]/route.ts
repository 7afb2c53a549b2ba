import { closeCard, openCard } from "@/lib/cards/commands/close-card";
import { deleteCard, restoreCard } from "@/lib/cards/commands/delete-card";
import { extendCard } from "@/lib/cards/commands/extend-card";
import { lookAgain } from "@/lib/cards/commands/look-again";
import { renewCardLink } from "@/lib/cards/commands/renew-link";
import { enterCards, overLimit } from "@/lib/cards/loaders";
import { AppError } from "@/lib/kernel/errors";
import { readJson, refusal, route, tooMany } from "@/lib/platform/http";
import type { OwnedCommand } from "@/lib/platform/owned-command";

const ACTS = new Map<string, OwnedCommand>(
  Object.entries({
    close: closeCard,
    open: openCard,
    extend: extendCard,
    delete: deleteCard,
    restore: restoreCard,
    "renew-link": renewCardLink,
    "look-again": lookAgain,
  }) as never,
);

/** What a host does with one of their cards; whose it is, the command's fence decides. */
export const POST = route<{ card: string; act: string }>(
  "cards.act",
  async (request, { card, act }, { correlationId }) => {
    const { user, scope } = await enterCards();
    const command = ACTS.get(act);
    if (!command) throw new AppError("not_found", "There is no such act.");
    const body = await readJson(request, 4 * 1024);
    const over = act === "look-again" ? await overLimit("enrich", request.headers, user.id) : null;
    if (over) return tooMany(over.waitSeconds);
    const done = await command({ scope, correlationId }, { ...(body as object), cardId: card });
    return done.ok
      ? Response.json(done.value ?? null, { headers: { "cache-control": "no-store" } })
      : refusal(done);
  },
);
