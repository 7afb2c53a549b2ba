import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { sites, siteVersions } from "@/db/schema/website";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import type { SiteContent } from "@/lib/website/types";

/** The content becomes the version that stands, under a new number; the site's row is held by the caller. */
export async function standNow(
  tx: Transaction,
  scope: Scope,
  content: SiteContent,
  { returnedFrom, draft }: { returnedFrom?: number; draft?: SiteContent },
): Promise<number> {
  const { weddingId } = scope;
  const [made] = await tx
    .insert(siteVersions)
    .values({
      weddingId,
      number: sql`(select coalesce(max(number), 0) + 1 from site_versions where wedding_id = ${weddingId})`,
      content,
      publishedBy: actorLabel(scope.actor),
      returnedFrom: returnedFrom ?? null,
    })
    .returning({ number: siteVersions.number });
  await tx
    .update(sites)
    .set({
      publishedNumber: made!.number,
      publishedAt: sql`clock_timestamp()`,
      languages: content.languages,
      coverPhotoId: content.cover.photoId,
      version: sql`version + 1`,
      ...(draft ? { draft } : {}),
    })
    .where(eq(sites.weddingId, weddingId));
  return made!.number;
}
