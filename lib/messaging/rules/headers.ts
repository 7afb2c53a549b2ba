type Format = "TEXT" | "IMAGE" | "VIDEO" | "DOCUMENT" | "LOCATION";
type RunHeader = { kind: "media"; mimeType: string } | { kind: "location" };

const FITTING: Record<"IMAGE" | "VIDEO" | "DOCUMENT", RegExp> = {
  IMAGE: /^image\/(jpeg|png)$/,
  VIDEO: /^video\/mp4$/,
  DOCUMENT: /^application\/pdf$/,
};

const WORDS: Record<Exclude<Format, "TEXT">, string> = {
  IMAGE: "a picture (JPEG or PNG)",
  VIDEO: "a film (MP4)",
  DOCUMENT: "a PDF",
  LOCATION: "a place",
};

/** What the template's head still needs before anything can be sent, in words; null where nothing is missing. */
export function headerMissing(template: { format: Format } | null, given: RunHeader | null): string | null {
  if (!template || template.format === "TEXT") return null;
  const { format } = template;
  const fits =
    format === "LOCATION"
      ? given?.kind === "location"
      : given?.kind === "media" && FITTING[format].test(given.mimeType);
  return fits ? null : `This message carries ${WORDS[format]} on top. Add it first.`;
}

const SIGNATURES: readonly [mime: string, offset: number, bytes: string][] = [
  ["image/jpeg", 0, "ffd8ff"],
  ["image/png", 0, "89504e470d0a1a0a"],
  ["application/pdf", 0, "255044462d"],
  ["video/mp4", 4, "66747970"],
];

/** What a file is by its first bytes; null for anything a message cannot carry. */
export const mediaTypeOf = (bytes: Uint8Array): string | null =>
  SIGNATURES.find(
    ([, offset, hex]) => Buffer.from(bytes.subarray(offset, offset + hex.length / 2)).toString("hex") === hex,
  )?.[0] ?? null;
