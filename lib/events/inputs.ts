import { z } from "zod";

const zone = z.string().refine((name) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}, "Choose the venue's time zone, for example Asia/Kolkata.");

const fields = {
  name: z
    .string()
    .trim()
    .min(2, "Give the function a name.")
    .max(60, "A name of at most 60 letters fits into a message.")
    .refine((name) => !/[\n\t]|·| {4}/.test(name), "The name may not contain line breaks or the sign “·”."),
  visibility: z.enum(["public", "invite_only"]),
  venueName: z.string().trim().max(120).optional(),
  venueAddress: z.string().trim().max(300).optional(),
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
