import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import {
  consentRedirect,
  forgetConsent,
  type PendingConsent,
  pendingConsent,
} from "@/lib/adapters/google/consent";
import { googleContacts } from "@/lib/adapters/google/contacts";
import { connectAccount } from "@/lib/imports/commands/connect-account";
import { startSync } from "@/lib/imports/commands/start-sync";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { env } from "@/lib/platform/env";
import { route } from "@/lib/platform/http";

/** The way back from Google: only with the state of this browser, by the same person, and once. */
export const GET = route("google.callback", async (request, _params, { correlationId }) => {
  const query = new URL(request.url).searchParams;
  const pending = pendingConsent(request);
  if (!pending) return goTo("/weddings");
  const lists = `/weddings/${pending.weddingId}/guests/import`;
  if (query.get("state") !== pending.state) return goTo(`${lists}?google=failed`);
  try {
    const outcome = await connected(pending, query, correlationId);
    return goTo("batchId" in outcome ? `${lists}/${outcome.batchId}` : `${lists}?google=${outcome.why}`);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "unauthenticated") return goTo(`/sign-in?callbackUrl=${encodeURIComponent(lists)}`);
    return goTo(`${lists}?google=failed`);
  }
});

type Outcome = { batchId: string } | { why: "refused" | "failed" };

async function connected(
  { weddingId, userId, codeVerifier }: PendingConsent,
  query: URLSearchParams,
  correlationId: string,
): Promise<Outcome> {
  const { scope, user } = await enterWedding(weddingId);
  requirePermission(scope, "guests.import");
  if (user.id !== userId) return { why: "failed" };
  const code = query.get("code");
  if (!code) return { why: query.get("error") === "access_denied" ? "refused" : "failed" };
  const grant = await googleContacts().exchangeCode({ code, codeVerifier, redirectUri: consentRedirect() });
  if (!grant.ok) return { why: grant.kind === "forbidden_scope" ? "refused" : "failed" };
  const ctx = { scope, correlationId };
  const { email, refreshToken } = grant.value;
  const account = await connectAccount(ctx, { email, refreshToken });
  if (!account.ok) return { why: "failed" };
  const started = await startSync(ctx, { batchId: newId(), accountId: account.value.accountId });
  return started.ok && started.value ? { batchId: started.value.batchId } : { why: "failed" };
}

const goTo = (path: string): Response =>
  new Response(null, {
    status: 303,
    headers: {
      location: new URL(path, env().APP_URL).href,
      "set-cookie": forgetConsent(),
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    },
  });
