import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import { consentRedirect, keepConsent } from "@/lib/adapters/google/consent";
import { googleContacts } from "@/lib/adapters/google/contacts";
import { route } from "@/lib/platform/http";
import { newToken } from "@/lib/platform/tokens";

/** Sends the browser to Google's own page, where the person lets us read the contacts or not. */
export const GET = route<{ wedding: string }>("google.start", async (_request, { wedding }) => {
  const { scope, user } = await enterWedding(wedding);
  requirePermission(scope, "guests.import");
  const [state, codeVerifier] = [newToken(), newToken()];
  const location = googleContacts().authorizeUrl({ state, codeVerifier, redirectUri: consentRedirect() });
  return new Response(null, {
    status: 303,
    headers: {
      location,
      "set-cookie": keepConsent({ state, codeVerifier, userId: user.id, weddingId: scope.weddingId }),
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    },
  });
});
