import { z } from "zod";
import { audienceSchema } from "@/lib/audience/types";
import { FILL_KINDS, problemOfValue } from "@/lib/messaging/rules/parameters";

export const createRunInput = z.object({
  id: z.uuid(),
  name: z.string().trim().min(2, "Give the run a name, for example “Save the date”.").max(80),
  wave: z.string().trim().min(1).max(40).default("first"),
  senderId: z.uuid(),
  templateId: z.uuid(),
  audience: audienceSchema,
});

/** A country by its ISO 3166 code, which a number may write to again. */
export const allowCountryInput = z.object({ senderId: z.uuid(), country: z.string().regex(/^[A-Z]{2}$/) });

export const runIdInput = z.object({ runId: z.uuid() });
export const approveRunInput = z.object({
  runId: z.uuid(),
  hash: z.string().length(64),
  typedCount: z.number().int().nonnegative().optional(),
});

export const claimInput = z.object({
  senderId: z.uuid(),
  limit: z.number().int().min(1).max(200),
  /** Only this one: a relative has opened it. */
  messageId: z.uuid().optional(),
});

export const recordOutcomesInput = z.object({
  senderId: z.uuid(),
  outcomes: z
    .array(
      z.object({
        attemptId: z.uuid(),
        messageId: z.uuid(),
        outcome: z.discriminatedUnion("kind", [
          z.object({ kind: z.literal("accepted"), providerId: z.string() }),
          z.object({
            kind: z.literal("refused"),
            code: z.number().int(),
            detail: z.string(),
            passing: z.literal(true).optional(),
            retryAfterSeconds: z.number().optional(),
          }),
          z.object({ kind: z.literal("unknown"), detail: z.string() }),
        ]),
      }),
    )
    .min(1),
});

export const settleDoubtInput = z.object({ messageId: z.uuid(), decision: z.enum(["send_again", "leave"]) });

/** A price in ten-thousandths of the currency's unit, by country and category; null for the known one. */
export const setPriceInput = z.object({
  country: z.string().regex(/^[A-Z]{2}$/, "Choose a country."),
  category: z.enum(["MARKETING", "UTILITY"]),
  cost: z
    .object({
      price: z.int().min(0).max(10_000_000),
      currency: z.string().regex(/^[A-Z]{3}$/, "A currency has three letters, for example INR."),
    })
    .nullable(),
});

/** What the places of a message are filled with, in their order. */
export const fillsSchema = z
  .array(
    z.discriminatedUnion("kind", [
      z.object({ kind: z.enum(FILL_KINDS) }),
      z.object({
        kind: z.literal("text"),
        text: z
          .string()
          .trim()
          .superRefine((text, ctx) => {
            const wrong = problemOfValue(text);
            if (wrong) ctx.addIssue({ code: "custom", message: wrong });
          }),
      }),
    ]),
  )
  .max(20);
