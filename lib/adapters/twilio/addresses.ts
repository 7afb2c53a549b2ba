import { env } from "@/lib/platform/env";

const PATH = "/api/webhooks/twilio";

/** Twilio asks a webhook once, unless its address says otherwise: five more times, whatever went wrong. */
const RETRIES = "#rc=5&rp=all";

const publicAddress = (): string => `${env().APP_URL.replace(/\/+$/, "")}${PATH}`;

/** Where Twilio reports what became of a message. It has no field of ours: the attempt travels in the query. */
export const statusAddress = (attemptId: string): string =>
  `${publicAddress()}?attempt=${encodeURIComponent(attemptId)}${RETRIES}`;

/** The address of a request as Twilio wrote it, whatever proxies made of it on the way. */
export const signedAddress = (query: string): string => `${publicAddress()}${query}`;

/** E.164 as Twilio writes a WhatsApp number. */
export const toAddress = (number: string): string => `whatsapp:${number}`;

/** The number of an address; null where it is a business-scoped id, whose digits are no number. */
export function numberOf(address: string | null): string | null {
  const found = /^(?:whatsapp:)?(\+\d{6,15})$/.exec(address ?? "");
  return found ? found[1]! : null;
}

/** The business-scoped id of an address: country, a dot, letters and digits. */
export function userIdOf(address: string | null): string | null {
  const found = /^(?:whatsapp:)?([A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128})$/.exec(address ?? "");
  return found ? found[1]! : null;
}
