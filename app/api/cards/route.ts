import { createCard } from "@/lib/cards/commands/create-card";
import { newCardRequest } from "@/lib/cards/inputs";
import { cardLink, enterCards, nameOf, overLimit } from "@/lib/cards/loaders";
import { draftCard } from "@/lib/cards/rules/draft";
import { parseBooking } from "@/lib/cards/rules/parse-booking";
import { parseInput } from "@/lib/platform/command";
import { readJson, refusal, route, tooMany } from "@/lib/platform/http";
import type { OwnedContext } from "@/lib/platform/owned-command";
import type { SignedIn } from "@/lib/platform/session";
import { counting } from "./counting";

const MAX_BYTES = 64 * 1024;

/** A new card of whoever is signed in, from a booking's text, from fields, or from both. Looking the place up comes later. */
export const POST = route("cards.create", async (request, _params, { correlationId }) => {
  const { user, scope } = await enterCards();
  const ctx = { scope, correlationId };
  return counting("create", ctx, () => create(request, user, ctx));
});

async function create(request: Request, user: SignedIn, ctx: OwnedContext): Promise<Response> {
  const over = await overLimit("create", request.headers, user.id);
  if (over) return tooMany(over.waitSeconds);
  const body = await readJson(request, MAX_BYTES);
  const given = parseInput(newCardRequest, body);
  const booking = given.text ? parseBooking(given.text, { now: new Date(), zone: given.zone }) : null;
  const key = request.headers.get("idempotency-key");
  const made = await createCard(
    { ...ctx, idempotency: key === null ? null : { key, body } },
    draftCard(given, booking, nameOf(user)) as never,
  );
  if (!made.ok) return refusal(made);
  const { id, slug } = made.value;
  return Response.json(
    {
      id,
      slug,
      path: `/i/${slug}`,
      link: cardLink({ id, slug, isPrivate: given.isPrivate === true, tokenVersion: 1 }),
    },
    {
      status: 201,
      headers: { "cache-control": "no-store", ...(made.replayed ? { "idempotency-replayed": "true" } : {}) },
    },
  );
}
