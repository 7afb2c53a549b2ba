import type { Booking } from "@/lib/cards/types";

/** Whether the one thing a card needs from a text was read: where, and when. */
export const isComplete = (booking: Booking): boolean =>
  booking.place !== null && booking.date !== null && booking.time !== null;

/**
 * A new card from what was given by hand and what a text says; the hand wins. What neither says stays out, for the input's
 * own check to ask for.
 */
export function draftCard(
  given: Record<string, unknown>,
  booking: Booking | null,
  hostName: string,
): Record<string, unknown> {
  const { text: _, ...fields } = given;
  const written = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== ""),
  );
  const read = booking && {
    placeName: booking.place,
    address: booking.address,
    date: booking.date,
    time: booking.time,
    partySize: booking.partySize,
    provider: booking.provider,
    providerPlaceId: booking.providerPlaceId,
    sourceUrl: booking.sourceUrl,
    latitude: booking.latitude,
    longitude: booking.longitude,
    mapUrl: booking.provider === "google_maps" ? secure(booking.sourceUrl) : null,
  };
  const known = Object.fromEntries(Object.entries(read ?? {}).filter(([, value]) => value !== null));
  // What a text says of its place belongs to another place where the host names another.
  if ("placeName" in written && known.placeName !== undefined && written.placeName !== known.placeName)
    for (const name of ["address", "latitude", "longitude", "mapUrl"]) delete known[name];
  const all: Record<string, unknown> = { ...known, ...written };
  return {
    hostName,
    ...(typeof all.placeName === "string" ? { title: `Table at ${all.placeName}`.slice(0, 80) } : {}),
    ...all,
  };
}

const secure = (url: string | null): string | null => url?.replace(/^http:/, "https:") ?? null;
