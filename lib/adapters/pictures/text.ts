import type Sharp from "sharp";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { drawable } from "./fonts";

/** A text drawn to its ink: nothing around it. */
export interface Ink {
  pixels: Buffer;
  width: number;
  height: number;
  /** At which size of its letters it fitted. */
  size: number;
}

export interface TextBox {
  language: GuestLanguage;
  color: string;
  weight: 400 | 600;
  maxWidth: number;
  maxHeight: number;
  /** Tried from the largest on; what does not fit at the smallest is scaled down as a whole. */
  largest: number;
  smallest: number;
  /** Never wrapped. */
  oneLine?: true;
}

/** One line of a text, larger or smaller than the others, in a colour of its own. */
export interface TextLine {
  text: string;
  scale?: number;
  color?: string;
}

const STEP = 0.92;
/** No name is longer; what is, is a mistake that must not cost a minute of drawing. */
const MOST_SIGNS = 140;
const RIGHT_TO_LEFT = "\u200f";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Only what our fonts have signs for, and not endlessly long. */
export function clean(text: string | null | undefined): string {
  const kept = drawable(text ?? "");
  const signs = [...new Intl.Segmenter().segment(kept)].map(({ segment }) => segment);
  return signs.length <= MOST_SIGNS ? kept : `${signs.slice(0, MOST_SIGNS).join("").trim()}…`;
}

/**
 * Draws lines as large as they fit, wrapped between words. Pango does it (with HarfBuzz and FriBidi inside), because it
 * shapes every script we speak; resvg 2.6 sets signs made of several parts on top of each other.
 */
export async function drawText(
  sharp: typeof Sharp,
  lines: readonly TextLine[],
  box: TextBox,
): Promise<Ink | null> {
  if (lines.every(({ text }) => text === "")) return null;
  for (let size = box.largest; ; ) {
    const ink = await drawAt(sharp, lines, { ...box, size });
    const room = Math.min(box.maxWidth / ink.width, Math.sqrt(box.maxHeight / ink.height));
    if (room >= 1) return balanced(sharp, lines, { ...box, size }, ink);
    if (size === box.smallest) return shrunk(sharp, ink, box);
    // Smaller letters also wrap less, so the step is never as large as it seems to have to be.
    size = Math.max(box.smallest, size * Math.min(STEP, Math.max(room, 0.6)));
  }
}

/** The same number of lines, set as narrow as they go: no single word is left over at the end. */
async function balanced(
  sharp: typeof Sharp,
  lines: readonly TextLine[],
  box: TextBox & { size: number },
  ink: Ink,
): Promise<Ink> {
  const wraps = !box.oneLine && lines.length < 3 && ink.height > box.size * 1.6 * lines.length;
  let best = ink;
  for (const share of wraps ? [0.88, 0.76, 0.66] : []) {
    const next = await drawAt(sharp, lines, { ...box, maxWidth: Math.round(box.maxWidth * share) });
    if (next.height > ink.height + 3 || next.width > box.maxWidth * share) break;
    best = next;
  }
  return best;
}

async function drawAt(
  sharp: typeof Sharp,
  lines: readonly TextLine[],
  box: TextBox & { size: number },
): Promise<Ink> {
  const { dir } = GUEST_LANGUAGES[box.language];
  const markup = lines.map(({ text, scale = 1, color = box.color }) => {
    const begin = dir === "rtl" ? RIGHT_TO_LEFT : "";
    return `<span foreground="${color}" font_size="${Math.round(box.size * scale * 1024)}">${begin}${escaped(text)}</span>`;
  });
  const { data, info } = await sharp({
    text: {
      text: `<span lang="${box.language}" weight="${box.weight}">${markup.join("\n")}</span>`,
      font: "Noto Serif",
      ...(box.oneLine ? {} : { width: box.maxWidth }),
      align: "centre",
      wrap: "word",
      rgba: true,
      // So that a size is in points of the picture.
      dpi: 72,
    },
  })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height, size: box.size };
}

async function shrunk(sharp: typeof Sharp, ink: Ink, box: TextBox): Promise<Ink> {
  const { data, info } = await sharp(ink.pixels, {
    raw: { width: ink.width, height: ink.height, channels: 4 },
  })
    .resize({ width: box.maxWidth, height: box.maxHeight, fit: "inside", withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height, size: ink.size };
}
