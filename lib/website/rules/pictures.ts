import { canonicalJson, sha256Hex } from "@/lib/kernel/bytes";
import type { PictureAsk } from "@/lib/website/ports";
import type { Look, SitePicture } from "@/lib/website/types";

/** Raised when the drawing itself changes: every picture is then another one, at another address. */
const DRAWING = 1;

export const PICTURE_SIZES = {
  wide: { width: 1200, height: 630 },
  square: { width: 400, height: 400 },
} as const;
export type PictureShape = keyof typeof PICTURE_SIZES;

/** What is drawn, with the photo told by its hash. */
export type PictureContent = Omit<PictureAsk, "photo"> & { photoHash: string | null };

/**
 * One hash for one content of one owner (a wedding's or a card's id, which nobody can guess, so that nobody can guess
 * the address either).
 */
export const pictureHash = (ownerId: string, content: PictureContent): string =>
  sha256Hex(canonicalJson({ drawing: DRAWING, ownerId, ...content }));

export const pictureKey = (hash: string, shape: PictureShape): string => `previews/${hash}-${shape}.jpg`;

/** Immutable. The look is in it for the plain picture that is shown while the drawn one is not there. */
export const picturePath = (hash: string, look: Look, shape: PictureShape): string =>
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
