import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { LETTERS, type Script } from "@/lib/kernel/written-in";

/** What each script's files draw; the files themselves are cut by scripts/fonts.ts. */
const RANGES: Record<Script, string> = {
  latin: "U+0-FF,U+152-153,U+2013-201E,U+2022,U+2026,U+20AC",
  devanagari: "U+900-97F,U+200C-200D,U+25CC",
  gujarati: "U+A80-AFF,U+964-965,U+200C-200D,U+25CC",
  tamil: "U+B80-BFF,U+200C-200D,U+25CC",
  telugu: "U+C00-C7F,U+200C-200D,U+25CC",
  kannada: "U+C80-CFF,U+200C-200D,U+25CC",
  malayalam: "U+D00-D7F,U+200C-200D,U+25CC",
  gurmukhi: "U+A00-A7F,U+964-965,U+200C-200D,U+25CC",
  bengali: "U+980-9FF,U+964-965,U+200C-200D,U+25CC",
  arabic: "U+600-6FF,U+200C-200F,U+FDF2,U+FDFA",
};

const face = (family: "Text" | "Display", file: string, weight: string, range: string): string =>
  `@font-face{font-family:"Guest ${family}";src:url(/fonts/${file}.woff2) format("woff2");font-weight:${weight};font-display:swap;unicode-range:${range}}`;

function facesOf(script: Script): string {
  const range = RANGES[script];
  if (script === "latin" || script === "arabic")
    return (
      face("Text", `${script}-sans`, "400 700", range) + face("Display", `${script}-serif`, "300 700", range)
    );
  // One weight of each is all that is loaded: what is bold in a text is set in the heading's letters.
  return (
    face("Text", `${script}-sans`, "400 500", range) +
    face("Text", `${script}-serif`, "600 700", range) +
    face("Display", `${script}-serif`, "300 700", range)
  );
}

/** Every script that is written in `text`, the one of the page's language first. Latin letters only where the page is in them. */
export function scriptsOf(language: GuestLanguage, text: string): Script[] {
  const own = GUEST_LANGUAGES[language].script;
  return [
    own,
    ...LETTERS.flatMap(([script, letters]) => (script !== own && letters.test(text) ? [script] : [])),
  ];
}

/** The faces a page needs, and no other: a page in Hindi asks for Devanagari alone. */
export const fontFaces = (language: GuestLanguage, text: string): string =>
  scriptsOf(language, text).map(facesOf).join("");
