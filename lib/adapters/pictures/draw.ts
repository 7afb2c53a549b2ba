import type Sharp from "sharp";
import type { OverlayOptions } from "sharp";
import type { DrawnPicture, PictureAsk, PictureDrawer } from "@/lib/website/ports";
import { type Frame, SCENES, type Scene } from "./scenes";
import { loadSharp } from "./sharp";
import { clean, drawText, type Ink, type TextBox, type TextLine } from "./text";
import { turns } from "./turns";

const MOST_BYTES = 300_000;
const GAP = 38;
/** The words stay inside the square in the middle, which is all that many chats show. */
const COLUMN = { wide: 570, small: 500 };

interface Words {
  over: TextLine[];
  title: TextLine[][];
  date: TextLine[];
}

const inTurn = turns(1, 1000);

/** One at a time: a picture takes a quarter of a second and nobody waits for it. */
export const pictureDrawer: PictureDrawer = { draw: (ask) => inTurn(() => drawBoth(ask)) };

async function drawBoth(ask: PictureAsk): Promise<DrawnPicture> {
  const sharp = await loadSharp();
  const wide = await compose(sharp, ask, { width: 1200, height: 630, small: false });
  const square = await compose(sharp, ask, { width: 630, height: 630, small: true });
  return {
    wide: await asJpeg(sharp, wide, 1200),
    square: await asJpeg(sharp, square, 400),
  };
}

interface Canvas {
  width: number;
  height: number;
  /** Shown at the size of a stamp: names and day alone, larger. */
  small: boolean;
}

async function compose(sharp: typeof Sharp, ask: PictureAsk, canvas: Canvas): Promise<Buffer> {
  const radius = canvas.small ? 128 : 118;
  const bare = ask.title.every((name) => clean(name) === "");
  const draft = SCENES[ask.look]({ ...canvas, bare, photo: ask.photo ? { x: 0, y: 0, radius } : null });
  const photo = ask.photo && { x: canvas.width / 2, y: draft.top + radius, radius };
  const scene = photo ? SCENES[ask.look]({ ...canvas, bare, photo }) : draft;
  const layers: OverlayOptions[] = photo ? [await roundPhoto(sharp, ask.photo!, photo)] : [];
  const top = photo ? photo.y + radius + 34 : scene.top;
  const words = wordsOf(ask, scene, canvas.small || photo !== null);
  const room = { height: scene.bottom - top, width: canvas.small ? COLUMN.small : COLUMN.wide };
  const inks = bare ? [] : await drawWords(sharp, { ask, scene, words, room });
  layers.push(...stack(inks, { top, bottom: scene.bottom, middle: canvas.width / 2 }));
  const ground = await paint(scene.svg);
  return sharp(ground.pixels, { raw: { width: ground.width, height: ground.height, channels: 4 } })
    .composite(layers)
    .removeAlpha()
    .raw()
    .toBuffer();
}

function wordsOf(ask: PictureAsk, { colors }: Scene, brief: boolean): Words {
  const lines = (text: string | null): TextLine[] =>
    (text ?? "")
      .split("\n")
      .map((line) => ({ text: clean(line) }))
      .filter(({ text }) => text !== "");
  const names = ask.title.map(clean).filter((name) => name !== "");
  const joint = clean(ask.joint ?? "&");
  const small = { text: joint, scale: 0.5, color: colors.joint };
  const below = names.flatMap((text, n) => (n === 0 ? [{ text }] : [small, { text }]));
  const beside: TextLine[] = [{ text: names.join(` ${joint} `) }];
  const date = lines(ask.date);
  return {
    over: brief ? [] : lines(ask.over),
    title: names.length === 2 ? [beside, below] : [names.map((text) => ({ text }))],
    date: brief ? date.slice(-1) : date,
  };
}

interface Task {
  ask: PictureAsk;
  scene: Scene;
  words: Words;
  room: { width: number; height: number };
}

async function drawWords(sharp: typeof Sharp, { ask, scene, words, room }: Task): Promise<Ink[]> {
  const { colors, weight } = scene;
  const base = { language: ask.language, maxWidth: room.width, smallest: 20 };
  const small = { ...base, weight: 400 } as const;
  const overBox = { ...small, largest: 32, color: colors.over, maxHeight: room.height * 0.27 };
  const dateBox = { ...small, color: colors.date, maxHeight: room.height * 0.26 };
  const over = await drawText(sharp, words.over, overBox);
  const largest = words.over.length > 0 ? 32 : 38;
  const date = await drawText(sharp, words.date, { ...dateBox, largest });
  const left = room.height - [over, date].reduce((sum, ink) => sum + (ink ? ink.height + GAP : 0), 0);
  const box = { ...base, color: colors.title, weight, maxHeight: left };
  const title = await drawTitle(sharp, words.title, box);
  // Under a very long name, which had to become small, the day is smaller still.
  const under =
    title && date && title.size < largest * 1.3
      ? await drawText(sharp, words.date, { ...dateBox, largest: Math.max(20, title.size * 0.75) })
      : date;
  return [over, title, under].filter((ink) => ink !== null);
}

/** A couple's names beside each other where they are large enough there, else below each other. */
async function drawTitle(
  sharp: typeof Sharp,
  ways: TextLine[][],
  box: Omit<TextBox, "largest">,
): Promise<Ink | null> {
  const [beside, below] = ways;
  if (!below) return drawText(sharp, beside!, { ...box, largest: 80 });
  // Under a photo there is hardly room for three lines.
  if (box.maxHeight > 230) return drawText(sharp, below, { ...box, largest: 100 });
  const one = await drawText(sharp, beside!, { ...box, largest: 96, oneLine: true });
  const two = await drawText(sharp, below, { ...box, largest: 96 });
  return one && two && one.size * 1.15 < two.size ? two : one;
}

/** One below the other, in the middle of the room there is. */
function stack(
  inks: readonly Ink[],
  room: { top: number; bottom: number; middle: number },
): OverlayOptions[] {
  const height = inks.reduce((sum, ink) => sum + ink.height, 0) + GAP * Math.max(0, inks.length - 1);
  let y = room.top + Math.max(0, (room.bottom - room.top - height) / 2);
  return inks.map((ink) => {
    const top = Math.round(y);
    y += ink.height + GAP;
    return {
      input: ink.pixels,
      raw: { width: ink.width, height: ink.height, channels: 4 },
      left: Math.round(room.middle - ink.width / 2),
      top,
    };
  });
}

async function roundPhoto(
  sharp: typeof Sharp,
  bytes: Buffer,
  { x, y, radius }: NonNullable<Frame["photo"]>,
): Promise<OverlayOptions> {
  const size = radius * 2;
  const mask = await paint(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><circle cx="${radius}" cy="${radius}" r="${radius}"/></svg>`,
  );
  const { data, info } = await sharp(bytes, { failOn: "truncated", limitInputPixels: 20e6 })
    // Where people are, as far as that can be told without looking for faces.
    .resize({ width: size, height: size, fit: "cover", position: "attention" })
    .ensureAlpha()
    .composite([{ input: mask.pixels, raw: { width: size, height: size, channels: 4 }, blend: "dest-in" }])
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    input: data,
    raw: { width: info.width, height: info.height, channels: info.channels },
    left: Math.round(x - radius),
    top: Math.round(y - radius),
  };
}

/** Ornament alone: a drawing of ours, without a word in it. */
async function paint(svg: string): Promise<{ pixels: Buffer; width: number; height: number }> {
  const { renderAsync } = await import("@resvg/resvg-js");
  const drawn = await renderAsync(svg, { font: { loadSystemFonts: false } });
  return { pixels: drawn.pixels, width: drawn.width, height: drawn.height };
}

async function asJpeg(sharp: typeof Sharp, pixels: Buffer, width: number): Promise<Buffer> {
  const height = width === 400 ? 400 : 630;
  const from = width === 400 ? 630 : 1200;
  for (const quality of [86, 74, 58, 40]) {
    const jpeg = await sharp(pixels, { raw: { width: from, height: 630, channels: 3 } })
      .resize({ width, height })
      .jpeg({ quality, progressive: true, chromaSubsampling: "4:4:4" })
      .toBuffer();
    if (jpeg.length < MOST_BYTES) return jpeg;
  }
  throw new Error("a picture of more than 300 kB");
}
