import { z } from "zod";
import { GUEST_LANGUAGES, type GuestLanguage, type Words } from "@/lib/kernel/languages";
import { stripControl } from "@/lib/kernel/text";
import { readGiftLink, readUpi } from "./rules/gift-details";
import { slugProblem } from "./rules/slug";
import { LOOKS, SECTIONS, type SiteContent } from "./types";

const CODES = Object.keys(GUEST_LANGUAGES) as [GuestLanguage, ...GuestLanguage[]];
const language = z.enum(CODES, "This language is not among those our pages speak.");

const text = (most: number, what: string) =>
  z
    .string()
    .transform((given) => stripControl(given).trim())
    .pipe(z.string().max(most, `${what} may have at most ${most} letters; a longer text is not read.`));

/** The same words in several languages; where one is left empty, it is as if it were not there. */
const words = (most: number, what: string) =>
  z
    .partialRecord(language, text(most, what))
    .transform((given) => Object.fromEntries(Object.entries(given).filter(([, said]) => said)) as Words);

/** A text that a rule reads into what is kept, or refuses in words. */
const readBy = <T>(
  most: number,
  read: (text: string) => { ok: true; value: T } | { ok: false; message: string },
) =>
  z
    .string()
    .max(most, "This is too long. Use the shop’s “Share” for a short link.")
    .transform((text, context) => {
      const found = read(text);
      if (found.ok) return found.value;
      context.addIssue({ code: "custom", message: found.message });
      return z.NEVER;
    });

const link = readBy(500, readGiftLink);
const upi = readBy(200, readUpi).nullable();

const contact = z.object({
  name: text(60, "A name").pipe(z.string().min(2, "Say who this is, for example “Suresh Sharma”.")),
  relation: words(60, "What somebody is to the couple"),
  phone: z
    .string()
    .regex(
      /^\+[1-9]\d{6,14}$/,
      "Write the number with its country, for example +91 98765 43210, so that guests can call it.",
    ),
});

const sections = z
  .array(z.object({ kind: z.enum(SECTIONS), hidden: z.boolean() }))
  .max(SECTIONS.length)
  .refine(
    (all) => new Set(all.map(({ kind }) => kind)).size === all.length,
    "Each section can be on the page once.",
  );

export const siteContentInput: z.ZodType<SiteContent, unknown> = z.object({
  look: z.enum(LOOKS, "Choose one of the three looks."),
  languages: z
    .array(language)
    .min(1, "Choose at least one language for the page.")
    .max(CODES.length)
    .refine((all) => new Set(all).size === all.length, "Each language is chosen once."),
  hosts: words(120, "The names of who invites")
    .optional()
    .transform((given) => (given && Object.keys(given).length > 0 ? given : undefined)),
  couple: z.object({ first: words(60, "A name"), second: words(60, "A name") }),
  cover: z.object({ line: words(160, "The line on the cover"), photoId: z.uuid().nullable() }),
  families: z
    .array(z.object({ heading: words(80, "A heading"), text: words(1200, "The text about a family") }))
    .max(4, "At most four families fit on the page."),
  travel: words(3000, "The travel note"),
  stay: words(3000, "The note about staying"),
  gifts: z.object({
    text: words(1200, "The note about gifts"),
    links: z
      .array(z.object({ label: text(60, "The name of a gift list"), url: link }))
      .max(5, "At most five gift lists are shown."),
    upi,
  }),
  contacts: z.array(contact).max(6, "At most six people to call are shown."),
  sections,
});

const slug = z
  .string()
  .trim()
  .toLowerCase()
  .superRefine((given, context) => {
    const message = slugProblem(given);
    if (message) context.addIssue({ code: "custom", message });
  });

const version = z.number().int().positive();

export const createSiteInput = z.object({ slug });
export const saveDraftInput = z.object({ version, content: siteContentInput });
export const siteVersionInput = z.object({ version });
export const returnToVersionInput = z.object({ version, number: z.number().int().positive() });
export const setSlugInput = z.object({ version, slug });

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const addPhotoInput = z.object({
  name: text(120, "The name of a photo"),
  sourceHash: sha256,
  /** Null: as it was made when it was uploaded before. */
  made: z
    .object({
      uploadId: z.uuid(),
      sizes: z
        .array(
          z.object({
            width: z.number().int().positive(),
            height: z.number().int().positive(),
            bytes: z.number().int().positive(),
          }),
        )
        .min(1)
        .max(5),
    })
    .nullable(),
});
export const photoInput = z.object({ photoId: z.uuid() });
/** `versions`: published ones that show it and, brought back, would not any more; whoever removes it was told. */
export const removePhotoInput = photoInput.extend({
  versions: z.array(z.number().int().positive()).max(1000).default([]),
});
export const forgetPreviewsInput = z.object({ hashes: z.array(sha256).min(1) });
export const keepPreviewsInput = z.object({
  hash: sha256,
  bytes: z.object({ wide: z.number().int().positive(), square: z.number().int().positive() }),
});
