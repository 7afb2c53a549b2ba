import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { wordsOf } from "@/lib/events/queries/words";
import type { DatedFunction } from "@/lib/website/rules/page";
import type { SiteContent } from "@/lib/website/types";

export interface SiteFacts {
  slug: string;
  /** Null while nothing is published. */
  published: { content: SiteContent; at: string } | null;
  draft: SiteContent;
  wedding: { name: string; hosts: string; zone: string };
  functions: (DatedFunction & { visibility: "public" | "invite_only" })[];
}

const iso = (at: string | null): string | null => at && new Date(at).toISOString();

/** All that any page of a wedding is made of; null where no website was begun. */
export async function readSiteFacts(tx: Transaction, scope: Scope): Promise<SiteFacts | null> {
  const { rows } = await tx.execute<{
    facts: Omit<SiteFacts, "functions"> & { functions: SiteFacts["functions"] };
  }>(sql`
    select jsonb_build_object('slug', s.slug, 'draft', s.draft,
      'published', case when r.number is not null then jsonb_build_object('content', r.content, 'at', s.published_at) end,
      'wedding', jsonb_build_object('name', w.name, 'hosts', w.hosts, 'zone', w.zone),
      'functions', coalesce((
        select jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'startsAt', e.starts_at, 'zone', e.zone, 'venue', v.name, 'address', v.address,
          'mapUrl', v.map_url, 'dress', e.dress, 'note', e.note, 'cancelled', e.cancelled_at is not null, 'visibility', e.visibility,
          'shownAt', greatest(e.shown_at, v.shown_at), 'words', ${wordsOf(sql`e.wedding_id`, sql`e.id`)}) order by e.position, e.id)
        from events e left join venues v on v.wedding_id = e.wedding_id and v.id = e.venue_id where e.wedding_id = s.wedding_id), '[]')) as facts
    from sites s join weddings w on w.id = s.wedding_id
    left join site_versions r on r.wedding_id = s.wedding_id and r.number = s.published_number
    where s.wedding_id = ${scope.weddingId}`);
  const facts = rows[0]?.facts;
  if (!facts) return null;
  return {
    ...facts,
    published: facts.published && { ...facts.published, at: iso(facts.published.at)! },
    functions: facts.functions.map((one) => ({
      ...one,
      startsAt: iso(one.startsAt),
      shownAt: iso(one.shownAt)!,
      words: Object.fromEntries(
        Object.entries(one.words ?? {}).map(([code, said]) => [
          code,
          { ...said, shownAt: iso(said.shownAt)! },
        ]),
      ),
    })),
  };
}

/** The functions of an audience; null where it is another wedding's. */
export async function readAudience(
  tx: Transaction,
  scope: Scope,
  audienceId: string,
): Promise<string[] | null> {
  const { rows } = await tx.execute<{ event_ids: string[] }>(sql`
    select event_ids from site_audiences where wedding_id = ${scope.weddingId} and id = ${audienceId}`);
  return rows[0]?.event_ids ?? null;
}

/** What a household is invited to. */
export async function readInvitedTo(tx: Transaction, scope: Scope, unitId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ event_id: string }>(sql`
    select event_id from invitations
    where wedding_id = ${scope.weddingId} and unit_id = fence.home_of(${scope.weddingId}, ${unitId})`);
  return rows.map((row) => row.event_id);
}
