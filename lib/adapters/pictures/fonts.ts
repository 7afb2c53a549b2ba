import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const FAMILIES = [
  "noto-serif",
  "noto-sans",
  "noto-sans-devanagari",
  "noto-sans-gujarati",
  "noto-sans-tamil",
  "noto-sans-telugu",
  "noto-sans-kannada",
  "noto-sans-malayalam",
  "noto-sans-gurmukhi",
  "noto-sans-bengali",
  "noto-nastaliq-urdu",
];
const WEIGHTS = ["400Regular", "600SemiBold"];

const folders = (): string[] =>
  FAMILIES.flatMap((family) =>
    WEIGHTS.map((weight) =>
      // next.config.ts names the files; the bundler would take every weight there is along.
      path.join(/* turbopackIgnore: true */ process.cwd(), "node_modules/@expo-google-fonts", family, weight),
    ),
  );

/**
 * Tells fontconfig that there are our own fonts and no others, so that a picture is the same on every machine. Its file
 * and its own notes lie in a folder of this process alone, which goes with it.
 */
export function useOwnFonts(): void {
  const home = mkdtempSync(path.join(tmpdir(), "parinaya-fonts-"));
  process.once("exit", () => rmSync(home, { recursive: true, force: true }));
  const file = path.join(home, "fonts.conf");
  const dirs = folders().map((folder) => `<dir>${folder.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</dir>`);
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>${dirs.join("")}<cachedir>${home}</cachedir></fontconfig>`,
  );
  // biome-ignore lint/style/noProcessEnv: fontconfig has no other way to be told.
  process.env.FONTCONFIG_FILE = file;
}

let covered: Set<number> | undefined;

/** Without what no font of ours has a sign for (an emoji): an empty box is never drawn. */
export function drawable(text: string): string {
  covered ??= new Set(folders().filter(isRegular).flatMap(signsOf));
  const kept = [...text.normalize("NFC")].filter((sign) => covered!.has(sign.codePointAt(0)!));
  return kept.join("").replace(/\s+/g, " ").trim();
}

const isRegular = (folder: string): boolean => folder.endsWith(WEIGHTS[0]!);

/** The code points a TrueType font names signs for: its `cmap` table, of format 4 or 12. */
function signsOf(folder: string): number[] {
  const name = readdirSync(folder).find((file) => file.endsWith(".ttf"))!;
  const font = readFileSync(path.join(folder, name));
  const cmap = tableOf(font, "cmap");
  const signs: number[] = [];
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const at = cmap + font.readUInt32BE(cmap + 4 + i * 8 + 4);
    const format = font.readUInt16BE(at);
    if (format === 4) readSegments(font, at, signs);
    if (format === 12) readGroups(font, at, signs);
  }
  return signs;
}

function tableOf(font: Buffer, tag: string): number {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const entry = 12 + i * 16;
    if (font.toString("latin1", entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
  }
  throw new Error(`a font without ${tag}`);
}

function readSegments(font: Buffer, at: number, signs: number[]): void {
  const count = font.readUInt16BE(at + 6) / 2;
  for (let i = 0; i < count; i++) {
    const last = font.readUInt16BE(at + 14 + i * 2);
    const first = font.readUInt16BE(at + 16 + count * 2 + i * 2);
    for (let sign = first; sign <= last && sign < 0xffff; sign++) signs.push(sign);
  }
}

function readGroups(font: Buffer, at: number, signs: number[]): void {
  for (let i = 0; i < font.readUInt32BE(at + 12); i++) {
    const group = at + 16 + i * 12;
    for (let sign = font.readUInt32BE(group); sign <= font.readUInt32BE(group + 4); sign++) signs.push(sign);
  }
}
