import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { gzipSync } from "node:zlib";

const KINDS: Record<string, string> = {
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

export interface Served {
  /** Ends in a slash; a document is at its name. */
  base: string;
  /** The paths that were asked for, in order. */
  asked: string[];
  stop(): Promise<unknown>;
}

/** Documents by name, and what they fetch from `public`, with no stack behind; kept by no cache. */
export async function serve(documents: ReadonlyMap<string, string>): Promise<Served> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const path = new URL(request.url!, "http://x").pathname;
    asked.push(path);
    const html = documents.get(path.slice(1));
    const file = path.startsWith("/node_modules/") ? path.slice(1) : `public${path}`;
    const bytes = html ?? (await readFile(file).catch(() => ""));
    const kind = html ? "text/html; charset=utf-8" : (KINDS[extname(path)] ?? "text/plain");
    response.setHeader("content-type", kind);
    response.setHeader("cache-control", "no-store");
    // Packed as the product's server packs: text, and not what is packed already.
    if (kind === "font/woff2") return response.end(bytes);
    response.setHeader("content-encoding", "gzip");
    response.end(gzipSync(bytes));
  });
  await new Promise<void>((ready) => server.listen(0, ready));
  return {
    base: `http://localhost:${(server.address() as AddressInfo).port}/`,
    asked,
    stop: () => new Promise((done) => server.close(done)),
  };
}
