import { countStep } from "@/lib/cards/commands/count-step";
import { parseRequest } from "@/lib/cards/inputs";
import { enterCards, overLimit } from "@/lib/cards/loaders";
import { isComplete } from "@/lib/cards/rules/draft";
import { parseBooking } from "@/lib/cards/rules/parse-booking";
import { parseInput } from "@/lib/platform/command";
import { readJson, route, tooMany } from "@/lib/platform/http";
import { counting } from "../counting";

const MAX_BYTES = 64 * 1024;

/** What a booking's text says, and what has to be asked. Only that one was read is kept. */
export const POST = route("cards.parse", async (request, _params, { correlationId }) => {
  const { user, scope } = await enterCards();
  const ctx = { scope, correlationId };
  return counting("parse", ctx, async () => {
    const over = await overLimit("parse", request.headers, user.id);
    if (over) return tooMany(over.waitSeconds);
    const { text, zone } = parseInput(parseRequest, await readJson(request, MAX_BYTES));
    const booking = parseBooking(text, { now: new Date(), zone });
    await countStep(ctx, { step: "parse", outcome: isComplete(booking) ? "succeeded" : "failed" });
    return Response.json(booking, { headers: { "cache-control": "no-store" } });
  });
});
