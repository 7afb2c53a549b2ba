import { signedAddress } from "@/lib/adapters/twilio/addresses";
import { verifySignature } from "@/lib/adapters/twilio/signature";
import { withQuery } from "@/lib/adapters/twilio/webhook";
import { AppError } from "@/lib/kernel/errors";
import { processInbox } from "@/lib/messaging/topics";
import { env } from "@/lib/platform/env";
import { readBytes, route } from "@/lib/platform/http";
import { storeWebhook } from "@/lib/platform/inbox";
import { enqueue } from "@/lib/platform/topic";

/** A text has 4,096 characters, a form little besides. */
const MAX_BYTES = 256 * 1024;

/**
 * Status callbacks and guests' messages alike. The signature covers the public address, which is configuration: what
 * this process sees of it, a proxy may have changed.
 */
export const POST = route("webhooks.twilio", async (request) => {
  const body = await readBytes(request, MAX_BYTES);
  const query = new URL(request.url).search;
  const signed = {
    url: signedAddress(query),
    signature: request.headers.get("x-twilio-signature"),
    contentType: request.headers.get("content-type"),
    body,
  };
  const tokens =
    env()
      .TWILIO_AUTH_TOKENS?.split(",")
      .map((token) => token.trim()) ?? [];
  if (!verifySignature(signed, tokens))
    throw new AppError("unauthenticated", "The signature does not fit the request.");
  await storeWebhook("twilio", withQuery(query, body), enqueue(processInbox, {}));
  // An answer that is not TwiML is an error to Twilio; an empty one says that nothing is to be replied.
  return new Response("<Response/>", { headers: { "content-type": "text/xml" } });
});
