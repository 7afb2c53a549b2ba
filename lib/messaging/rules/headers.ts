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
