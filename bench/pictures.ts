import { Readable } from "node:stream";
import sharp from "sharp";
import { objectStore } from "@/lib/adapters/object-store";
import { pictureDrawer } from "@/lib/adapters/pictures/draw";
import { photoReader } from "@/lib/adapters/pictures/photos";
import { sha256Hex } from "@/lib/kernel/bytes";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { pictureKey } from "@/lib/website/rules/pictures";
import { siteWords } from "@/lib/website/rules/site-words";
import { LOOKS } from "@/lib/website/types";
import type { Stack } from "@/scripts/stack/stack";
import { type Figure, quantile, round, timed } from "./measure";

const FETCHES = 300;
const PHOTOS = 12;

/**
 * The picture of a page: drawn (cold, both shapes, every look and language) and fetched once it lies in the store (warm),
 * against a static file of about the same size from the same server. Then photos of 12 million points made safe, two at
 * a time, and what memory of this process they take.
 */
export async function pictures(stack: Stack): Promise<Figure> {
  const cold: number[] = [];
  let largest = 0;
  let wide: Buffer = Buffer.alloc(0);
  for (const look of LOOKS)
    for (const language of Object.keys(GUEST_LANGUAGES) as GuestLanguage[]) {
      const { invites, and } = siteWords(language);
      const { name } = GUEST_LANGUAGES[language];
      const ask = { look, language, over: invites, title: [name, name], joint: and, date: "14–16" };
      cold.push(
        await timed(async () => {
          const drawn = await pictureDrawer.draw({ ...ask, photo: null });
          largest = Math.max(largest, drawn.wide.length, drawn.square.length);
          if (look === "genda") wide = drawn.wide;
        }),
      );
    }
  const hash = sha256Hex("bench");
  await objectStore().put(pictureKey(hash, "wide"), Readable.from([wide]));
  const drawnUrl = `${stack.appUrl}/media/og/${hash}/genda-wide.jpg`;
  const plainUrl = `${stack.appUrl}/pictures/genda-wide.jpg`;
  const [warm, floor] = [[] as number[], [] as number[]];
  for (let i = 0; i < FETCHES; i++) {
    warm.push(await fetchOnce(drawnUrl));
    floor.push(await fetchOnce(plainUrl));
  }
  const p95 = { warm: quantile(warm.slice(20), 0.95), floor: quantile(floor.slice(20), 0.95) };
  return {
    value: round(p95.warm),
    floor: round(p95.floor),
    ratio_to_floor: round(p95.warm / p95.floor),
    goal: "a drawn picture in less than 50 ms at p95",
    unit: "ms at p95",
    n: FETCHES,
    warm_p50_ms: round(quantile(warm, 0.5)),
    cold_first_ms: round(cold[0]!, 0),
    cold_p50_ms: round(quantile(cold, 0.5), 0),
    cold_p95_ms: round(quantile(cold.slice(1), 0.95), 0),
    largest_kb: round(largest / 1024, 0),
    ...(await photos()),
  };
}

async function fetchOnce(url: string): Promise<number> {
  return timed(async () => {
    const answer = await fetch(url);
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  });
}

async function photos(): Promise<Record<string, number>> {
  const noise = { type: "gaussian", mean: 128, sigma: 50 } as const;
  const given = await sharp({ create: { width: 500, height: 375, channels: 3, background: "#888", noise } })
    .resize(4000, 3000)
    .jpeg()
    .toBuffer();
  const idle = process.memoryUsage.rss();
  let peak = idle;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 10);
  const took = await timed(() =>
    Promise.all(
      Array.from({ length: PHOTOS }, async () => {
        const read = await photoReader.read(given);
        if (!read.ok) throw new Error(read.message);
      }),
    ),
  );
  clearInterval(watch);
  return {
    photos_per_s: round(PHOTOS / (took / 1000), 1),
    photos_mb_above_idle: round((peak - idle) / 1e6, 0),
  };
}
