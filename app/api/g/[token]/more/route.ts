import { mintScope } from "@/lib/access/policy";
import { AppError } from "@/lib/kernel/errors";
import type { CommandContext } from "@/lib/platform/command";
import { readBytes, route } from "@/lib/platform/http";
import { seal } from "@/lib/platform/sealed";
import { hashToken } from "@/lib/platform/tokens";
import { noteDiet } from "@/lib/rsvp/commands/note-diet";
import { noteTravel } from "@/lib/rsvp/commands/note-travel";
import { sentContext } from "@/lib/rsvp/loaders";
import { locateGuestLink } from "@/lib/rsvp/queries/guest-page";
import { type DietChange, packMore, planOf, readDiets, readTravel } from "@/lib/rsvp/rules/more-form";
import { backTo } from "@/lib/rsvp/rules/way-back";

const MAX_BYTES = 128 * 1024;

type Journey = ReturnType<typeof readTravel>;

/** Null where it was saved, or there was nothing to save; else what was wrong. */
async function saveTravel(ctx: CommandContext, unitId: string, said: NonNullable<Journey>) {
  const read = planOf(said.fields);
  if ("problem" in read) return read.problem;
  const done = await noteTravel(ctx, { unitId, version: said.version, plan: read.plan });
  return done.ok ? null : done.code;
}

async function saveDiets(ctx: CommandContext, unitId: string, changes: DietChange[]) {
  const done = await noteDiet(ctx, { unitId, changes });
  return done.ok ? null : done.code;
}

/** Food and travel, from one form: each part saved by itself, and what was refused comes back filled in. */
export const POST = route<{ token: string }>(
  "guest.more",
  async (request, { token }, { correlationId }) => {
    const found = await locateGuestLink(hashToken(token));
    if (!found) throw new AppError("not_found", "This link is not valid any more. Please ask the family.");
    const form = new URLSearchParams((await readBytes(request, MAX_BYTES)).toString("utf8"));
    const diets = readDiets(form);
    const journey = readTravel(form);
    const ctx = {
      scope: mintScope(found.weddingId, { kind: "guest", unitId: found.unitId }),
      correlationId,
    };
    const food = diets.length > 0 ? await saveDiets(ctx, found.unitId, diets) : null;
    const travel = journey ? await saveTravel(ctx, found.unitId, journey) : null;
    const saved = [
      ...(diets.length > 0 && !food ? ["diet"] : []),
      ...(journey && !travel ? ["travel"] : []),
      ...(diets.length === 0 && !journey ? ["nothing"] : []),
    ].join(" ");
    const refused = packMore(travel ? (journey?.fields ?? null) : null, food ? diets : []);
    return backTo(`/g/${encodeURIComponent(token)}/more`, {
      saved: saved || null,
      food,
      travel,
      lang: form.get("lang"),
      sent: food || travel ? seal(refused, sentContext(token)) : null,
    });
  },
  { keyed: true },
);
