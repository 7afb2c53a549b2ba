import type Sharp from "sharp";
import { useOwnFonts } from "./fonts";

const LOADERS = ["VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer", "VipsForeignLoadWebpBuffer"];
let ready: Promise<typeof Sharp> | undefined;

/**
 * sharp as this product uses it: it can open JPEG, PNG and WebP from memory and nothing else (no SVG, PDF, TIFF, no
 * file), keeps nothing between two pictures, and knows our own fonts alone. It works in libuv's threads.
 */
export function loadSharp(): Promise<typeof Sharp> {
  ready ??= (async () => {
    // Fontconfig reads its file once, at the first text.
    useOwnFonts();
    const { default: sharp } = await import("sharp");
    sharp.block({ operation: ["VipsForeignLoad"] });
    sharp.unblock({ operation: LOADERS });
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
  })();
  return ready;
}
