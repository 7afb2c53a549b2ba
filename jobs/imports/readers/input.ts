import { isAscii } from "node:buffer";
import type { Readable } from "node:stream";
import { sniffEncoding, type TextEncoding } from "@/lib/imports/rules/encoding";

const HEAD_BYTES = 64 * 1024;
const MAX_LINE = 64 * 1024;
const LABELS: Record<TextEncoding, string> = {
  "utf-8": "utf-8",
  "utf-8-bom": "utf-8",
  "utf-16le": "utf-16le",
  "utf-16be": "utf-16be",
  "windows-1252": "windows-1252",
};

/** A list on its way in: its first bytes to judge it by, all of it once, and how much has come so far. */
export type Input = {
  head: Buffer;
  firstText: string;
  bytesRead: () => number;
  bytes: () => AsyncGenerator<Buffer, void, void>;
  text: () => AsyncGenerator<string, void, void>;
  /** The same in UTF-8: bytes that are so already are not decoded to be encoded again. */
  utf8: () => AsyncGenerator<Buffer | string, void, void>;
};

export async function openInput(body: Readable): Promise<Input> {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const parts: Buffer[] = [];
  let read = 0;
  while (read < HEAD_BYTES) {
    const next = await chunks.next();
    if (next.done) break;
    parts.push(Buffer.from(next.value));
    read += next.value.length;
  }
  const head = Buffer.concat(parts);
  const encoding = LABELS[sniffEncoding(head)];
  async function* bytes() {
    if (head.length > 0) yield head;
    for (;;) {
      const next = await chunks.next();
      if (next.done) return;
      read += next.value.length;
      yield next.value;
    }
  }
  async function* text() {
    let decoder = new TextDecoder(encoding);
    let judged = !isAscii(head);
    for await (const chunk of bytes()) {
      // Nothing but ASCII at the beginning says nothing: the first other letter does, wherever it comes.
      if (!judged && !isAscii(chunk)) {
        decoder = new TextDecoder(LABELS[sniffEncoding(chunk)]);
        judged = true;
      }
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  }
  return {
    head,
    firstText: new TextDecoder(encoding).decode(head.subarray(0, HEAD_BYTES), { stream: true }),
    bytesRead: () => read,
    bytes,
    text,
    utf8: () => (encoding === "utf-8" && !isAscii(head) ? bytes() : text()),
  };
}

/** The lines of a text, a chunk's at a time; what is longer than any guest's line is cut, not held. */
export async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string[], void, void> {
  let rest = "";
  for await (const chunk of text) {
    const all = rest + chunk;
    // A line break may be cut in two by the end of a chunk.
    const whole = all.endsWith("\r") ? all.slice(0, -1) : all;
    const lines = whole.split(/\r\n|[\n\r]/);
    rest = (lines.pop() ?? "").slice(0, MAX_LINE) + (whole === all ? "" : "\r");
    if (lines.length > 0) yield lines;
  }
  const last = rest.replace(/\r$/, "");
  if (last !== "") yield [last];
}
