import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { events, venues } from "@/db/schema/weddings";
import type { Scope } from "@/lib/access/types";
import { AppError } from "@/lib/kernel/errors";
import { wordsOf } from "./queries/words";
import type { WordsByLanguage } from "./types";

const columns = {
  id: events.id,
  name: events.name,
  position: events.position,
  visibility: events.visibility,
  startsAt: events.startsAt,
  zone: events.zone,
  rsvpDeadline: events.rsvpDeadline,
  ceilingPersons: events.ceilingPersons,
  version: events.version,
  cancelledAt: events.cancelledAt,
  venueName: venues.name,
  venueAddress: venues.address,
  venueMapUrl: venues.mapUrl,
  dress: events.dress,
  note: events.note,
  words: sql<WordsByLanguage>`${wordsOf(sql`${events.weddingId}`, sql`${events.id}`)}`,
};

const joinVenue = and(eq(venues.weddingId, events.weddingId), eq(venues.id, events.venueId));

/** The functions in the family's order, with how many households are invited. */
export async function listEvents(tx: Transaction, scope: Scope) {
  return tx
    .select({
      ...columns,
      invited: sql<number>`(select count(*)::int from invitations i where i.wedding_id = ${events.weddingId} and i.event_id = ${events.id})`,
    })
    .from(events)
    .leftJoin(venues, joinVenue)
    .where(eq(events.weddingId, scope.weddingId))
    .orderBy(asc(events.position), asc(events.id));
}

export async function requireEvent(tx: Transaction, scope: Scope, eventId: string) {
  const [event] = await tx
    .select(columns)
    .from(events)
    .leftJoin(venues, joinVenue)
    .where(and(eq(events.weddingId, scope.weddingId), eq(events.id, eventId)));
  if (!event) throw new AppError("not_found", "There is no such function.");
  return event;
}

/** Whether a function was not cancelled. */
export const takesPlace = (weddingId: SQL, eventId: SQL): SQL =>
  sql`not exists (select 1 from events f where f.wedding_id = ${weddingId} and f.id = ${eventId} and f.cancelled_at is not null)`;

/** The functions that were cancelled, as an array that a statement reads once, whatever it compares with it. */
export const cancelledEvents = (weddingId: string): SQL =>
  sql`array(select f.id from events f where f.wedding_id = ${weddingId} and f.cancelled_at is not null)`;
