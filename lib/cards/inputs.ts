import { z } from "zod";
import { BOOKING_PROVIDERS, CARD_ANSWERS, CARD_STEPS, STEP_OUTCOMES } from "@/lib/cards/types";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { squash, stripControl } from "@/lib/kernel/text";
import { isZone } from "@/lib/kernel/zones";
import { LOOKS } from "@/lib/website/types";
import { MOST_OF_ID, MOST_OF_LINK, readLink } from "./rules/booking-links";

const line = (most: number, words: string) =>
  z
    .string({ error: words })
    .max(most * 4, { error: `At most ${most} letters, please.` })
    .transform((text) => squash(stripControl(text)))
    .pipe(
      z
        .string()
        .min(1, { error: words })
        .max(most, { error: `At most ${most} letters, please.` }),
    );

const optional = <T extends z.ZodType>(type: T) =>
  z.preprocess(
    (given) => (typeof given === "string" && given.trim() === "" ? null : given),
    type.nullable().default(null),
  );

const paragraph = z
  .string()
  .max(1_000, { error: "At most 1,000 letters, please." })
  .transform((text) => stripControl(text).trim());

/** A link that a card's page shows leads to a map and nowhere else. */
const mapLink = z
  .url({ protocol: /^https$/, error: "Paste the whole link of the map, from https:// on." })
  .max(2_000)
  .refine(
    (url) =>
      readLink(url)?.provider === "google_maps" ||
      /^(maps\.apple\.com|(www\.)?openstreetmap\.org|maps\.app\.goo\.gl)$/.test(new URL(url).hostname),
    { error: "Take the link from Google Maps, Apple Maps or OpenStreetMap." },
  );

const zone = z.string().refine(isZone, { error: "Choose the place's own clock." });

const cardFields = {
  title: line(80, "What is it? For example “Dinner for Asha's birthday”."),
  hostName: line(80, "Who invites?"),
  note: optional(paragraph),
  language: z.enum(Object.keys(GUEST_LANGUAGES) as [GuestLanguage, ...GuestLanguage[]]).default("en"),
  look: z.enum(LOOKS).default("motia"),
  date: z.iso.date({ error: "On which day?" }),
  time: z.string({ error: "At what time?" }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "At what time?" }),
  zone: zone.default("Asia/Kolkata"),
  placeName: line(120, "Where is it?"),
  address: optional(line(300, "Where is it?")),
  mapUrl: optional(mapLink),
  partySize: optional(
    z.coerce.number().int().min(1, { error: "At least one." }).max(1_000, { error: "At most 1,000." }),
  ),
  isPrivate: z.boolean().default(false),
};

export const createCardInput = z
  .object({
    ...cardFields,
    provider: z.enum(BOOKING_PROVIDERS).nullable().default(null),
    providerPlaceId: optional(line(MOST_OF_ID, "")),
    sourceUrl: z
      .url({ protocol: /^https?$/ })
      .max(MOST_OF_LINK)
      .nullable()
      .default(null),
    latitude: z.number().min(-90).max(90).nullable().default(null),
    longitude: z.number().min(-180).max(180).nullable().default(null),
  })
  .refine(({ latitude, longitude }) => (latitude === null) === (longitude === null), {
    path: ["longitude"],
    error: "A point has both, a latitude and a longitude.",
  });
export type CreateCard = z.output<typeof createCardInput>;

/** What the API takes for a new card: a text, and beside it whatever is known better than the text says. */
export const newCardRequest = z.looseObject({
  text: z.string().max(20_000, { error: "Paste the booking alone: at most 20,000 letters." }).optional(),
  zone: zone.default("Asia/Kolkata"),
});

export const parseRequest = z.object({
  text: z
    .string({ error: "Paste the text of the booking." })
    .min(1, { error: "Paste the text of the booking." })
    .max(20_000, { error: "Paste the booking alone: at most 20,000 letters." }),
  zone: zone.default("Asia/Kolkata"),
});

const one = { cardId: z.uuid() };
export const cardInput = z.object(one);
export const editCardInput = z.object({ ...one, version: z.int().min(1), ...cardFields });
export const extendCardInput = z.object({
  ...one,
  until: z.iso.datetime({ offset: true, error: "Until when?" }),
  /** Whether it is closed by hand then; left out, it stays as it is. */
  closed: z.boolean().optional(),
});
export const cardFilesInput = z.object({ ...one, keys: z.array(z.string().min(1).max(300)).max(1_000) });
export const countStepInput = z.object({ step: z.enum(CARD_STEPS), outcome: z.enum(STEP_OUTCOMES) });

const deviceHash = z.string().regex(/^[0-9a-f]{64}$/);
export const noteOpenInput = z.object({ ...one, deviceHash });
export const answerCardInput = z.object({
  ...one,
  deviceHash,
  name: line(80, "Please write your name, so that the host knows who answers."),
  answer: z.enum(CARD_ANSWERS, { error: "In, maybe or out?" }),
  note: optional(line(200, "")),
});

export const settleLookupInput = z.object({
  ...one,
  /** What was looked up; where the host has changed it since, the outcome is not of this card any more. */
  asked: z.object({ placeName: z.string(), address: z.string().nullable() }),
  outcome: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("done"),
      placeId: z.string().nullable(),
      address: z.string().nullable(),
      latitude: z.number().nullable(),
      longitude: z.number().nullable(),
      mapUrl: z.string().nullable(),
      photoKey: z.string().nullable(),
      photoCredit: z.string().nullable(),
    }),
    z.object({ kind: z.enum(["unsure", "nothing", "failed"]) }),
  ]),
});
