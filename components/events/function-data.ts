import type { FunctionData, KnownVenue } from "@/components/events/function-draft";
import type { FunctionRow } from "@/lib/events/loaders";

/** A function as a client component can take it. */
export const functionData = (row: FunctionRow): FunctionData => ({
  id: row.id,
  version: row.version,
  name: row.name,
  visibility: row.visibility,
  venueName: row.venueName,
  venueAddress: row.venueAddress,
  venueMapUrl: row.venueMapUrl,
  dress: row.dress,
  note: row.note,
  words: row.words,
  startsAt: row.startsAt?.toISOString() ?? null,
  zone: row.zone,
  rsvpDeadline: row.rsvpDeadline?.toISOString() ?? null,
  ceilingPersons: row.ceilingPersons,
  cancelled: row.cancelledAt !== null,
});

/** The places named so far, once each. */
export function venuesOf(rows: readonly FunctionRow[]): KnownVenue[] {
  const found = new Map<string, KnownVenue>();
  for (const { venueName: name, venueAddress: address, venueMapUrl: mapUrl } of rows)
    if (name) found.set(name, { name, address, mapUrl });
  return [...found.values()];
}
