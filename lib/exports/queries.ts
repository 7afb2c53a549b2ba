import { and, desc, eq, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { exportLinks, exports_ } from "@/db/schema/exports";
import { events } from "@/db/schema/weddings";
import type { Scope } from "@/lib/access/types";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { guardedCell, phoneCell } from "./rules";

/** One export. Throws AppError `not_found`. */
export async function requireExport(tx: Transaction, scope: Scope, exportId: string) {
  const [found] = await tx
    .select({
      id: exports_.id,
      kind: exports_.kind,
      state: exports_.state,
      eventId: exports_.eventId,
      eventName: events.name,
      objectKey: exports_.objectKey,
      fileName: exports_.fileName,
      rows: exports_.rows,
      bytes: exports_.bytes,
      sha256: exports_.sha256,
      asOf: exports_.asOf,
      createdAt: exports_.createdAt,
    })
    .from(exports_)
    .leftJoin(events, and(eq(events.weddingId, exports_.weddingId), eq(events.id, exports_.eventId)))
    .where(and(eq(exports_.weddingId, scope.weddingId), eq(exports_.id, exportId)));
  if (!found) throw new AppError("not_found", "There is no such file.");
  return found;
}

/** The files of guest lists, for vendors. */
export async function listExports(tx: Transaction, scope: Scope) {
  const files = await tx
    .select({
      id: exports_.id,
      state: exports_.state,
      eventName: events.name,
      fileName: exports_.fileName,
      rows: exports_.rows,
      bytes: exports_.bytes,
      sha256: exports_.sha256,
      asOf: exports_.asOf,
      createdAt: exports_.createdAt,
    })
    .from(exports_)
    .innerJoin(events, and(eq(events.weddingId, exports_.weddingId), eq(events.id, exports_.eventId)))
    .where(eq(exports_.weddingId, scope.weddingId))
    .orderBy(desc(exports_.createdAt))
    .limit(50);
  const links = await tx
    .select({
      id: exportLinks.id,
      exportId: exportLinks.exportId,
      label: exportLinks.label,
      expiresAt: exportLinks.expiresAt,
      revokedAt: exportLinks.revokedAt,
      // Spelled out: of a single table drizzle writes a bare "id", which inside the subquery is the download's own.
      downloads: sql<number>`(select count(*)::int from export_downloads d where d.wedding_id = export_links.wedding_id and d.link_id = export_links.id)`,
    })
    .from(exportLinks)
    .where(eq(exportLinks.weddingId, scope.weddingId))
    .orderBy(desc(exportLinks.createdAt))
    .limit(200);
  return files.map((file) => ({ ...file, links: links.filter((link) => link.exportId === file.id) }));
}

/** What an open link leads to, without a session; null for anything unknown, expired or revoked. */
export async function locateExportLink(
  tokenHash: string,
): Promise<{ weddingId: string; exportId: string; linkId: string } | null> {
  const { rows } = await db().execute<{ wedding_id: string; subject_id: string; token_id: string }>(
    sql`select wedding_id, subject_id, token_id from fence.locate_token(${tokenHash}) where kind = 'export'`,
  );
  return rows[0]
    ? { weddingId: rows[0].wedding_id, exportId: rows[0].subject_id, linkId: rows[0].token_id }
    : null;
}

/**
 * The guest list of one event as a COPY statement: Postgres writes the CSV itself, several times faster than
 * JavaScript. COPY takes no parameters, so both ids are checked to be UUIDs here.
 */
export function guestListCopy(weddingId: string, eventId: string): string {
  if (!isUuid(weddingId) || !isUuid(eventId)) throw new AppError("invalid_input", "Not an id.");
  return `copy (
    select ${guardedCell("u.name")} as "Family", ${guardedCell("contact.name")} as "Contact", ${phoneCell("contact.phone")} as "Phone",
      initcap(u.side) as "Side", coalesce(c.answer, 'no reply') as "Answer", coalesce(c.adults, 0) as "Adults", coalesce(c.children, 0) as "Children",
      i.adults + i.children as "Places kept", ${guardedCell("food.words")} as "Food", to_char(c.answered_at at time zone e.zone, 'YYYY-MM-DD HH24:MI') as "Answered",
      to_char(now() at time zone e.zone, 'YYYY-MM-DD HH24:MI') || ' ' || e.zone as "As of"
    from invitations i
    join events e on e.wedding_id = i.wedding_id and e.id = i.event_id
    join guest_units u on u.wedding_id = i.wedding_id and u.id = i.unit_id
    left join rsvp_current c on c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id
    left join lateral (
      select p.name, d.value as phone from people p
      left join person_identifiers d on d.wedding_id = p.wedding_id and d.person_id = p.id and d.kind = 'phone' and d.valid_to is null
      where p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live order by p.contact_rank, p.id, d.position limit 1
    ) contact on true
    left join lateral (
      -- What each named member eats at this function; counted, the commonest first.
      select string_agg(n || ' ' || diet, ', ' order by n desc, diet) as words from (
        select coalesce(f.diet, p.diet) as diet, count(*) as n from people p
        left join person_diets f on f.wedding_id = p.wedding_id and f.person_id = p.id and f.event_id = i.event_id
        where p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live and coalesce(f.diet, p.diet) is not null group by 1
      ) eaten
    ) food on true
    where i.wedding_id = '${weddingId}' and i.event_id = '${eventId}'
    order by u.name, u.id
  ) to stdout with (format csv, header)`;
}
