import { type GuestLanguage, isGuestLanguage } from "@/lib/kernel/languages";

/** The languages a browser asks for, the dearest first. */
function accepted(header: string): string[] {
  return header
    .slice(0, 400)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const quality = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find(Boolean);
      return { code: tag.trim().toLowerCase().split("-")[0]!, quality: quality ? Number(quality) : 1 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ code }) => code);
}

/**
 * The language of a page: what the reader chose on it, else the household's, else what the browser asks for, among those
 * the family offers; the first of these where it is none.
 */
export function readerLanguage(
  offered: readonly string[],
  wish: { chosen?: string | null; household?: string | null; header?: string | null },
): GuestLanguage {
  const speaks = offered.filter(isGuestLanguage);
  const wanted = [wish.chosen, wish.household, ...accepted(wish.header ?? "")];
  return (
    wanted.find((code): code is GuestLanguage => speaks.includes(code as GuestLanguage)) ?? speaks[0] ?? "en"
  );
}
