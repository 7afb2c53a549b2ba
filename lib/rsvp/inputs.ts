import { z } from "zod";
import { DIETS, MEANS } from "./rules/more-form";

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

const count = z.int().min(0).max(200);

const functionLine = z.object({
  eventId: z.guid(),
  choice: z.enum(["all", "some", "none", "maybe"]),
  who: z.array(z.guid()).max(100).readonly(),
  adults: count,
  children: count,
  more: count,
});

export const answerOnWebInput = z.object({
  said: z.union([
    z.literal("everything"),
    z
      .array(functionLine)
      .max(50)
      .refine(
        (all) => new Set(all.map((one) => one.eventId)).size === all.length,
        "Each function is answered once.",
      ),
  ]),
});

export const noteDietInput = z.object({
  unitId: z.uuid(),
  changes: z
    .array(
      z.object({
        personId: z.guid(),
        /** Null: always. */
        eventId: z.guid().nullable(),
        diet: z.enum(DIETS).nullable(),
      }),
    )
    .min(1)
    .max(500),
});

const day = z.iso.date().nullable();
const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .nullable();
const means = z.enum(MEANS).nullable();
const shortText = z.string().trim().min(1).max(80).nullable();

const travelPlanSchema = z.object({
  arrivesOn: day,
  arrivesAt: clock,
  arrivesBy: means,
  arrivesRef: shortText,
  departsOn: day,
  departsAt: clock,
  departsBy: means,
  departsRef: shortText,
  pickUp: z.boolean(),
  rooms: z.int().min(0).max(99).nullable(),
  note: z.string().trim().min(1).max(500).nullable(),
});

export const noteTravelInput = z.object({
  unitId: z.uuid(),
  /** The state the writer had before them; 0 where nothing was known. */
  version: z.int().min(0),
  /** Null takes back what was said. */
  plan: travelPlanSchema.nullable(),
});

export const extendAnsweringInput = z.object({
  unitId: z.uuid(),
  /** Null takes it back; `until` null is for as long as they like. */
  extension: z.object({ until: z.iso.datetime({ offset: true }).nullable() }).nullable(),
});
