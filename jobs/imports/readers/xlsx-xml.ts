import { Parser } from "saxen";
import { damaged, tooLarge } from "./xlsx-package";

/** Far beyond any cell; a token that never ends would be scanned again and again. */
const MAX_TOKEN = 2 * 1024 * 1024;

export type XmlHandlers = {
  /** Names and attributes come without their namespace prefix. */
  open: (name: string, attributes: () => Record<string, string>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
};

/** Feeds XML to the handlers, yielding after every piece. Throws ListRefusal when it is none. */
export async function* feedXml(
  pieces: AsyncIterable<string>,
  handlers: XmlHandlers,
): AsyncGenerator<void, void, void> {
  const parser = new Parser();
  let pending = 0;
  const say = (text: string) => {
    pending = 0;
    handlers.text?.(text);
  };
  parser.on("error", (error) => {
    throw damaged(error);
  });
  parser.on("openTag", (name, attributes) => {
    pending = 0;
    handlers.open(bare(name), () => unprefixed(attributes()));
  });
  parser.on("closeTag", (name) => handlers.close?.(bare(name)));
  parser.on("text", (text) => say(decodeEntities(text)));
  parser.on("cdata", say);
  for await (const piece of pieces) {
    pending += piece.length;
    parser.write(piece);
    if (pending > MAX_TOKEN) throw tooLarge();
    yield;
  }
  parser.end();
  yield;
}

/** Feeds a part whose handlers keep what they need. */
export async function readXml(pieces: AsyncIterable<string>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of feedXml(pieces, handlers));
}

const bare = (name: string): string => {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
};

function unprefixed(attributes: Record<string, string>): Record<string, string> {
  for (const name in attributes) {
    const value = decodeEntities(attributes[name]!);
    attributes[name] = value;
    if (name.includes(":") && !name.startsWith("xmlns")) attributes[bare(name)] = value;
  }
  return attributes;
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** saxen's own decoder cuts code points beyond U+FFFF, which is every emoji; none but XML's five names exist here. */
function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  });
}
