import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { sitePhotos } from "@/db/schema/website";
import type { Scope } from "@/lib/access/types";
import { env } from "@/lib/platform/env";
import { coverIds, uncoverIds } from "@/lib/platform/opaque";
import { contentOf, pictureHash, pictureOf } from "@/lib/website/rules/pictures";
import type { SitePage, SitePicture } from "@/lib/website/types";

export type SitePhoto = SitePicture & { srcSet: string };
type Size = { key: string; width: number; height: number; bytes: number };

/** Where a photo lies on our own host; immutable, for a photo's bytes are written once. */
const photoPath = (weddingId: string, photoId: string, width: number): string =>
  `/media/${coverIds("photo", [weddingId, photoId])}/${width}.jpg`;

/** Which photo an address means; null for a word that is not ours. */
export function readPhotoWord(word: string): { weddingId: string; photoId: string } | null {
  const ids = uncoverIds("photo", word, 2);
  return ids && { weddingId: ids[0]!, photoId: ids[1]! };
}

function shown({ weddingId }: Scope, photo: { id: string; sizes: Size[] }, alt: string): SitePhoto {
  const sizes = photo.sizes.map((size) => ({ ...size, url: photoPath(weddingId, photo.id, size.width) }));
  const largest = sizes.at(-1)!;
  return {
    url: largest.url,
    width: largest.width,
    height: largest.height,
    alt,
    srcSet: sizes.map(({ url, width }) => `${url} ${width}w`).join(", "),
  };
}

/** A photo as a page shows it; null where there is none, or it was removed. */
export async function photoFor(
  tx: Transaction,
  scope: Scope,
  { photoId, alt }: { photoId: string | null; alt: string },
): Promise<SitePhoto | null> {
  if (!photoId) return null;
  const photo = await findPhoto(tx, scope, eq(sitePhotos.id, photoId));
  return photo?.state === "ready" ? shown(scope, photo, alt) : null;
}

/** Where the bytes of one size lie; null once the photo was removed. */
export async function photoKey(
  tx: Transaction,
  scope: Scope,
  { photoId, width }: { photoId: string; width: number },
): Promise<string | null> {
  const photo = await findPhoto(tx, scope, eq(sitePhotos.id, photoId));
  if (photo?.state !== "ready") return null;
  return photo.sizes.find((size) => size.width === width)?.key ?? null;
}

/** The same bytes, uploaded before. */
export const photoOfSource = (tx: Transaction, scope: Scope, sourceHash: string) =>
  findPhoto(tx, scope, eq(sitePhotos.sourceHash, sourceHash));

async function findPhoto(tx: Transaction, scope: Scope, which: ReturnType<typeof eq>) {
  const [photo] = await tx
    .select()
    .from(sitePhotos)
    .where(and(eq(sitePhotos.weddingId, scope.weddingId), which));
  return photo ?? null;
}

/** The numbers of the published versions that show a photo, as a JSON array. */
export const versionsWith = (photoId: SQL, weddingId: SQL): SQL => sql`coalesce((
  select jsonb_agg(v.number order by v.number) from site_versions v where v.wedding_id = ${weddingId} and v.content->'cover'->>'photoId' = ${photoId}), '[]')`;

/** The wedding's photos to choose from, the newest first, and those that can still be brought back. */
export async function listPhotos(tx: Transaction, scope: Scope) {
  const photos = await tx
    .select({
      id: sitePhotos.id,
      name: sitePhotos.name,
      sizes: sitePhotos.sizes,
      removedAt: sitePhotos.removedAt,
      versions: sql<number[]>`${versionsWith(sql`${sitePhotos.id}::text`, sql`${sitePhotos.weddingId}`)}`,
    })
    .from(sitePhotos)
    .where(eq(sitePhotos.weddingId, scope.weddingId))
    .orderBy(desc(sitePhotos.createdAt), desc(sitePhotos.id));
  const removed = photos
    .filter((photo) => photo.removedAt)
    .map(({ id, name, removedAt }) => ({ id, name, removedAt: removedAt!.toISOString() }));
  const kept = photos
    .filter((photo) => !photo.removedAt)
    .map((photo) => ({
      id: photo.id,
      name: photo.name,
      picture: shown(scope, photo, photo.name),
      /** Published versions that show it. */
      versions: photo.versions,
    }));
  return { photos: kept, removed };
}

/**
 * What a chat shows of a page: known from the page alone, so the page names its picture before it is drawn. Until then,
 * and if it never is, the same address answers with the plain picture of the look.
 */
export function previewFor({ weddingId }: Scope, page: Omit<SitePage, "preview">): SitePage["preview"] {
  const content = contentOf(page);
  return pictureOf(previewHash(weddingId, content), {
    look: page.look,
    alt: [content.over, content.title.join(` ${content.joint} `), content.date]
      .filter(Boolean)
      .join(" ")
      .replaceAll("\n", " "),
    site: env().APP_URL.replace(/\/$/, ""),
  });
}

/** Keyed, so that nobody who knows the names and days can work out the address. */
export const previewHash = (ownerId: string, content: ReturnType<typeof contentOf>): string =>
  pictureHash(coverIds("preview", [ownerId]), content);

/**
 * Every set of functions that some reader may see: the public one, what households are invited to, and those that were
 * asked for already.
 */
export async function listAudiences(tx: Transaction, { weddingId }: Scope): Promise<string[][]> {
  const { rows } = await tx.execute<{ shown: string[] }>(sql`
    select to_jsonb(array_agg(e.id order by e.id)) as shown from events e where e.wedding_id = ${weddingId} and e.visibility = 'public' having count(*) > 0
    union select distinct to_jsonb(array_agg(i.event_id order by i.event_id)) from invitations i where i.wedding_id = ${weddingId} group by i.unit_id
    union select a.event_ids from site_audiences a where a.wedding_id = ${weddingId}
    union select '[]'::jsonb`);
  return rows.map((row) => row.shown);
}

/** Which of these pictures lie in the store already. */
export async function drawnPreviews(tx: Transaction, { weddingId }: Scope, hashes: readonly string[]) {
  const { rows } = await tx.execute<{ content_hash: string }>(sql`
    select content_hash from site_previews
    where wedding_id = ${weddingId} and content_hash in (select jsonb_array_elements_text(${JSON.stringify(hashes)}::jsonb))
    group by 1 having count(*) = 2`);
  return new Set(rows.map((row) => row.content_hash));
}

/** Where the bytes of all photos lie that the wedding has. */
export async function photoKeys(tx: Transaction, { weddingId }: Scope): Promise<string[]> {
  const { rows } = await tx.execute<{ key: string }>(sql`
    select z.value->>'key' as key from site_photos p cross join lateral jsonb_array_elements(p.sizes) z where p.wedding_id = ${weddingId}`);
  return rows.map(({ key }) => key);
}

/** Whether the wedding has any photo, shown or not. */
export async function hasPhotos(tx: Transaction, { weddingId }: Scope): Promise<boolean> {
  const { rows } = await tx.execute(sql`select 1 from site_photos where wedding_id = ${weddingId} limit 1`);
  return rows.length > 0;
}
