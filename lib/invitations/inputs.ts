import { z } from "zod";
import { audienceSchema } from "@/lib/audience/types";

export const inviteHouseholdsInput = z.object({
  audience: audienceSchema,
  eventIds: z.array(z.uuid()).min(1, "Choose at least one function.").max(50),
});
