import { z } from "zod";
import { countStep } from "@/lib/cards/commands/count-step";
import { editCard } from "@/lib/cards/commands/edit-card";
import type { editCardInput } from "@/lib/cards/inputs";
import { enterCards, overLimit, readCard } from "@/lib/cards/loaders";
import { sha256Hex } from "@/lib/kernel/bytes";
import { AppError } from "@/lib/kernel/errors";
import { parseInput } from "@/lib/platform/command";
import { privateJson, readJson, refusal, route, tooMany } from "@/lib/platform/http";

/** One of one's own cards, with its answers as they come in. */
export const GET = route<{ card: string }>("cards.read", async (request, { card }) => {
  const { user } = await enterCards();
  const found = await readCard(user.id, card);
  if (!found) throw new AppError("not_found", "This card is not there, or it is not yours.");
  return privateJson(request, found, sha256Hex(JSON.stringify(found)).slice(0, 32));
});

export const PATCH = route<{ card: string }>("cards.edit", async (request, { card }, { correlationId }) => {
  const { user, scope } = await enterCards();
  const over = await overLimit("edit", request.headers, user.id);
  if (over) return tooMany(over.waitSeconds);
  const body = parseInput(z.looseObject({}), await readJson(request, 64 * 1024));
  const ctx = { scope, correlationId };
  const input = { ...body, cardId: card } as z.input<typeof editCardInput>;
  const looksUp = await movesElsewhere(user.id, input);
  const late = looksUp && (await overLimit("enrich", request.headers, user.id));
  if (late) {
    await countStep(ctx, { step: "enrich", outcome: "limited" });
    return tooMany(late.waitSeconds);
  }
  const done = await editCard(ctx, input);
  return done.ok ? Response.json(done.value, { headers: { "cache-control": "no-store" } }) : refusal(done);
});

/** Whether what is written names another place, which is then looked up anew. */
async function movesElsewhere(userId: string, input: z.input<typeof editCardInput>): Promise<boolean> {
  const found = await readCard(userId, input.cardId);
  if (!found) return false;
  const { placeName, own } = found.card;
  return input.placeName !== placeName || (input.address || null) !== own.address;
}
