import { z } from "zod";
import { tagName } from "@/lib/guests/inputs";
import { audienceSchema } from "./types";

/** The same change for every household of an audience. */
export const editHouseholdsInput = z.object({
  audience: audienceSchema,
  change: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("tag"), tag: tagName }),
    z.object({ kind: z.literal("untag"), tag: tagName }),
    z.object({ kind: z.literal("side"), side: z.enum(["bride", "groom", "both"]) }),
    /** Null: as the lists say. */
    z.object({ kind: z.literal("language"), language: z.string().min(2).max(10).nullable() }),
  ]),
});
