import { z } from "zod";
import { isZone } from "@/lib/kernel/zones";

const facts = {
  name: z.string().trim().min(2, "Give the wedding a name, for example “Anjali & Rohan”.").max(120),
  hosts: z.string().trim().min(2, "Who invites? Guests read this in the message.").max(120),
  homeCountry: z.string().regex(/^[A-Z]{2}$/, "Choose the country most numbers belong to."),
  zone: z.string().refine(isZone, "Choose whose clock the functions go by."),
};

export const createWeddingInput = z.object({
  id: z.uuid(),
  ...facts,
  homeCountry: facts.homeCountry.default("IN"),
  zone: facts.zone.default("Asia/Kolkata"),
  isDemo: z.boolean().default(false),
  /** Nobody is written to from nine in the evening until eight in the morning, until the family decides otherwise. */
  quietNights: z.boolean().default(false),
});

export const updateWeddingInput = z.object({
  version: z.number().int().positive(),
  ...facts,
  /** Guests say how many of them are children; left out, it stays as it is. */
  childrenApart: z.boolean().optional(),
});
