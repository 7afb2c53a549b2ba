import { z } from "zod";

/** A question over households. Every part narrows; an empty one means every household. */
export const audienceSchema = z
  .object({
    side: z.enum(["bride", "groom", "both"]).optional(),
    tag: z.string().min(1).max(60).optional(),
    /** Invited to this function. */
    event: z.uuid().optional(),
    /** What they answered for `event`, or over all their functions where no event is named. */
    answer: z.enum(["yes", "no", "maybe", "none"]).optional(),
    search: z.string().trim().min(1).max(80).optional(),
    units: z.array(z.uuid()).max(20_000).optional(),
  })
  .strict();
export type Audience = z.output<typeof audienceSchema>;
