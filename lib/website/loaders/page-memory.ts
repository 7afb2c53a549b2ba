import { brotliCompressSync, constants, gzipSync } from "node:zlib";

type Encoding = "br" | "gzip" | "identity";

interface Kept {
  language: string;
  /** As it is sent, by encoding; the packed ones are made when first asked for. */
  bodies: Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>;
}

const BUDGET_BYTES = 32 * 1024 * 1024;

/** Of this process: middleware and the route that draws are bundled apart. */
const holder = globalThis as typeof globalThis & {
  parinayaPages?: { pages: Map<string, Kept>; bytes: number };
};

const memory = () => {
  holder.parinayaPages ??= { pages: new Map(), bytes: 0 };
  return holder.parinayaPages;
};

const sizeOf = ({ bodies }: Kept): number =>
  Object.values(bodies).reduce((sum, body) => sum + body.byteLength, 0);

function hold(kept: Kept, encoding: Encoding, body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  kept.bodies[encoding] = body;
  memory().bytes += body.byteLength;
  return body;
}

function forget(key: string): void {
  const { pages } = memory();
  const kept = pages.get(key);
  if (!kept || !pages.delete(key)) return;
  memory().bytes -= sizeOf(kept);
}

/**
 * Keeps a page that this process has just drawn. What a key stands for never changes, so nothing in here can be out of
 * date; the pages that were not asked for longest make room.
 */
export function rememberPage(key: string, html: string, language: string): void {
  forget(key);
  const kept: Kept = { language, bodies: {} };
  memory().pages.set(key, kept);
  hold(kept, "identity", new Uint8Array(Buffer.from(html)));
  makeRoom(key);
}

function makeRoom(spare: string): void {
  for (const key of memory().pages.keys()) {
    if (memory().bytes <= BUDGET_BYTES) return;
    if (key !== spare) forget(key);
  }
}

/** The best of what a browser says it can unpack. */
function encodingFor(accepts: string | null): Encoding {
  const named = (accepts ?? "").split(",").map((part) => part.trim().toLowerCase());
  const takes = (name: string) =>
    named.some((one) => one === name || (one.startsWith(`${name};`) && !/q=0(\.0*)?$/.test(one)));
  return takes("br") ? "br" : takes("gzip") ? "gzip" : "identity";
}

const PACK: Record<Exclude<Encoding, "identity">, (body: Uint8Array) => Buffer> = {
  br: (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } }),
  gzip: (body) => gzipSync(body),
};

/** A page as it goes out; null where this process does not have it: then Next's cache, or its drawing, answers. */
export function recallPage(
  key: string,
  accepts: string | null,
): { body: Uint8Array<ArrayBuffer>; encoding: Encoding; language: string } | null {
  const { pages } = memory();
  const kept = pages.get(key);
  if (!kept) return null;
  pages.delete(key);
  pages.set(key, kept);
  const encoding = encodingFor(accepts);
  const had = kept.bodies[encoding];
  if (had || encoding === "identity") return { body: had!, encoding, language: kept.language };
  const body = hold(kept, encoding, new Uint8Array(PACK[encoding](kept.bodies.identity!)));
  makeRoom(key);
  return { body, encoding, language: kept.language };
}
