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
