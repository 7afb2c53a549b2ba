import { z } from "zod";

/** A question over households. Every part narrows; an empty one means every household. */
export const audienceSchema = z
  .object({
    side: z.enum(["bride", "groom", "both"]).optional(),
    tag: z.string().min(1).max(60).optional(),
    /** Invited to this function. */
    event: z.uuid().optional(),
    /**
     * What they answered for `event`, or over all their functions where no event is named. `open`: who may be asked now,
     * which is who has not replied, and who was not sure and wanted to be asked again by today.
     */
    answer: z.enum(["yes", "no", "maybe", "none", "open"]).optional(),
    language: z.string().min(2).max(10).optional(),
    /** Somebody of the household stands in this list. */
    list: z.uuid().optional(),
    /** Fewer messages of ours than this were delivered to them, tests apart. */
    reachedFewer: z.int().min(1).max(50).optional(),
    /** They read a message that asks whether they come at least this many days ago and have not answered since. */
    silentDays: z.int().min(0).max(365).optional(),
    /** Said yes or maybe to a function before this change of it, and has not answered since. */
    change: z.uuid().optional(),
    /** They gave something; or gave something for which nobody has thanked them yet. */
    gift: z.enum(["given", "not_thanked"]).optional(),
    /** Invited to nothing that takes place, or nobody of them (nor whoever is written to for them) has a number. */
    lacks: z.enum(["invitation", "number"]).optional(),
    /** Not part of this run. */
    notInRun: z.uuid().optional(),
    search: z.string().trim().min(1).max(80).optional(),
    units: z.array(z.uuid()).max(20_000).optional(),
  })
  .strict();
export type Audience = z.output<typeof audienceSchema>;
