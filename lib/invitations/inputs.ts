import { z } from "zod";
import { audienceSchema } from "@/lib/audience/types";

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
