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
    keyword: z.enum(["stop", "start"]).optional(),
  }),
  group: z.literal(true).optional(),
});

export const applyMessageInput = z.object({
  inboxId: z.uuid(),
  /** Its place among what arrived in the same request. */
  position: z.int().min(0).default(0),
  senderId: z.uuid(),
  event: inboundMessage,
});

export type ArrivedMessage = z.output<typeof applyMessageInput>;

const answers = z.enum(["yes", "no", "maybe"]);
const persons = z.number().int().min(0).max(200);
const answerLines = z
  .array(
    z.object({
      eventId: z.uuid(),
      answer: answers,
      adults: persons.default(0),
      children: persons.default(0),
    }),
  )
  .min(1, "Choose at least one function.")
  .max(50)
  .refine(
    (all) => new Set(all.map((one) => one.eventId)).size === all.length,
    "Each function is answered once.",
  );

/** Messages of the queue that somebody deals with in one act. */
const queued = z.array(z.uuid()).min(1).max(100);
export const queuedInput = z.object({ messages: queued });
export const takeMessagesInput = z.object({
  messages: queued,
  take: z.boolean(),
  /** Also from whoever has it. */
  over: z.boolean().default(false),
});
export const placeMessagesInput = z.object({ messages: queued, unitId: z.uuid() });
export const writeBackInput = z.object({
  messages: queued,
  text: z
    .string()
    .trim()
    .min(1, "Write something first.")
    .max(4096, "WhatsApp takes 4,096 characters at most."),
});
export const sendTextInput = z.object({ id: z.uuid(), messages: queued, templateId: z.uuid() });

/** What a family said of several functions, the same of all or each for itself, and who of them said it. */
export const recordAnswerInput = z
  .object({
    unitId: z.uuid(),
    saidBy: z.uuid().nullable().default(null),
    /** The messages it is the answer to: they are dealt with by it. */
    messages: z.array(z.uuid()).max(100).default([]),
  })
  .and(
    z.union([
      z.object({
        answers: answerLines,
      }),
      z
        .object({
          eventIds: z.array(z.uuid()).min(1),
          answer: answers,
          adults: persons.default(0),
          children: persons.default(0),
        })
        .transform(({ eventIds, ...one }) => ({ answers: eventIds.map((eventId) => ({ eventId, ...one })) })),
    ]),
  );

export const takeBackInput = z.object({
  entries: z
    .array(z.object({ unitId: z.uuid(), answers: z.array(z.uuid()).min(1).max(50) }))
    .min(1)
    .max(200),
  /** The call it was entered after is open again, as it was before. */
  call: z
    .object({
      taskId: z.uuid(),
      version: z.int(),
      outcome: z.enum(["no_answer", "call_again"]).nullable(),
      note: z.string().max(500).nullable(),
    })
    .nullable()
    .default(null),
});

/** Of families whose voices differ: which answer holds. `latest` is the newest one seen, so that a newer one is not lost. */
export const settleDifferencesInput = z.object({
  picks: z
    .array(z.object({ unitId: z.uuid(), eventId: z.uuid(), answerId: z.uuid(), latest: z.uuid() }))
    .min(1)
    .max(200),
});

/** What a call came to, where they said whether they come: one word for everything, or each function for itself. */
export const recordCallInput = z.object({
  taskId: z.uuid(),
  version: z.int(),
  saidBy: z.uuid().nullable().default(null),
  said: z.union([answers, answerLines]),
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
    z.object({ confirm: z.guid() }),
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
