import type { MessagingProvider } from "@/lib/messaging/ports";
import { metaProvider } from "./meta/provider";
import { twilioProvider } from "./twilio/provider";

/** The adapter behind a sender's `provider`, for everything but sending. A relative's phone (`wa_link`) has none: its messages are sent by hand. */
export function providerOf(kind: "meta" | "twilio" | "wa_link"): Omit<MessagingProvider, "send"> {
  switch (kind) {
    case "meta":
      return metaProvider();
    case "twilio":
      return twilioProvider();
    case "wa_link":
      throw new Error(`${kind} has no adapter`);
  }
}

/** Whose own list can be asked for what a webhook did not bring. */
export const LISTING_PROVIDERS = ["twilio"] as const;
