import type { FunctionData } from "@/components/events/function-draft";
import type { FunctionRow } from "@/lib/events/loaders";

/** A function as a client component can take it. */
export const functionData = (row: FunctionRow): FunctionData => ({
  id: row.id,
  version: row.version,
  name: row.name,
  visibility: row.visibility,
  venueName: row.venueName,
  venueAddress: row.venueAddress,
  startsAt: row.startsAt?.toISOString() ?? null,
  zone: row.zone,
  rsvpDeadline: row.rsvpDeadline?.toISOString() ?? null,
  ceilingPersons: row.ceilingPersons,
  cancelled: row.cancelledAt !== null,
});

/** The places named so far, once each. */
export function venuesOf(rows: readonly FunctionRow[]): { name: string; address: string | null }[] {
  const found = new Map<string, string | null>();
  for (const row of rows) if (row.venueName) found.set(row.venueName, row.venueAddress);
  return [...found].map(([name, address]) => ({ name, address }));
}
