/** vCard 2.1, 3.0 and 4.0 as phones really write them: lines in, cards out; pure, total, a card at a time. */

export type VCardProperty = {
  /** Upper case, without the group: `TEL`. */
  name: string;
  /** What Apple puts before the dot: `item1` in `item1.TEL`. */
  group?: string;
  /** Upper case, bare 2.1 types and `TYPE=` alike: `CELL`, `PREF`. */
  types: string[];
  /** WhatsApp's own number of a contact somebody shared there: digits with the country code. */
  waid?: string;
  /** Unfolded and decoded, escapes still in place. */
  value: string;
};
export type VCard = { properties: VCardProperty[]; complete: boolean };

const MAX_VALUE = 16 * 1024;
const MAX_HEAD = 1000;
const MAX_PROPERTIES = 500;
/** Never needed and often megabytes long: their lines are let go as they come. */
const SKIPPED = new Set(["PHOTO", "LOGO", "SOUND", "KEY", "BDAY", "ANNIVERSARY", "AGENT", "REV", "PRODID"]);
const HEAD = /^(?:([A-Za-z0-9-]+)\.)?([A-Za-z0-9-]+)((?:;(?:[^:;"]|"[^"]*")*)*):/;

type Open = {
  name: string;
  group?: string;
  params: string[];
  value: string;
  quotedPrintable: boolean;
  skipped: boolean;
};

/**
 * Puts cards together from lines without their line breaks. `push` returns the cards a line completes, `end` the
 * rest; a card that another one or the end of the file interrupts comes with `complete: false`.
 */
export function vcardReader(): { push: (line: string) => VCard[]; end: () => VCard[] } {
  let card: VCard | undefined;
  let open: Open | undefined;

  const close = () => {
    if (card && open && !open.skipped && card.properties.length < MAX_PROPERTIES)
      card.properties.push(finished(open));
    open = undefined;
  };
  const finish = (complete: boolean): VCard[] => {
    close();
    const done = card;
    card = undefined;
    return done ? [{ ...done, complete }] : [];
  };

  const push = (line: string): VCard[] => {
    if (open && continues(open, line)) {
      extend(open, line);
      return [];
    }
    close();
    const start = line.trimStart();
    if (/^BEGIN:VCARD\s*$/i.test(start)) {
      const cut = finish(false);
      card = { properties: [], complete: false };
      return cut;
    }
    if (/^END:VCARD\s*$/i.test(start)) return finish(true);
    if (card) open = begun(start);
    return [];
  };
  return { push, end: () => finish(false) };
}

/** The cards in lines that are all there already. */
export function* parseVCards(lines: Iterable<string>): Generator<VCard, void, void> {
  const reader = vcardReader();
  for (const line of lines) yield* reader.push(line);
  yield* reader.end();
}

function begun(line: string): Open | undefined {
  const found = HEAD.exec(line.slice(0, MAX_HEAD));
  if (!found) return undefined;
  const [head, group, name = "", params = ""] = found;
  const list = params === "" ? [] : params.slice(1).split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  const upper = name.toUpperCase();
  return {
    name: upper,
    ...(group ? { group: group.toLowerCase() } : {}),
    params: list,
    value: line.slice(head.length, head.length + MAX_VALUE),
    quotedPrintable: list.some((param) => /^(?:ENCODING=)?(?:QUOTED-PRINTABLE|Q)$/i.test(param.trim())),
    skipped: SKIPPED.has(upper) || list.some((param) => /^(?:ENCODING=)?(?:BASE64|B)$/i.test(param.trim())),
  };
}

/** A folded line starts with a space; in quoted-printable a line goes on when it ends in `=`, whatever follows. */
function continues(open: Open, line: string): boolean {
  if (/^[ \t]/.test(line)) return true;
  return open.quotedPrintable && open.value.endsWith("=") && !/^\s*(?:BEGIN|END):VCARD\s*$/i.test(line);
}

function extend(open: Open, line: string): void {
  if (open.skipped || open.value.length > MAX_VALUE) return;
  if (open.quotedPrintable && open.value.endsWith("=")) open.value = open.value.slice(0, -1) + line;
  else open.value += line.slice(1);
}

function finished({ name, group, params, value, quotedPrintable }: Open): VCardProperty {
  const types = params.flatMap((param) => {
    const [, key, text = ""] = /^\s*(?:([A-Za-z-]+)\s*=)?\s*"?([^"]*?)"?\s*$/.exec(param) ?? [];
    if (key === undefined || /^type$/i.test(key)) return text.toUpperCase().split(",");
    return /^(?:pref|waid)$/i.test(key) ? [key.toUpperCase()] : [];
  });
  const charset = params.map((param) => /^\s*CHARSET=(.+)$/i.exec(param)?.[1]).find(Boolean);
  const text = quotedPrintable ? decodeQuotedPrintable(value, charset) : value;
  const waid = params.map((param) => /^\s*waid="?\+?(\d{7,15})"?\s*$/i.exec(param)?.[1]).find(Boolean);
  return {
    name,
    ...(group ? { group } : {}),
    types,
    ...(waid ? { waid } : {}),
    value: text.slice(0, MAX_VALUE),
  };
}

/** Undoes `=E0=A4=…`; a broken escape stays as it is, an unknown charset is read as UTF-8. */
export function decodeQuotedPrintable(text: string, charset = "utf-8"): string {
  const plain = new TextEncoder().encode(text.replace(/=$/, ""));
  const bytes = new Uint8Array(plain.length);
  let length = 0;
  for (let i = 0; i < plain.length; i++) {
    const code =
      plain[i] === 0x3d ? Number.parseInt(String.fromCharCode(plain[i + 1] ?? 0, plain[i + 2] ?? 0), 16) : -1;
    const escaped = plain[i] === 0x3d && isHex(plain[i + 1]) && isHex(plain[i + 2]);
    bytes[length++] = escaped ? code : plain[i]!;
    if (escaped) i += 2;
  }
  return decoderFor(charset).decode(bytes.subarray(0, length));
}

const isHex = (code: number | undefined): boolean =>
  code !== undefined && /[0-9a-f]/i.test(String.fromCharCode(code));

function decoderFor(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset.trim().toLowerCase());
  } catch {
    return new TextDecoder();
  }
}

/** Cuts a structured value at its unescaped separators and undoes the escapes of each part. */
export function splitValue(value: string, separator: ";" | ","): string[] {
  const parts: string[] = [];
  let part = "";
  for (let i = 0; i < value.length; i++) {
    const char = value[i]!;
    if (char === "\\" && i + 1 < value.length) part += char + value[++i];
    else if (char === separator) {
      parts.push(part);
      part = "";
    } else part += char;
  }
  parts.push(part);
  return parts.map(unescapeText);
}

/** `\n`, `\,`, `\;` and `\\` as what they stand for. */
export function unescapeText(value: string): string {
  return value.replace(/\\([nN,;:\\])/g, (_, char: string) => (char === "n" || char === "N" ? "\n" : char));
}
