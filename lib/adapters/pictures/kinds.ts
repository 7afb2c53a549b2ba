import type { PhotoRefusal } from "@/lib/website/ports";

export type PhotoKind = "jpeg" | "png" | "webp";

const SAVE_AS_JPEG = "Please save it as a JPEG and choose that";
const REFUSALS = {
  heic: `This photo is in Apple's HEIC form, which cannot be read here. ${SAVE_AS_JPEG}; or send it to yourself on WhatsApp and choose the photo that arrives.`,
  avif: `This photo is in the AVIF form, which cannot be read here. ${SAVE_AS_JPEG}.`,
  tiff: `This is a raw or TIFF photo, as a photographer keeps it. ${SAVE_AS_JPEG}.`,
  svg: "This is a drawing (SVG), not a photo. Please choose a JPEG, PNG or WebP.",
  pdf: "This is a PDF, not a photo. Please choose a photo, or take a screenshot of the page and choose that.",
  film: "This is a film. Please choose a photo (JPEG, PNG or WebP).",
} as const;

const NO_PHOTO: PhotoRefusal = {
  code: "not_a_photo",
  message: "This file is no photo that can be shown. Please choose a JPEG, PNG or WebP.",
};
export const MOVING: PhotoRefusal = {
  code: "moving_picture",
  message: "This is a moving picture (GIF or the like). Please choose a photo that stands still.",
};
export const TWO_IN_ONE: PhotoRefusal = {
  code: "two_files_in_one",
  message:
    "Something that is no photo is hidden in this file. Please take a screenshot of the photo and choose that.",
};

const refusal = (code: PhotoRefusal["code"], message: string): PhotoRefusal => ({ code, message });

/** What the first bytes say it is; whether it is that, only decoding tells. No decoder sees what is refused here. */
export function kindOf(bytes: Buffer): PhotoKind | PhotoRefusal {
  const begins = (hex: string) => bytes.subarray(0, hex.length / 2).toString("hex") === hex;
  const text = (from: number, to: number) => bytes.toString("latin1", from, to);
  if (begins("ffd8ff")) return "jpeg";
  // Chunks of animation come before the first picture data.
  if (begins("89504e470d0a1a0a")) return bytes.subarray(0, 65_536).includes("acTL") ? MOVING : "png";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "webp";
  if (text(0, 4) === "GIF8") return MOVING;
  if (text(4, 8) === "ftyp") {
    const brands = text(8, Math.min(bytes.readUInt32BE(0), 64));
    if (/avi[fs]/.test(brands)) return refusal("not_readable_here", REFUSALS.avif);
    if (/he[iv][cxms]|mif1|msf1/.test(brands)) return refusal("not_readable_here", REFUSALS.heic);
    return refusal("not_a_photo", REFUSALS.film);
  }
  if (begins("49492a00") || begins("4d4d002a")) return refusal("not_readable_here", REFUSALS.tiff);
  const head = text(0, 1024);
  if (head.includes("%PDF-")) return refusal("not_a_photo", REFUSALS.pdf);
  if (/<svg[\s>]/i.test(head)) return refusal("not_a_photo", REFUSALS.svg);
  return NO_PHOTO;
}

/**
 * Whether another reader could take the same bytes for a page, a document or an archive. They are never handed out, so
 * this is only to say so; what phones put behind a photo (a second picture, a film) is left alone.
 */
export function isTwoInOne(bytes: Buffer): boolean {
  if (bytes.subarray(0, 1024).includes("%PDF-")) return true;
  const text = bytes.toString("latin1");
  if (/<(script|html|svg|iframe)[\s>]|<\?php/i.test(text)) return true;
  const archive = text.lastIndexOf("PK\x05\x06");
  return (
    archive >= 0 &&
    archive + 22 <= bytes.length &&
    archive + 22 + bytes.readUInt16LE(archive + 20) === bytes.length
  );
}
