import { canonicalJson, sha256Hex } from "@/lib/kernel/bytes";
import type { PictureAsk } from "@/lib/website/ports";
import type { Look, SitePage, SitePicture } from "@/lib/website/types";
import { siteWords } from "./site-words";

/** Raised when the drawing itself changes: every picture is then another one, at another address. */
const DRAWING = 1;

export const PICTURE_SIZES = {
  wide: { width: 1200, height: 630 },
  square: { width: 400, height: 400 },
} as const;
export type PictureShape = keyof typeof PICTURE_SIZES;

/** What is drawn, with the photo told by its address, which is another one for every other photo. */
export type PictureContent = Omit<PictureAsk, "photo"> & { photoUrl: string | null };

/**
 * Couple, hosts and days: what every reader of this page sees on top of it. A page of a household holds nothing of the
 * household, and so does its picture.
 */
export function contentOf(
  page: Pick<SitePage, "look" | "language" | "hosts" | "couple" | "wedding" | "days" | "photo">,
): PictureContent {
  const words = siteWords(page.language);
  const couple = [page.couple.first?.text, page.couple.second?.text].filter((name) => name !== undefined);
  const lines = (...all: (string | null)[]) => all.filter(Boolean).join("\n") || null;
  return {
    look: page.look,
    language: page.language,
    over: page.hosts ? lines(`${page.hosts} ${words.invites}`, words.beforeNames) : null,
    title: couple.length > 0 ? couple : [page.wedding],
    joint: words.and,
    date: lines(page.hosts ? words.afterNames : null, page.days),
    photoUrl: page.photo?.url ?? null,
  };
}

/** One hash for one content of one owner. `owner` must be a word that nobody can guess. */
export const pictureHash = (owner: string, content: PictureContent): string =>
  sha256Hex(canonicalJson({ drawing: DRAWING, owner, ...content }));

export const photoFolder = (weddingId: string): string => `photos/${weddingId}/`;

/** Where one size of a photo lies: under the name of its upload, which nothing else ever has. */
export const photoObjectKey = (weddingId: string, uploadId: string, width: number): string =>
  `${photoFolder(weddingId)}${uploadId}-${width}.jpg`;

export const pictureKey = (hash: string, shape: PictureShape): string => `previews/${hash}-${shape}.jpg`;

/** Immutable. The look is in it for the plain picture that is shown while the drawn one is not there. */
const picturePath = (hash: string, look: Look, shape: PictureShape): string =>
  `/media/og/${hash}/${look}-${shape}.jpg`;

/** What a page says of its picture; `site` is our own address without a slash at the end. */
export function pictureOf(
  hash: string,
  { look, alt, site }: { look: Look; alt: string; site: string },
): { wide: SitePicture; square: SitePicture } {
  const one = (shape: PictureShape): SitePicture => ({
    url: `${site}${picturePath(hash, look, shape)}`,
    ...PICTURE_SIZES[shape],
    alt,
  });
  return { wide: one("wide"), square: one("square") };
}
