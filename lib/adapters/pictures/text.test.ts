import { beforeAll, describe, expect, it } from "vitest";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { pictureDrawer } from "./draw";
import { drawable } from "./fonts";
import { loadSharp } from "./sharp";
import { clean, drawText, type Ink } from "./text";

let sharp: Awaited<ReturnType<typeof loadSharp>>;
beforeAll(async () => {
  sharp = await loadSharp();
});

const draw = async (text: string, language: GuestLanguage, size = 100) =>
  (await drawText(sharp, [{ text }], {
    language,
    color: "#000000",
    weight: 600,
    maxWidth: 3000,
    maxHeight: 900,
    largest: size,
    smallest: size,
    oneLine: true,
  }))!;

/** How much ink is in each column. */
const columns = ({ pixels, width, height }: Ink): number[] =>
  Array.from({ length: width }, (_, x) => {
    let sum = 0;
    for (let y = 0; y < height; y++) sum += pixels[(y * width + x) * 4 + 3]!;
    return sum;
  });

/** Width and height of the ink that is more than half black. */
function extent({ pixels, width, height }: Ink): [number, number] {
  const [xs, ys] = [[] as number[], [] as number[]];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (pixels[(y * width + x) * 4 + 3]! > 127) {
        xs.push(x);
        ys.push(y);
      }
  const span = (all: number[]) =>
    all.reduce((a, b) => Math.max(a, b)) - all.reduce((a, b) => Math.min(a, b)) + 1;
  return [span(xs), span(ys)];
}

describe("words in pictures", () => {
  // Width and height in Chromium 147, with the same font files at 100 px.
  it.each<[GuestLanguage, string, number, number]>([
    ["hi", "श्री", 102, 89],
    ["hi", "विद्यालय", 318, 91],
    ["hi", "क्ष", 74, 72],
    ["hi", "ज्ञ", 70, 71],
    ["mr", "महाराष्ट्र", 279, 84],
    ["gu", "જ્ઞાનેશ", 228, 94],
    ["ta", "ஸ்ரீநிவாஸ்", 573, 117],
    ["te", "శ్రీనివాస్", 311, 115],
    ["kn", "ಲಕ್ಷ್ಮಿ", 182, 123],
    ["ml", "ശ്രീനിവാസൻ", 679, 104],
    ["pa", "ਪ੍ਰੀਤ", 149, 116],
    ["bn", "জ্ঞানেন্দ্র", 315, 77],
    ["ur", "نستعلیق", 281, 218],
    ["en", "Anjali", 298, 100],
  ])("%s: %s is joined as a browser joins it", async (language, word, width, height) => {
    const [wide, high] = extent(await draw(word, language));
    expect(Math.abs(wide - width)).toBeLessThanOrEqual(3);
    expect(Math.abs(high - height)).toBeLessThanOrEqual(3);
    // A joiner that keeps the letters apart makes another picture: these are conjuncts, not letters in a row.
    const apart = word.replace(/([\u094d\u09cd\u0a4d\u0acd\u0bcd\u0c4d\u0ccd\u0d4d])(?=.)/gu, "$1\u200c");
    if (apart !== word) expect(extent(await draw(apart, language))[0]).toBeGreaterThan(width * 1.05);
  });

  it("go from right to left in Urdu, and a Latin name in them from left to right", async () => {
    const [john, both] = [columns(await draw("John", "ur")), columns(await draw("John عمر", "ur"))];
    const off = (part: number[]) =>
      part.reduce((sum, ink, x) => sum + Math.abs(ink - john[x]!), 0) / john.reduce((a, b) => a + b);
    expect(off(both.slice(-john.length))).toBeLessThan(0.1);
    expect(off(both.slice(0, john.length))).toBeGreaterThan(0.5);
  });

  it("are drawn with signs our fonts have, in all eleven languages, and without those they lack", () => {
    for (const language of Object.keys(GUEST_LANGUAGES) as GuestLanguage[]) {
      const month = new Intl.DateTimeFormat(GUEST_LANGUAGES[language].locale, { dateStyle: "full" });
      for (const text of [GUEST_LANGUAGES[language].name, month.format(0)])
        expect(drawable(text)).toBe(text.normalize("NFC").replace(/\s+/g, " ").trim());
    }
    expect(clean("Meera ❤️🎉 & अर्जुन\u0007 漢 <b>")).toBe("Meera & अर्जुन <b>");
    expect(clean("x".repeat(5000))).toHaveLength(141);
  });

  it("never leave the picture's middle, however long they are", async () => {
    const drawn = await pictureDrawer.draw({
      look: "motia",
      language: "hi",
      over: "ज्ञानेश्वर ".repeat(40),
      title: ["अ".repeat(90), `${"Venkatasubramanian ".repeat(8)}`],
      date: "14 दिसंबर 2026, ".repeat(12),
      photo: null,
    });
    const { data, info } = await sharp(drawn.wide).greyscale().raw().toBuffer({ resolveWithObject: true });
    // Beside the words there is paper alone, between the frame's lines and the column.
    for (const from of [60, 930])
      for (let y = 130; y < 560; y += 3)
        for (let x = from; x < from + 210; x += 3)
          expect(data[(y * info.width + x) * info.channels]!).toBeGreaterThan(225);
    expect(drawn.square.length).toBeLessThan(300_000);
  });
});
