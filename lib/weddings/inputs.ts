import { z } from "zod";

export const createWeddingInput = z.object({
  id: z.uuid(),
  name: z.string().trim().min(2, "Give the wedding a name, for example “Anjali & Rohan”.").max(120),
  hosts: z.string().trim().min(2, "Who invites? Guests read this in the message.").max(120),
  homeCountry: z
    .string()
    .regex(/^[A-Z]{2}$/, "Choose the country most numbers belong to.")
    .default("IN"),
  zone: z.string().min(1).max(64).default("Asia/Kolkata"),
  isDemo: z.boolean().default(false),
  /** Nobody is written to from nine in the evening until eight in the morning, until the family decides otherwise. */
  quietNights: z.boolean().default(false),
});
