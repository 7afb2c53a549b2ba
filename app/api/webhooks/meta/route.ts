import { verifySignature } from "@/lib/adapters/meta/webhook";
import { sameSecret } from "@/lib/kernel/bytes";
import { AppError } from "@/lib/kernel/errors";
import { processInbox } from "@/lib/messaging/topics";
import { env } from "@/lib/platform/env";
import { readBytes, route } from "@/lib/platform/http";
import { storeWebhook } from "@/lib/platform/inbox";
import { enqueue } from "@/lib/platform/topic";

/** Meta sends at most 3 MB; a little more is read so that a signed body of that size is never cut. */
const MAX_BYTES = 3.5 * 1024 * 1024;

/** The subscription handshake: the challenge comes back where the token is ours. */
export const GET = route("webhooks.meta.handshake", async (request) => {
  const query = new URL(request.url).searchParams;
  if (
    query.get("hub.mode") !== "subscribe" ||
    !sameSecret(query.get("hub.verify_token") ?? "", env().META_VERIFY_TOKEN)
  ) {
    throw new AppError("forbidden", "The verify token is not ours.");
  }
  return new Response(query.get("hub.challenge") ?? "", {
    headers: { "content-type": "text/plain", "cache-control": "no-store" },
  });
});

/** Verifies the exact bytes, stores them with their doorbell, answers. Everything else happens from the store. */
export const POST = route("webhooks.meta", async (request) => {
  const body = await readBytes(request, MAX_BYTES);
  if (!verifySignature(body, request.headers.get("x-hub-signature-256"), env().META_APP_SECRETS.split(","))) {
    throw new AppError("unauthenticated", "The signature does not fit the body.");
  }
  await storeWebhook("meta", body, enqueue(processInbox, {}));
  return new Response(null, { status: 200 });
});
