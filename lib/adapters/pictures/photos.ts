import type { Metadata, Sharp } from "sharp";
import type { PhotoReader, PhotoRefusal, SafePhoto } from "@/lib/website/ports";
import { isTwoInOne, kindOf, MOVING, type PhotoKind, TWO_IN_ONE } from "./kinds";
import { loadSharp } from "./sharp";
import { turns } from "./turns";

const WIDTHS = [1600, 960, 480];
const SMALLEST = 320;
/** What is decoded whole takes up to 8 bytes a point. A phone's largest photos are plain JPEGs, which are not. */
const MOST_POINTS = { whole: 40e6, inStrips: 260e6 };
const SECONDS = 30;
const JPEG = { quality: 78, progressive: true, mozjpeg: false, chromaSubsampling: "4:2:0" } as const;

const refused = (code: PhotoRefusal["code"], message: string) => ({ ok: false as const, code, message });
const DAMAGED = refused(
  "damaged",
  "This photo is damaged or not whole, perhaps because a download broke off. Please fetch it again and choose the new copy.",
);

const inTurn = turns(2, 10);

/** Photos made again from their points, upright, in sRGB, in a few sizes. Never more than two at a time. */
export const photoReader: PhotoReader = {
  async read(bytes) {
    const kind = kindOf(bytes);
    if (typeof kind !== "string") return { ok: false, ...kind };
    if (isTwoInOne(bytes)) return { ok: false, ...TWO_IN_ONE };
    return inTurn(() => reencode(bytes, kind));
  },
};

async function reencode(bytes: Buffer, kind: PhotoKind): ReturnType<PhotoReader["read"]> {
  const sharp = await loadSharp();
  const open = (): Sharp =>
    sharp(bytes, {
      failOn: "truncated",
      limitInputPixels: MOST_POINTS.inStrips,
      sequentialRead: true,
      pages: 1,
    });
  try {
    // The header alone, whatever it says: nothing is decoded.
    const wrong = unfit(await sharp(bytes, { limitInputPixels: false }).metadata(), kind);
    if (wrong) return wrong;
    const { data, info } = await open()
      .timeout({ seconds: SECONDS })
      .autoOrient()
      .resize({ width: WIDTHS[0], height: WIDTHS[0]! * 2, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#fff" })
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
    const raw = { width: info.width, height: info.height, channels: info.channels };
    const widths = [...new Set(WIDTHS.map((width) => Math.min(width, info.width)))];
    const sizes: SafePhoto["sizes"] = [];
    for (const width of widths) {
      const jpeg = await sharp(data, { raw })
        .resize({ width })
        .jpeg(JPEG)
        .toBuffer({ resolveWithObject: true });
      sizes.unshift({ width: jpeg.info.width, height: jpeg.info.height, jpeg: jpeg.data });
    }
    return { ok: true, photo: { sizes } };
  } catch (error) {
    if (error instanceof Error && isUnreadable(error)) return DAMAGED;
    throw error;
  }
}

/** What a decoder says of bytes; a full disk or a missing library says something else and is our own trouble. */
const isUnreadable = ({ message }: Error): boolean =>
  /VipsJpeg|pngload|spng|libpng|webp|unsupported image format|corrupt|premature|truncat|timeout|bad image|unable to/i.test(
    message,
  );

function unfit(meta: Metadata, kind: PhotoKind): ReturnType<typeof refused> | null {
  if (meta.format !== kind) return DAMAGED;
  if ((meta.pages ?? 1) > 1) return { ok: false, ...MOVING };
  const { width, height } = meta;
  const most = kind === "jpeg" && !meta.isProgressive ? MOST_POINTS.inStrips : MOST_POINTS.whole;
  if (width * height > most) return tooMany({ width, height });
  if (Math.min(width, height) < SMALLEST)
    return refused(
      "too_small",
      `This photo has only ${points(width, height)} points and would look blurred. Please choose one of at least ${SMALLEST} points on each side.`,
    );
  return null;
}

const points = (width: number, height: number) =>
  `${width.toLocaleString("en-IN")} by ${height.toLocaleString("en-IN")}`;

const tooMany = ({ width, height }: { width: number; height: number }) =>
  refused(
    "too_many_points",
    `This photo is too large to be read: ${points(width, height)} points. Please save a smaller copy of it, of at most 8,000 by 5,000 points, and choose that.`,
  );
