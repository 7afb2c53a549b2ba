import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { stopChild } from "@/scripts/stack/children";
import type { Stack } from "@/scripts/stack/stack";
import { type Load, load } from "./load";
import { type Figure, median, round } from "./measure";
import { startNginx } from "./nginx";
import { plantSite, SLUG } from "./site-plant";

const WIDTH = 32;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 100_000);
const CACHE = path.join(".next", "server", "route-cache");
/** Behind the same middleware and look-up: an address under the site's own. And one that middleware leaves alone. */
const BEHIND = path.join("public", "w", SLUG);
const OUTSIDE = path.join("public", "fonts", "bench-floor.html");

/**
 * The public page out of the cache against a static file of the same bytes behind the same middleware and look-up, in
 * turn. Beside it the same file outside the middleware, and nginx; memory over many distinct requests; what guessing
 * leaves on the disk.
 */
export async function site(stack: Stack): Promise<Figure> {
  const { tokens } = await plantSite(stack.adminUrl);
  const origin = stack.appUrl.replace("localhost", "127.0.0.1");
  const page = `${origin}/w/${SLUG}`;
  const html = Buffer.from(await (await fetch(page)).arrayBuffer());
  try {
    await mkdir(BEHIND, { recursive: true });
    await writeFile(path.join(BEHIND, "page.html"), html);
    await writeFile(OUTSIDE, html);
    // A server knows the files that were there when it started.
    await stopChild(stack.web());
    await stack.startWeb();
    const compared = await compare(
      { page, behind: `${page}/page.html`, outside: `${origin}/fonts/bench-floor.html` },
      html,
    );
    const household = Buffer.from(await (await fetch(`${origin}/g/${tokens[0]}`)).arrayBuffer());
    return {
      ...compared,
      ...(await distinct(origin, tokens, stack.web().process.pid!)),
      household_page: await weigh(origin, household),
    };
  } finally {
    await rm(BEHIND, { recursive: true, force: true });
    await rm(OUTSIDE, { force: true });
  }
}

interface Ways {
  page: string;
  behind: string;
  outside: string;
}

async function compare({ page, behind, outside }: Ways, html: Buffer): Promise<Figure> {
  const nginx = await startNginx(html);
  const ways: Record<string, string> = { page, behind, outside, ...(nginx ? { nginx: nginx.url } : {}) };
  const runs: Record<string, Load[]> = {};
  const once = (url: string, ms: number) => load(() => url, { ms, width: WIDTH });
  for (const url of Object.values(ways)) await once(url, 1_500);
  for (let turn = 0; turn < ROUNDS; turn++)
    for (const [name, url] of Object.entries(ways)) {
      runs[name] ??= [];
      runs[name].push(await once(url, SECONDS * 1000));
    }
  await nginx?.stop();
  const middle = (name: string) => median(runs[name]!.map(({ perSecond }) => perSecond));
  // Each round is compared with the floor measured right beside it.
  const ratios = runs.page!.map(({ perSecond }, index) => perSecond / runs.behind![index]!.perSecond);
  return {
    value: middle("page"),
    floor: middle("behind"),
    ratio_to_floor: round(median(ratios)),
    goal: "at least 0.9 of a static page behind the same middleware and look-up",
    unit: "requests/s",
    n: ROUNDS,
    ratio_to_static: round(median(ratios)),
    ratios: ratios.map((one) => round(one)),
    p95_first_byte_ms: median(runs.page!.map(({ p95FirstByteMs }) => p95FirstByteMs)),
    p95_first_byte_static_ms: median(runs.behind!.map(({ p95FirstByteMs }) => p95FirstByteMs)),
    static_outside_middleware: middle("outside"),
    nginx: nginx ? middle("nginx") : "not installed here",
    ratio_to_nginx: nginx ? round(middle("page") / middle("nginx"), 3) : null,
    page_bytes: html.length,
    at_a_time: WIDTH,
  };
}

/** Memory of a process in MB, as the system counts it; null where it does not tell. */
async function memoryOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kb = /VmRSS:\s+(\d+) kB/.exec(status)?.[1];
  return kb ? Number(kb) / 1024 : null;
}

const entries = async (): Promise<number> =>
  (await readdir(CACHE, { recursive: true, withFileTypes: true }).catch(() => [])).filter((one) =>
    one.isFile(),
  ).length;

/** Addresses of which no two are alike: households, queries, and guesses that open nothing. */
async function distinct(origin: string, tokens: readonly string[], pid: number) {
  const known = (index: number): string =>
    index % 2 === 0
      ? `${origin}/g/${tokens[index % tokens.length]}?x=${index}`
      : `${origin}/w/${SLUG}?x=${index}`;
  const guessed = (index: number): string =>
    index % 2 === 0 ? `${origin}/g/${randomBytes(16).toString("base64url")}` : `${origin}/w/guess-${index}x`;
  // The heap grows to its working size first.
  await many(known, REQUESTS / 10, 200);
  await many(guessed, REQUESTS / 10, 404);
  const before = { mb: await memoryOf(pid), entries: await entries() };
  const peaks: number[] = [];
  for (let part = 0; part < 8; part++) {
    await many(part % 2 === 0 ? known : guessed, REQUESTS / 10, part % 2 === 0 ? 200 : 404, part * REQUESTS);
    peaks.push((await memoryOf(pid)) ?? 0);
  }
  const after = await entries();
  return {
    distinct_requests: REQUESTS,
    memory_mb: { before: before.mb && round(before.mb, 0), during: peaks.map((mb) => round(mb, 0)) },
    memory_growth: before.mb ? round(median(peaks.slice(-4)) / median(peaks.slice(0, 4)) - 1, 3) : null,
    entries_by_guessing: after - before.entries,
  };
}

async function many(address: (index: number) => string, n: number, status: number, from = 0): Promise<void> {
  let left = n;
  await load(
    (index) => {
      left--;
      return address(from + index);
    },
    { ms: Number.POSITIVE_INFINITY, width: WIDTH, status, more: () => left > 0 },
  );
}

/** What a phone fetches for the household's page: the document, and what it names; photos aside. */
async function weigh(origin: string, html: Buffer) {
  const text = html.toString("utf8");
  const scripts = [...text.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, src]) => src!);
  const fonts = [...new Set([...text.matchAll(/url\(["']?([^"')]+\.woff2)/g)].map(([, src]) => src!))];
  const sizeOf = async (from: readonly string[], squeeze: boolean) => {
    let sum = 0;
    for (const src of from) {
      const bytes = Buffer.from(await (await fetch(new URL(src, origin))).arrayBuffer());
      sum += squeeze ? gzipSync(bytes).length : bytes.length;
    }
    return sum;
  };
  const [script, font] = [await sizeOf(scripts, true), await sizeOf(fonts, false)];
  return {
    html_kb: round(gzipSync(html).length / 1024, 1),
    html_brotli_kb: round(brotliCompressSync(html).length / 1024, 1),
    script_kb: round(script / 1024, 1),
    /** All that are named; a browser fetches those whose letters are on the page. */
    fonts_named_kb: round(font / 1024, 1),
  };
}
