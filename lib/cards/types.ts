import type { GuestLanguage } from "@/lib/kernel/languages";
import type { Look } from "@/lib/website/types";

export const BOOKING_PROVIDERS = [
  "dineout",
  "zomato",
  "eazydiner",
  "opentable",
  "district",
  "google_maps",
] as const;
export type BookingProvider = (typeof BOOKING_PROVIDERS)[number];

/** What could not be read with certainty, and so has to be asked. */
export type BookingQuestion = "place" | "date" | "time" | "party";

/** What a booking's text says. Whatever is uncertain is null, with what it might be among `choices`. */
export interface Booking {
  place: string | null;
  address: string | null;
  /** YYYY-MM-DD by the venue's clock. */
  date: string | null;
  /** HH:MM by the venue's clock. */
  time: string | null;
  partySize: number | null;
  provider: BookingProvider | null;
  /** What the restaurant is called at the provider, from its link. */
  providerPlaceId: string | null;
  /** The link itself: where a job can look further. */
  sourceUrl: string | null;
  latitude: number | null;
  longitude: number | null;
  asks: BookingQuestion[];
  choices: { place: string[]; date: string[]; time: string[]; party: number[] };
}

export const CARD_ANSWERS = ["in", "maybe", "out"] as const;
export type CardAnswer = (typeof CARD_ANSWERS)[number];

export const CARD_STATES = ["open", "closed", "over", "deleted"] as const;
export type CardState = (typeof CARD_STATES)[number];

export type CardLookup = "waiting" | "done" | "unsure" | "nothing" | "failed";

/** What a card's page says: what the host published, and nobody's answer. */
export interface CardFace {
  id: string;
  slug: string;
  title: string;
  hostName: string;
  note: string | null;
  language: GuestLanguage;
  look: Look;
  startsAt: string;
  zone: string;
  placeName: string;
  address: string | null;
  mapUrl: string | null;
  isPrivate: boolean;
  photoKey: string | null;
  photoCredit: string | null;
  answersUntil: string;
  state: CardState;
}

/** What the one device that asks has answered. */
export interface OwnAnswer {
  name: string;
  answer: CardAnswer;
  note: string | null;
}

export interface CardTally {
  in: number;
  maybe: number;
  out: number;
  /** Devices of persons on which the card was opened. */
  opens: number;
}

/** A card as its host sees it. */
export interface HostCard extends CardFace, CardTally {
  /** What the host wrote; `address` and `mapUrl` may be what was found. */
  own: { address: string | null; mapUrl: string | null };
  latitude: number | null;
  longitude: number | null;
  partySize: number | null;
  provider: BookingProvider | null;
  sourceUrl: string | null;
  lookup: CardLookup;
  tokenVersion: number;
  version: number;
  createdAt: string;
}

export interface CardReply {
  id: string;
  name: string;
  answer: CardAnswer;
  note: string | null;
  answeredAt: string;
}

export const CARD_STEPS = ["parse", "create", "enrich"] as const;
export type CardStep = (typeof CARD_STEPS)[number];

/** `refused`: what was given did not do. `limited`: too much at once. `failed`: a text not read, a place not found, or we. */
export const STEP_OUTCOMES = ["succeeded", "refused", "limited", "failed"] as const;
export type StepOutcome = (typeof STEP_OUTCOMES)[number];

/** How often each step succeeded, of all tries. */
export type CardCounts = Record<CardStep, { succeeded: number; tried: number }>;
