import type { Booking, HostCard } from "@/lib/cards/types";

/** A card as its form holds it: text, as the fields want it. */
export interface CardDraft {
  title: string;
  hostName: string;
  note: string;
  language: string;
  look: string;
  date: string;
  time: string;
  zone: string;
  placeName: string;
  address: string;
  mapUrl: string;
  partySize: string;
  isPrivate: boolean;
}

export const emptyDraft = (hostName: string): CardDraft => ({
  title: "",
  hostName,
  note: "",
  language: "en",
  look: "genda",
  date: "",
  time: "",
  zone: "Asia/Kolkata",
  placeName: "",
  address: "",
  mapUrl: "",
  partySize: "",
  isPrivate: false,
});

export const draftOf = (card: HostCard, { date, time }: { date: string; time: string }): CardDraft => ({
  title: card.title,
  hostName: card.hostName,
  note: card.note ?? "",
  language: card.language,
  look: card.look,
  date,
  time,
  zone: card.zone,
  placeName: card.placeName,
  address: card.own.address ?? "",
  mapUrl: card.own.mapUrl ?? "",
  partySize: card.partySize === null ? "" : String(card.partySize),
  isPrivate: card.isPrivate,
});

/** What a text says goes into the fields; what it leaves open stays as it was. */
export const withBooking = (draft: CardDraft, read: Booking): CardDraft => ({
  ...draft,
  placeName: read.place ?? draft.placeName,
  address: read.address ?? (read.place ? "" : draft.address),
  date: read.date ?? draft.date,
  time: read.time ?? draft.time,
  partySize: read.partySize === null ? draft.partySize : String(read.partySize),
  title: draft.title || (read.place ? `Table at ${read.place}`.slice(0, 80) : ""),
});
