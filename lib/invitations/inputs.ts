import { z } from "zod";
import { audienceSchema } from "@/lib/audience/types";
import { TAKEN_BACK_AT_MOST } from "./rules";

export const inviteHouseholdsInput = z.object({
  audience: audienceSchema,
  eventIds: z.array(z.uuid()).min(1, "Choose at least one function.").max(50),
});

const places = z
  .object({ adults: z.int().min(0).max(200), children: z.int().min(0).max(200) })
  .refine(
    ({ adults, children }) => adults + children > 0,
    "Keep at least one place, or withdraw the invitation.",
  );

export const keepPlacesInput = z.object({
  unitId: z.uuid(),
  eventId: z.uuid(),
  before: places,
  places,
  /** Of a family that is invited through one that joined it: through which, where what was kept is taken back. */
  via: z.uuid().nullable().optional(),
});

const heldSets = z
  .array(
    z.object({
      unitIds: z.array(z.uuid()).min(1).max(TAKEN_BACK_AT_MOST.families),
      held: z
        .array(
          z.object({
            eventId: z.uuid(),
            adults: z.int().min(0).max(100_000),
            children: z.int().min(0).max(100_000),
            at: z.iso.datetime({ offset: true }),
          }),
        )
        .min(1)
        .max(50),
    }),
  )
  .min(1)
  .max(TAKEN_BACK_AT_MOST.sets)
  .refine(
    (sets) => sets.reduce((sum, one) => sum + one.unitIds.length, 0) <= TAKEN_BACK_AT_MOST.families,
    "These are too many families at once.",
  );

/** `since` is when what is taken back was done: what somebody did before it is no reason against it. */
export const uninviteInput = z.object({ since: z.iso.datetime({ offset: true }), sets: heldSets });
export const inviteAgainInput = z.object({ sets: heldSets });
