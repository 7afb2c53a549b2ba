/** What kind of file is this, judged from its first bytes (8 KB are plenty); pure and total. */

export type TextEncoding = "utf-8" | "utf-8-bom" | "utf-16le" | "utf-16be" | "windows-1252";
export type BinaryKind =
  | "xlsx"
  | "xls"
  | "locked"
  | "ods"
  | "numbers"
  | "document"
  | "web"
  | "pdf"
  | "image"
  | "zip"
  | "binary";
export type Delimiter = "," | ";" | "\t";

/** Where UTF-16 text in any script shows itself: its ASCII commas and line breaks put NULs in one byte lane only. */
function utf16Lane(head: Uint8Array): "utf-16le" | "utf-16be" | null {
  const length = head.length - (head.length % 2);
  if (length < 4) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  const enough = Math.max(2, length / 40);
  if (odd >= enough && even <= odd / 20) return "utf-16le";
  if (even >= enough && odd <= even / 20) return "utf-16be";
  return null;
}

/** The text encoding of a file from its first bytes; bytes that are no valid UTF are taken for Windows-1252. */
export function sniffEncoding(head: Uint8Array): TextEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8-bom";
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const lane = utf16Lane(head);
  if (lane) return lane;
  try {
    // `stream` forgives a character cut in half by the end of the head.
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** Names the binary format of a file that only pretends to be text, or null when it may be text. */
export function looksBinary(head: Uint8Array): BinaryKind | null {
  const latin = new TextDecoder("latin1").decode(head);
  const starts = (...magics: string[]) => magics.some((magic) => latin.startsWith(magic));
  if (isZip(head)) {
    if (latin.includes("application/vnd.oasis.opendocument")) return "ods";
    return latin.includes("xl/") ? "xlsx" : "zip";
  }
  // latin1 in TextDecoder is windows-1252, which moves 0x80-0x9f; compare those magics as bytes.
  // A workbook with a password is wrapped in the old format, its one stream named in UTF-16.
  if (hasBytes(head, [0xd0, 0xcf, 0x11, 0xe0]))
    return latin.replaceAll("\u0000", "").includes("EncryptedPackage") ? "locked" : "xls";
  if (starts("%PDF")) return "pdf";
  if (hasBytes(head, [0x89, 0x50, 0x4e, 0x47]) || hasBytes(head, [0xff, 0xd8, 0xff])) return "image";
  if (starts("GIF87a", "GIF89a", "BM\u0000") || /^RIFF.{4}WEBP/s.test(latin)) return "image";
  if (/^.{4}ftyp(?:heic|heix|mif1|avif)/s.test(latin)) return "image";
  if (hasBytes(head, [0x1f, 0x8b]) || starts("Rar!", "7z\u00bc\u00af")) return "zip";
  const hasBom = hasBytes(head, [0xff, 0xfe]) || hasBytes(head, [0xfe, 0xff]);
  if (hasBom || utf16Lane(head)) return null;
  let nuls = 0;
  for (const byte of head) if (byte === 0) nuls++;
  return nuls > Math.max(4, head.length / 50) ? "binary" : null;
}

/** A page or a document that is text inside but no list, or null. */
export function looksMarkup(firstText: string): "web" | "document" | null {
  const start = firstText
    .slice(0, 200)
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (/^\{\\rtf/.test(start)) return "document";
  return /^<(?:!doctype|html|head|meta|style|table|\?xml)\b/i.test(start) || /^<!--/.test(start)
    ? "web"
    : null;
}

/** Whether the file is a zip archive, which every modern workbook is. */
export function isZip(head: Uint8Array): boolean {
  return [
    [0x50, 0x4b, 3, 4],
    [0x50, 0x4b, 5, 6],
    [0x50, 0x4b, 7, 8],
  ].some((magic) => hasBytes(head, magic));
}

function hasBytes(head: Uint8Array, magic: number[]): boolean {
  return magic.every((byte, i) => head[i] === byte);
}

/** The delimiter named by an Excel `sep=;` first line, which is no row and must be skipped; null without one. */
export function sepLine(firstLines: string): Delimiter | null {
  const named = /^\uFEFF?"?sep=([,;\t])"?\r?(?:\n|$)/i.exec(firstLines)?.[1];
  return named === ";" || named === "\t" || named === "," ? named : null;
}

/** The delimiter that splits the first lines most evenly, quotes respected; a comma when nothing speaks. */
export function sniffDelimiter(firstLines: string): Delimiter {
  const named = sepLine(firstLines);
  if (named) return named;
  const counts = countOutsideQuotes(firstLines);
  let best: Delimiter = ",";
  let bestScore = 0;
  for (const delimiter of [",", ";", "\t"] as const) {
    const perLine = counts.map((line) => line[delimiter]);
    const inHeader = perLine[0] ?? 0;
    const agreeing = perLine.filter((count) => count === inHeader).length;
    const score = inHeader === 0 ? 0 : inHeader + (10 * agreeing) / perLine.length;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

function countOutsideQuotes(text: string): Record<Delimiter, number>[] {
  const lines: Record<Delimiter, number>[] = [{ ",": 0, ";": 0, "\t": 0 }];
  let quoted = false;
  for (const char of text.replace(/[\r\n]+$/, "")) {
    const line = lines[lines.length - 1]!;
    if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === "\n") lines.push({ ",": 0, ";": 0, "\t": 0 });
    else if (char === "," || char === ";" || char === "\t") line[char]++;
  }
  return lines;
}

const REFUSALS: Record<BinaryKind | "empty", string> = {
  xlsx: "This Excel workbook cannot be opened: it is damaged or incomplete. Open it in Excel or Google Sheets, save it again as an Excel workbook (.xlsx), and upload that file.",
  xls: "This is an old Excel workbook (.xls). Open it in Excel or Google Sheets, save it as an Excel workbook (.xlsx), and upload that file.",
  locked:
    "This Excel workbook is protected by a password. Open it in Excel, remove the password (File → Info → Protect Workbook), save it, and upload it again.",
  ods: "This is an OpenDocument spreadsheet (.ods). Open it, choose Save As → Excel workbook (.xlsx) or CSV, and upload that file.",
  numbers:
    "This is a sheet of Apple Numbers. Open it, choose Share (or File) → Export → Excel (on a Mac: Export To → Excel), and upload that file.",
  document:
    "This is a text document, not a list. Copy the guests’ lines and paste them under “Lines from a chat”, or put them into an Excel workbook (.xlsx).",
  web: "This is a web page, whatever its name ends in. Open it in Excel or Google Sheets, save it as an Excel workbook (.xlsx), and upload that file.",
  pdf: "This is a PDF. A PDF holds pictures of text, not a list; please upload the sheet or the contacts export it was made from, as an Excel workbook (.xlsx) or CSV.",
  image:
    "This is a picture. Please upload the guest list itself as an Excel workbook (.xlsx), CSV or contacts file (.vcf), not a photo or screenshot of it.",
  zip: "This is a compressed file (.zip). Unpack it first, then upload the list inside.",
  binary:
    "This file is not text, so it cannot be read as a list. Export it again as CSV UTF-8 from Google Contacts, Outlook, Excel or Google Sheets.",
  empty: "This file is empty. Export your contacts again and check that the file has rows in it.",
};

/** Tells the person, in one or two sentences, what was uploaded and what to do instead. */
export function fileRefusal(kind: BinaryKind | "empty"): string {
  return REFUSALS[kind];
}
