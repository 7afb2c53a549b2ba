import { z } from "zod";
import { GIFT_KINDS, GIFT_WAYS, THANKS } from "./types";

const words = (most: number) => z.string().trim().min(1).max(most);
/** Null where nothing was written. */
const maybe = (most: number) => words(most).nullable().default(null);

const money = {
  amount: z
    .number()
    .positive("An amount is more than nothing.")
    .max(999_999_999_999, "This amount has too many digits.")
    .multipleOf(0.01, "An amount has at most two digits after the point.")
    .nullable()
    .default(null),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "A currency has three letters, for example INR.")
    .default("INR"),
};

const giftFacts = z.object({
  eventId: z.uuid().nullable().default(null),
  kind: z.enum(GIFT_KINDS),
  ...money,
  what: maybe(200),
  note: maybe(500),
  receivedBy: maybe(80),
  receivedAt: z.iso.datetime({ offset: true }).nullable().default(null),
});

/** A family of the list, with who of them if that matters; or somebody by name alone, of a side. */
const giverFacts = z.object({
  unitId: z.uuid().nullable().default(null),
  giver: maybe(120),
  side: z.enum(["bride", "groom", "both"]).default("both"),
});

const given = giverFacts.extend(giftFacts.shape);

function wholeGift(gift: z.output<typeof given>, ctx: z.RefinementCtx): void {
  const wrong = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
  if (!gift.unitId && !gift.giver) wrong("giver", "Say who gave it.");
  if (gift.kind === "cash" && gift.amount === null)
    wrong("amount", "Write the amount, or choose Envelope and open it later.");
  if (gift.kind === "thing" && gift.what === null)
    wrong("what", "Say what it is, for example “Silver bowls”.");
}

export const recordGiftInput = given.extend({ id: z.uuid() }).superRefine(wholeGift);
export const changeGiftInput = given.extend({ id: z.uuid(), version: z.int() }).superRefine(wholeGift);
export const giftVersionInput = z.object({ id: z.uuid(), version: z.int() });

const MOST_AT_ONCE = 5_000;
export const markThankedInput = z.object({
  gifts: z
    .array(
      z.object({
        id: z.uuid(),
        how: z.enum(THANKS),
        at: z.iso.datetime({ offset: true }).nullable().default(null),
      }),
    )
    .min(1)
    .max(MOST_AT_ONCE),
});
export const unmarkThankedInput = z.object({ giftIds: z.array(z.uuid()).min(1).max(MOST_AT_ONCE) });
export const prepareThanksInput = z.object({
  id: z.uuid(),
  senderId: z.uuid(),
  templateId: z.uuid(),
  /** Only those written to in this language. */
  language: z.string().min(2).max(10).nullable().default(null),
});
export const thankFamilyInput = z.object({
  unitId: z.uuid(),
  giftIds: z.array(z.uuid()).min(1).max(200),
  text: z
    .string()
    .trim()
    .min(2, "Write a few words of thanks.")
    .max(1000, "This is too long for one message. Please shorten it to 1,000 letters."),
});

const noteFacts = z.object({
  direction: z.enum(GIFT_WAYS),
  occasion: z.string().trim().min(1, "Say whose wedding, or what it was.").max(120),
  year: z
    .int()
    .min(1900, "A year has four digits.")
    .max(2200, "A year has four digits.")
    .nullable()
    .default(null),
  ...money,
  what: maybe(200),
});

function wholeNote(note: z.output<typeof noteFacts>, ctx: z.RefinementCtx): void {
  if (note.what === null && note.amount === null)
    ctx.addIssue({ code: "custom", path: ["what"], message: "Say what it was, or how much." });
}

export const noteBeforeInput = noteFacts.extend({ id: z.uuid(), unitId: z.uuid() }).superRefine(wholeNote);
export const changeNoteInput = noteFacts.extend({ id: z.uuid(), version: z.int() }).superRefine(wholeNote);

export const MOST_ROWS = 2_000;
/** Rows of a list as they were read, each with the family a human or an exact match chose. */
export const importGiftsInput = z.object({
  rows: z
    .array(
      given
        .extend({
          key: z.string().length(64),
          thankedAt: z.iso.datetime({ offset: true }).nullable().default(null),
          thankedHow: z.enum(THANKS).nullable().default(null),
        })
        .superRefine(wholeGift)
        .refine(
          (row) => (row.thankedAt === null) === (row.thankedHow === null),
          "Say when and how they were thanked.",
        ),
    )
    .min(1)
    .max(MOST_ROWS),
});
export const importNotesInput = z.object({
  rows: z
    .array(noteFacts.extend({ unitId: z.uuid(), key: z.string().length(64) }).superRefine(wholeNote))
    .min(1)
    .max(MOST_ROWS),
});
export const undoGiftImportInput = z
  .object({
    giftIds: z.array(z.uuid()).max(MOST_ROWS).default([]),
    noteIds: z.array(z.uuid()).max(MOST_ROWS).default([]),
  })
  .refine(
    ({ giftIds, noteIds }) => giftIds.length + noteIds.length > 0,
    "Say what is to be taken out again.",
  );

export type GiftFacts = z.output<typeof given>;
export type NoteFacts = z.output<typeof noteFacts>;
