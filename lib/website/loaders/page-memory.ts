interface Kept {
  language: string;
  body: Uint8Array<ArrayBuffer>;
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

function forget(key: string): void {
  const { pages } = memory();
  const kept = pages.get(key);
  if (!kept || !pages.delete(key)) return;
  memory().bytes -= kept.body.byteLength;
}

/**
 * Keeps a page that this process has just drawn. What a key stands for never changes, so nothing in here can be out of
 * date; the pages that were not asked for longest make room.
 */
export function rememberPage(key: string, html: string, language: string): void {
  forget(key);
  const body = new Uint8Array(Buffer.from(html));
  memory().pages.set(key, { language, body });
  memory().bytes += body.byteLength;
  for (const oldest of memory().pages.keys()) {
    if (memory().bytes <= BUDGET_BYTES) return;
    forget(oldest);
  }
}

/** A page as it goes out; null where this process does not have it: then Next's cache, or its drawing, answers. */
export function recallPage(key: string): Kept | null {
  const { pages } = memory();
  const kept = pages.get(key);
  if (!kept) return null;
  pages.delete(key);
  pages.set(key, kept);
  return kept;
}
