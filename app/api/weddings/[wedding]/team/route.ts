import { z } from "zod";
import { addMember } from "@/lib/access/commands/add-member";
import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import { ROLES } from "@/lib/access/types";
import { mailer } from "@/lib/adapters/mail/mailer";
import { AppError } from "@/lib/kernel/errors";
import { authAdapter } from "@/lib/platform/auth-adapter";
import { env } from "@/lib/platform/env";
import { readJson, refusal, route } from "@/lib/platform/http";
import { logger } from "@/lib/platform/logger";

const input = z.object({
  email: z.email("This does not look like an e-mail address.").max(254),
  role: z.enum(ROLES),
  side: z.enum(["bride", "groom", "all"]).default("all"),
});

/** Lets somebody into the team by e-mail address; who is new here gets an account that the first sign-in opens. */
export const POST = route<{ wedding: string }>(
  "team.add",
  async (request, { wedding }, { correlationId }) => {
    const { scope, user, membership } = await enterWedding(wedding);
    requirePermission(scope, "team.manage");
    const given = input.safeParse(await readJson(request));
    if (!given.success)
      throw new AppError("invalid_input", given.error.issues[0]?.message ?? "That does not look right.");
    const { email, role, side } = given.data;
    const adapter = authAdapter();
    const known =
      (await adapter.getUserByEmail?.(email)) ??
      (await adapter.createUser?.({ email, emailVerified: null } as never));
    if (!known) throw new AppError("internal", "The account could not be made.");
    const added = await addMember({ scope, correlationId }, { userId: known.id, role, side });
    if (!added.ok) return refusal(added);
    const mailed = await mailer()
      .send({
        to: email,
        subject: `${user.name ?? user.email} added you to ${membership.weddingName}`,
        text: `You are in the team of ${membership.weddingName} now. Sign in with this address, ${email}:\n\n${new URL("/sign-in", env().APP_URL)}\n\nIf you do not know this wedding, ignore this mail.`,
      })
      .then(
        () => true,
        (error: unknown) => {
          logger().warn({ err: error, correlationId }, "team mail");
          return false;
        },
      );
    return Response.json({ userId: known.id, mailed }, { status: 201 });
  },
);
