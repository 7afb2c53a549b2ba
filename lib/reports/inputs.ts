import { z } from "zod";

export const setNumberDateInput = z.object({
  eventId: z.uuid(),
  /** Null takes the date away. */
  date: z
    .object({
      who: z.string().trim().min(2, "Who wants the number? For example “the caterer”.").max(60),
      dueOn: z.iso.date("Choose a day."),
    })
    .nullable(),
});

export const wishDigestInput = z.object({ wanted: z.boolean(), hour: z.int().min(0).max(23) });
export const digestInput = z.object({ userId: z.uuid(), day: z.iso.date() });
