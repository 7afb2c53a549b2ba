import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { stopChild } from "@/scripts/stack/children";
import type { Stack } from "@/scripts/stack/stack";
import { lighthouse } from "./lighthouse";
import { type Load, load } from "./load";
import { type Figure, median, round } from "./measure";
import { startNginx } from "./nginx";
import { plantSite, SLUG } from "./site-plant";
import { weighLanguages } from "./weigh";

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
  const { tokens, publishAgain } = await plantSite(stack.adminUrl);
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
    // What a new process has on its disk and not yet in its memory; then a page that it has drawn itself.
    const fromDisk = await load(() => page, { ms: SECONDS * 1000, width: WIDTH });
    await publishAgain();
    await fetch(page);
    const compared = await compare(
      { page, behind: `${page}/page.html`, outside: `${origin}/fonts/bench-floor.html` },
      html,
      stack.web().process.pid!,
    );
    return {
      ...compared,
      from_next_cache_alone: fromDisk.perSecond,
      ...(await distinct(origin, tokens, stack.web().process.pid!)),
      household_page: await weighLanguages(`${origin}/g/${tokens[0]}`),
      lighthouse:
        (await lighthouse({ public: page, household: `${origin}/g/${tokens[0]}` })) ?? "not installed here",
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

/** Seconds of processor that a process has had; null where the system does not tell. It counts ticks of 10 ms. */
async function processorOf(pid: number): Promise<number | null> {
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "")).split(") ")[1]?.split(" ");
  return fields ? (Number(fields[11]) + Number(fields[12])) / 100 : null;
}

type Run = Load & { cpuMs: number };

/** As a phone asks, and as a program that cannot unpack: then both send every byte. */
const ASKING = { browser: { "accept-encoding": "gzip, deflate, br" }, plain: {} };

async function compare(ways: Ways, html: Buffer, pid: number): Promise<Figure> {
  const nginx = await startNginx(html);
  const all: Record<string, string> = { ...ways, ...(nginx ? { nginx: nginx.url } : {}) };
  const runs = new Map<string, Run[]>();
  const once = async (url: string, asking: keyof typeof ASKING): Promise<Run> => {
    const before = await processorOf(pid);
    const done = await load(() => url, { ms: SECONDS * 1000, width: WIDTH, headers: ASKING[asking] });
    const spent = ((await processorOf(pid)) ?? 0) - (before ?? 0);
    return { ...done, cpuMs: (spent * 1000) / (done.perSecond * done.seconds) };
  };
  for (const url of Object.values(all)) await once(url, "plain");
  for (let turn = 0; turn < ROUNDS; turn++)
    for (const asking of ["browser", "plain"] as const)
      for (const [name, url] of Object.entries(all)) {
        const key = `${asking} ${name}`;
        runs.set(key, [...(runs.get(key) ?? []), await once(url, asking)]);
      }
  await nginx?.stop();
  const [browser, plain] = [figuresOf(runs, "browser"), figuresOf(runs, "plain")];
  return {
    value: browser.page,
    floor: browser.static,
    ratio_to_floor: browser.ratio_to_static,
    goal: "at least 0.9 of a static page behind the same middleware and look-up",
    unit: "requests/s",
    n: ROUNDS,
    ratio_to_static: browser.ratio_to_static,
    ratio_to_nginx: browser.ratio_to_nginx,
    as_a_browser_asks: browser,
    without_packing: plain,
    nginx: nginx ? "installed" : "not installed here",
    page_bytes: html.length,
    at_a_time: WIDTH,
  };
}

function figuresOf(runs: ReadonlyMap<string, Run[]>, asking: keyof typeof ASKING) {
  const middle = (name: keyof Ways | "nginx", what: keyof Run) =>
    median((runs.get(`${asking} ${name}`) ?? []).map((run) => run[what]));
  const [page, still] = [runs.get(`${asking} page`)!, runs.get(`${asking} behind`)!];
  // Each round is compared with the floor measured right beside it.
  const ratios = page.map(({ perSecond }, index) => round(perSecond / still[index]!.perSecond));
  const nginx = middle("nginx", "perSecond");
  return {
    page: middle("page", "perSecond"),
    static: middle("behind", "perSecond"),
    static_outside_middleware: middle("outside", "perSecond"),
    nginx: nginx || null,
    ratio_to_static: median(ratios),
    ratio_to_nginx: nginx ? round(middle("page", "perSecond") / nginx, 3) : null,
    ratios,
    p95_first_byte_ms: { page: middle("page", "p95FirstByteMs"), static: middle("behind", "p95FirstByteMs") },
    bytes_sent: { page: middle("page", "bytes"), static: middle("behind", "bytes") },
    /** Of the server's own processor time, which a busy machine does not blur. */
    cpu_ms: { page: round(middle("page", "cpuMs"), 3), static: round(middle("behind", "cpuMs"), 3) },
    ratio_by_cpu: round(middle("behind", "cpuMs") / middle("page", "cpuMs")),
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
