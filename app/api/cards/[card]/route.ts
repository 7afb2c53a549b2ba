import { editCard } from "@/lib/cards/commands/edit-card";
import { enterCards, readCard } from "@/lib/cards/loaders";
import { sha256Hex } from "@/lib/kernel/bytes";
import { AppError } from "@/lib/kernel/errors";
import { privateJson, readJson, refusal, route } from "@/lib/platform/http";

/** One of one's own cards, with its answers as they come in. */
export const GET = route<{ card: string }>("cards.read", async (request, { card }) => {
  const { user } = await enterCards();
  const found = await readCard(user.id, card);
  if (!found) throw new AppError("not_found", "This card is not there, or it is not yours.");
  return privateJson(request, found, sha256Hex(JSON.stringify(found)).slice(0, 32));
});

export const PATCH = route<{ card: string }>("cards.edit", async (request, { card }, { correlationId }) => {
  const { scope } = await enterCards();
  const body = await readJson(request, 64 * 1024);
  const done = await editCard({ scope, correlationId }, { ...(body as object), cardId: card } as never);
  return done.ok ? Response.json(done.value, { headers: { "cache-control": "no-store" } }) : refusal(done);
});
