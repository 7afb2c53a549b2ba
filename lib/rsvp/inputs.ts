import { z } from "zod";

const inboundMessage = z.object({
  kind: z.literal("message"),
  key: z.string(),
  phoneNumberId: z.string(),
  providerId: z.string().min(1),
  from: z.object({ phone: z.string().nullable(), bsuid: z.string().nullable() }),
  at: z.iso.datetime(),
  content: z.object({
    type: z.string(),
    text: z.string().nullable(),
    payload: z.string().nullable(),
    contextId: z.string().nullable(),
  }),
});

export const applyMessageInput = z.object({
  inboxId: z.uuid(),
  /** Its place among what arrived in the same request. */
  position: z.int().min(0).default(0),
  senderId: z.uuid(),
  event: inboundMessage,
});

export type ArrivedMessage = z.output<typeof applyMessageInput>;

export const recordAnswerInput = z.object({
  unitId: z.uuid(),
  eventIds: z.array(z.uuid()).min(1),
  answer: z.enum(["yes", "no", "maybe"]),
  adults: z.number().int().min(0).max(200).default(0),
  children: z.number().int().min(0).max(200).default(0),
});

export const answerOnWebInput = z.object({
  answers: z
    .array(
      z.object({
        eventId: z.uuid(),
        answer: z.enum(["yes", "no", "maybe"]),
        adults: z.int().min(0).max(200),
        children: z.int().min(0).max(200),
      }),
    )
    .min(1, "Choose an answer for at least one function.")
    .max(50)
    .refine(
      (all) => new Set(all.map((one) => one.eventId)).size === all.length,
      "Each function is answered once.",
    ),
});
