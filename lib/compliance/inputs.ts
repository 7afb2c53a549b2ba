import { z } from "zod";

const hour = z.int().min(0).max(23);

export const setSendingRulesInput = z.object({
  quiet: z
    .object({ from: hour, to: hour })
    .refine(({ from, to }) => from !== to, "The night ends at another hour than it begins.")
    .nullable(),
  perDay: z.int().min(1).max(50).nullable(),
  perWeek: z.int().min(1).max(200).nullable(),
  secondApprover: z.boolean().default(false),
});

export const liftStopInput = z.object({
  unitId: z.uuid(),
  personId: z.uuid(),
  /** The time of the stop that was looked at: one that came later is not lifted with it. */
  seen: z.iso.datetime({ offset: true }),
  /** How and when they asked for it, in the words of whoever vouches. */
  asked: z.string().trim().min(3, "Write how they asked for it.").max(300, "300 characters are enough."),
  vouched: z.literal(true, "Please confirm that they asked for it themselves."),
});
