import type { GuestLanguage } from "@/lib/kernel/languages";
import type { Look } from "./types";

/** Everything that is drawn in the picture a chat shows of a page. It may hold only what every reader of that page sees. */
export interface PictureAsk {
  look: Look;
  language: GuestLanguage;
  /** Small, above the title: who invites. A line break is kept, here and in `date`. */
  over: string | null;
  /** The couple (two, joined by a sign of the look), or the one occasion of a card. Long ones wrap and shrink. */
  title: readonly string[];
  /** Between two names; "&" where nothing is said. */
  joint?: string;
  /** Small, below: the days, or day, time and place. The last line is the one that stays on the square picture. */
  date: string | null;
  /** The bytes of a photo that was made safe already (a size of `SafePhoto`). */
  photo: Buffer | null;
}

/** JPEG, 1200x630 and 400x400. */
export interface DrawnPicture {
  wide: Buffer;
  square: Buffer;
}

export interface PictureDrawer {
  /** Throws where it cannot be drawn; the plain picture of the look stands in then. */
  draw(ask: PictureAsk): Promise<DrawnPicture>;
}

/** A photo re-encoded from its pixels alone: no place, no camera, nothing hidden behind it. */
export interface SafePhoto {
  sizes: { width: number; height: number; jpeg: Buffer }[];
}

/** Why a file is no photo we can show, in words that say what to do. */
export interface PhotoRefusal {
  code:
    | "not_a_photo"
    | "moving_picture"
    | "not_readable_here"
    | "damaged"
    | "too_many_points"
    | "too_small"
    | "two_files_in_one";
  message: string;
}

export interface PhotoReader {
  read(bytes: Buffer): Promise<{ ok: true; photo: SafePhoto } | ({ ok: false } & PhotoRefusal)>;
}
