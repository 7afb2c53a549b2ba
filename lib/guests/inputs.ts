import { z } from "zod";

export const decideSuggestionInput = z.object({
  key: z.string().min(1).max(300),
  unitIds: z.array(z.uuid()).min(2).max(50),
  decision: z.enum(["accepted", "refused"]),
});
