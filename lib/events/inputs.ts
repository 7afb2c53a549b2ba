import { z } from "zod";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { isZone } from "@/lib/kernel/zones";
import { readMapLink } from "./rules/map-link";

const zone = z.string().refine(isZone, "Choose the venue's time zone, for example Asia/Kolkata.");

const mapLink = z
  .string()
  .max(2000, "This link is too long. Choose “Share” in the map for a short one.")
  .transform((pasted, context) => {
    const read = readMapLink(pasted);
    if (read.ok) return read.url;
    context.addIssue({ code: "custom", message: read.message });
    return z.NEVER;
  });

const said = (most: number, message: string) =>
  z
    .string()
    .trim()
    .max(most, message)
    .transform((text) => text || null)
    .nullable()
    .default(null);

const name = z
  .string()
  .trim()
  .min(2, "Give the function a name.")
  .max(60, "A name of at most 60 letters fits into a message.")
  .refine((given) => !/[\n\t]|·| {4}/.test(given), "The name may not contain line breaks or the sign “·”.");
const dress = said(120, "What to wear fits into 120 letters. The rest belongs into the note.");
const note = said(600, "A note of at most 600 letters is read; a longer one is not.");

const fields = {
  name,
  visibility: z.enum(["public", "invite_only"]),
  venueName: z.string().trim().max(120).optional(),
  venueAddress: z.string().trim().max(300).optional(),
  /** Left out, the venue keeps the link it has; null takes it away. */
  venueMapUrl: mapLink.nullable().optional(),
  dress,
  note,
  startsAt: z.coerce.date().nullable().default(null),
  zone,
  rsvpDeadline: z.coerce.date().nullable().default(null),
  ceilingPersons: z
    .number()
    .int()
    .positive("The ceiling is a number of persons.")
    .max(1_000_000)
    .nullable()
    .default(null),
};

export const createEventInput = z.object({ id: z.uuid(), ...fields });
export const updateEventInput = z.object({ id: z.uuid(), version: z.number().int().positive(), ...fields });
export const reorderEventsInput = z.object({ order: z.array(z.uuid()).min(1).max(100) });
export const eventVersionInput = z.object({ id: z.uuid(), version: z.number().int().positive() });
export const changeIdInput = z.object({ changeId: z.uuid() });

const LANGUAGES = Object.keys(GUEST_LANGUAGES) as [GuestLanguage, ...GuestLanguage[]];

/** Words of functions in one language; `version` is that of the words the writer saw, 0 where there were none. */
export const setWordsInput = z.object({
  language: z.enum(LANGUAGES, "This language is not among those our pages speak."),
  words: z
    .array(
      z.object({
        id: z.uuid(),
        version: z.number().int().min(0),
        name: z.union([z.literal("").transform(() => null), name]).nullable(),
        dress,
        note,
      }),
    )
    .min(1)
    .max(100)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "Each function is named once."),
});
