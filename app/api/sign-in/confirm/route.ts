import { env } from "@/lib/platform/env";
import { route } from "@/lib/platform/http";

/** The button of the mailed link's page: goes on to next-auth's callback, which uses the token up. */
export const POST = route("sign-in.confirm", async (request) => {
  const form = await request.formData();
  const callback = new URL("/api/auth/callback/email", env().APP_URL);
  for (const name of ["callbackUrl", "token", "email"])
    callback.searchParams.set(name, String(form.get(name) ?? ""));
  return new Response(null, { status: 303, headers: { location: callback.toString() } });
});
