import { and, desc, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { sites, siteVersions } from "@/db/schema/website";
import type { Scope } from "@/lib/access/types";
import { canonicalJson } from "@/lib/kernel/bytes";
import type { SiteContent } from "./types";

/** The site as those who make it see it; null where none was begun. */
export interface SiteDesk {
  slug: string;
  /** Earlier addresses, newest first; each leads to `slug`. */
  earlierSlugs: string[];
  draft: SiteContent;
  /** For the next command: a stale one is refused. */
  version: number;
  publishedNumber: number | null;
  publishedAt: string | null;
  /** The draft says something else than what is published. */
  changed: boolean;
}

export async function readSite(tx: Transaction, scope: Scope): Promise<SiteDesk | null> {
  const [site] = await tx.select().from(sites).where(eq(sites.weddingId, scope.weddingId));
  if (!site) return null;
  const { rows } = await tx.execute<{ slug: string }>(sql`
    select slug from site_slugs where wedding_id = ${scope.weddingId} and slug <> ${site.slug} order by created_at desc, slug`);
  const standing = site.publishedNumber === null ? null : await readVersion(tx, scope, site.publishedNumber);
  return {
    slug: site.slug,
    earlierSlugs: rows.map((row) => row.slug),
    draft: site.draft,
    version: site.version,
    publishedNumber: site.publishedNumber,
    publishedAt: site.publishedAt?.toISOString() ?? null,
    changed: canonicalJson(site.draft) !== canonicalJson(standing),
  };
}

/** What one published version says; null where there is no such number. */
export async function readVersion(
  tx: Transaction,
  scope: Scope,
  number: number,
): Promise<SiteContent | null> {
  const [found] = await tx
    .select({ content: siteVersions.content })
    .from(siteVersions)
    .where(and(eq(siteVersions.weddingId, scope.weddingId), eq(siteVersions.number, number)));
  return found?.content ?? null;
}

export interface PublishedVersion {
  number: number;
  /** Null for somebody whose account is gone, and for the demo's own. */
  who: string | null;
  publishedAt: string;
  returnedFrom: number | null;
  standing: boolean;
}

/** Every published version, newest first. */
export async function listVersions(tx: Transaction, scope: Scope): Promise<PublishedVersion[]> {
  const rows = await tx
    .select({
      number: siteVersions.number,
      who: sql<
        string | null
      >`(select coalesce(u.name, u.email) from users u where 'user:' || u.id = ${siteVersions.publishedBy})`,
      publishedAt: siteVersions.createdAt,
      returnedFrom: siteVersions.returnedFrom,
      standing: sql<boolean>`${siteVersions.number} is not distinct from ${sites.publishedNumber}`,
    })
    .from(siteVersions)
    .innerJoin(sites, eq(sites.weddingId, siteVersions.weddingId))
    .where(eq(siteVersions.weddingId, scope.weddingId))
    .orderBy(desc(siteVersions.number))
    .limit(200);
  return rows.map((row) => ({ ...row, publishedAt: row.publishedAt.toISOString() }));
}
