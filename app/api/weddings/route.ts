import { mintScope } from "@/lib/access/policy";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { readJson, refusal, route } from "@/lib/platform/http";
import { currentUser } from "@/lib/platform/session";
import { createWedding } from "@/lib/weddings/commands/create-wedding";
import { createWeddingInput } from "@/lib/weddings/inputs";

const input = createWeddingInput.pick({ name: true, hosts: true, homeCountry: true, zone: true });

/** A new wedding of whoever is signed in. The id is ours: nobody gets a scope for an id they name. */
export const POST = route("weddings.create", async (request, _params, { correlationId }) => {
  const user = await currentUser();
  if (!user)
    throw new AppError(
      "unauthenticated",
      "You were signed out. Sign in in another tab, then do it once more: what you typed is still here.",
    );
  const given = input.safeParse(await readJson(request));
  if (!given.success) {
    throw new AppError("invalid_input", given.error.issues[0]?.message ?? "That does not look right.", {
      issues: given.error.issues.map(({ path, message }) => ({ path: path.join("."), message })),
    });
  }
  const id = newId();
  const scope = mintScope(id, { kind: "user", userId: user.id, role: "owner" });
  const made = await createWedding({ scope, correlationId }, { id, ...given.data, quietNights: true });
  return made.ok ? Response.json(made.value, { status: 201 }) : refusal(made);
});
