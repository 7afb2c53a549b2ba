import { gzipSync } from "node:zlib";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { round } from "./measure";

/** A page, script or font as a phone gets it: packed where our server packs, in bytes without the headers. */
async function fetched(address: URL): Promise<{ text: string; bytes: number }> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname} answered ${answer.status}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const packed = answer.headers.get("content-encoding") !== null;
  return { text: bytes.toString("utf8"), bytes: packed ? gzipSync(bytes).length : bytes.length };
}

/** The document, and the fonts and scripts it names; photos aside. A browser fetches all of them (tests/e2e/looks.test.ts). */
async function weigh(page: URL) {
  const { text, bytes } = await fetched(page);
  const named = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, src]) => src!))];
  const sum = async (those: readonly string[]) => {
    const sizes = await Promise.all(those.map((src) => fetched(new URL(src, page))));
    return sizes.reduce((all, one) => all + one.bytes, 0);
  };
  const script = await sum(named(/<script[^>]+src="([^"]+)"/g));
  const fonts = await sum(named(/url\(["']?([^"')]+\.woff2)/g));
  const kb = (amount: number) => round(amount / 1000, 1);
  return {
    html_kb: kb(bytes),
    script_kb: kb(script),
    fonts_kb: kb(fonts),
    all_kb: kb(bytes + script + fonts),
  };
}

/** What a household's page weighs in each of the guests' languages. */
export async function weighLanguages(household: string) {
  const languages = Object.keys(GUEST_LANGUAGES) as GuestLanguage[];
  const each = await Promise.all(languages.map((code) => weigh(new URL(`?lang=${code}`, household))));
  const heaviest = Math.max(...each.map((one) => one.all_kb));
  return {
    value: heaviest,
    goal: "under 100 kB in every language, of which under 40 are script",
    unit: "kB transferred, without photos, in the heaviest language",
    n: languages.length,
    by_language: Object.fromEntries(languages.map((code, place) => [code, each[place]])),
  };
}
