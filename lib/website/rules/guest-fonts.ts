import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { LETTERS, type Script } from "@/lib/kernel/written-in";

/** What each script's files draw; the files themselves are cut by scripts/fonts.ts. */
const RANGES: Record<Script, string> = {
  latin: "U+0-FF,U+152-153,U+2013-201E,U+2022,U+2026,U+20AC",
  devanagari:
    "U+900-903,U+905-90D,U+90F-911,U+913-939,U+93C-945,U+947-949,U+94B-94D,U+950,U+958-970,U+972,U+200C-200D,U+25CC",
  gujarati: "U+A80-AFF,U+964-965,U+200C-200D,U+25CC",
  tamil: "U+B80-BFF,U+200C-200D,U+25CC",
  telugu: "U+C00-C7F,U+200C-200D,U+25CC",
  kannada: "U+C80-CFF,U+200C-200D,U+25CC",
  malayalam: "U+D00-D7F,U+200C-200D,U+25CC",
  gurmukhi: "U+A00-A7F,U+964-965,U+200C-200D,U+25CC",
  bengali: "U+980-9EF,U+9F3,U+964-965,U+200C-200D,U+25CC",
  arabic: "U+600-6FF,U+200C-200F,U+FDFA",
};

const face = (family: "Text" | "Display", file: string, weight: string, range: string, local = ""): string =>
  `@font-face{font-family:"Guest ${family}";src:${local}url(/fonts/${file}.woff2) format("woff2");font-weight:${weight};font-display:swap;unicode-range:${range}}`;

/** Urdu's own hand, where the phone has it: it would weigh 100 kB. */
const NASTALIQ = 'local("Noto Nastaliq Urdu"),local("NotoNastaliqUrdu"),';

function facesOf(script: Script): string {
  const range = RANGES[script];
  const [text, display] = [`${script}-text`, `${script}-display`];
  if (script === "latin")
    return face("Text", text, "400 700", range) + face("Display", display, "300 700", range);
  if (script === "arabic")
    return face("Text", text, "400 700", range) + face("Display", display, "300 700", range, NASTALIQ);
  if (script === "bengali") return oneFace(script);
  // One weight of each is all that is loaded: what is bold in a text is set in the heading's letters.
  return (
    face("Text", text, "400 500", range) +
    face("Text", display, "600 700", range) +
    face("Display", display, "300 700", range)
  );
}

/** One file for everything in this script. */
const oneFace = (script: Script): string =>
  (["Text", "Display"] as const)
    .map((family) => face(family, `${script}-text`, "300 700", RANGES[script]))
    .join("");

/** Every script that is written in `text`, the one of the page's language first. Latin letters only where the page is in them. */
export function scriptsOf(language: GuestLanguage, text: string): Script[] {
  const own = GUEST_LANGUAGES[language].script;
  return [
    own,
    ...LETTERS.flatMap(([script, letters]) => (script !== own && text.search(letters) >= 0 ? [script] : [])),
  ];
}

/** The faces a page needs, and no other: a page in Hindi asks for Devanagari alone. A script beside the page's own has one file. */
export function fontFaces(language: GuestLanguage, text: string): string {
  const [own, ...others] = scriptsOf(language, text);
  return [facesOf(own!), ...others.map(oneFace)].join("");
}
