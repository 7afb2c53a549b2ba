import type { IncomingMessage, ServerResponse } from "node:http";

import type { Fields } from "./types";

/** A parsed request. */
export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

/** What to answer; `drop` breaks the connection instead. */
export interface Reply {
  status: number;
  type?: string;
  body?: string;
  headers?: Record<string, string>;
  drop?: "reset" | "hang";
  delayMs?: number;
}

const HANG_MS = 30_000;

export class TooLarge extends Error {}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return { status, body: JSON.stringify(body), type: "application/json; charset=utf-8", headers };
}

export function html(body: string, status = 200): Reply {
  return {
    status,
    body,
    type: "text/html; charset=utf-8",
    headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" },
  };
}

export function seeOther(location: string): Reply {
  return { status: 303, headers: { location } };
}

/** The whole body, or `TooLarge`. */
export function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on("data", (chunk: Buffer) => {
      size += chunk.length;
      // The rest is still read so that the caller gets an answer and not a broken pipe.
      if (size <= limit) chunks.push(chunk);
    });
    req.on("end", () => (size > limit ? reject(new TooLarge()) : resolve(Buffer.concat(chunks))));
    req.on("error", reject);
  });
}

/** The body as a JSON object, or null. */
export function jsonObject(body: Buffer): Fields | null {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function write(res: ServerResponse, reply: Reply): void {
  if (res.destroyed) return;
  const headers: Record<string, string> = { ...reply.headers };
  if (reply.type) headers["content-type"] = reply.type;
  headers["content-length"] = String(Buffer.byteLength(reply.body ?? ""));
  res.writeHead(reply.status, headers);
  res.end(reply.body ?? "");
}

/** Sends the reply, late or never if it says so. */
export function send(res: ServerResponse, reply: Reply): void {
  if (reply.drop === "reset") {
    res.socket?.resetAndDestroy();
  } else if (reply.drop === "hang") {
    setTimeout(() => res.socket?.destroy(), HANG_MS).unref();
  } else if (reply.delayMs) {
    setTimeout(() => write(res, reply), reply.delayMs);
  } else {
    write(res, reply);
  }
}
