import { z } from "zod";
import { env } from "@/lib/platform/env";
import { seal, unseal } from "@/lib/platform/sealed";

const CONSENT_SECONDS = 600;
const PATH = "/api/google";
const CONTEXT = "google consent cookie";

const consent = z.object({
  state: z.string().min(1),
  codeVerifier: z.string().min(1),
  userId: z.uuid(),
  weddingId: z.uuid(),
  until: z.number(),
});

/** What has to be remembered while a person is at Google's page. */
export type PendingConsent = Omit<z.infer<typeof consent>, "until">;

/** Where Google sends the browser back; it has to be registered there, letter by letter. */
export const consentRedirect = (): string => new URL(`${PATH}/callback`, env().APP_URL).href;

const isSecure = (): boolean => env().APP_URL.startsWith("https:");
const cookieName = (): string => `${isSecure() ? "__Secure-" : ""}google-consent`;
// Lax: the way back from Google is a navigation from another site.
const cookie = (value: string, maxAge: number): string =>
  `${cookieName()}=${value}; Path=${PATH}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`;

/** The Set-Cookie that keeps a consent under way with the browser that began it, for ten minutes. */
export const keepConsent = (pending: PendingConsent): string =>
  cookie(
    seal(JSON.stringify({ ...pending, until: Date.now() + CONSENT_SECONDS * 1000 }), CONTEXT),
    CONSENT_SECONDS,
  );

export const forgetConsent = (): string => cookie("", 0);

/** The consent under way of this browser, or null where there is none or its time is over. */
export function pendingConsent(request: Request): PendingConsent | null {
  const start = `${cookieName()}=`;
  const found = (request.headers.get("cookie") ?? "").split(/;\s*/).find((one) => one.startsWith(start));
  const text = found ? unseal(found.slice(start.length), CONTEXT) : null;
  if (text === null) return null;
  const { until, ...pending } = consent.parse(JSON.parse(text));
  return until > Date.now() ? pending : null;
}
