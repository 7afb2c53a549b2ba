import type { MessagingProvider } from "@/lib/messaging/ports";
import { metaProvider } from "./meta/provider";
import { twilioProvider } from "./twilio/provider";

/**
 * What sends. The dispatch job alone may import this (dependency-cruiser holds it): no path leads to a guest's phone but
 * through the claim, and so through the gate.
 */
export function messageSender(kind: "meta" | "twilio" | "wa_link"): Pick<MessagingProvider, "send"> {
  switch (kind) {
    case "meta":
      return metaProvider();
    case "twilio":
      return twilioProvider();
    case "wa_link":
      throw new Error(`${kind} has no adapter`);
  }
}
