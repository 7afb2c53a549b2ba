import { cookies } from "next/headers";
import { z } from "zod";
import { findDemoMember } from "@/lib/access/queries";
import { ROLES } from "@/lib/access/types";
import { AppError } from "@/lib/kernel/errors";
import { env, isEmbedded } from "@/lib/platform/env";
import { route } from "@/lib/platform/http";
import { openSession } from "@/lib/platform/session";

/** One-click sign-in to the demo wedding. Exists in embedded mode only; elsewhere this address is not there. */
export const POST = route("demo.sign-in", async (request) => {
  if (!isEmbedded()) throw new AppError("not_found", "Not found");
  const role = z.enum(ROLES).safeParse((await request.formData()).get("role"));
  if (!role.success) throw new AppError("invalid_input", "Choose owner, admin, side admin or viewer.");
  const member = await findDemoMember(role.data);
  if (!member) throw new AppError("not_found", "There is no demo wedding here.");
  const session = await openSession(member.userId);
  (await cookies()).set(session.name, session.value, {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    expires: session.expires,
    secure: env().APP_URL.startsWith("https:"),
  });
  return new Response(null, {
    status: 303,
    headers: { location: new URL(`/weddings/${member.weddingId}`, env().APP_URL).toString() },
  });
});
