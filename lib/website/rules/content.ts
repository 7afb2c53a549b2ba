import type { GuestLanguage } from "@/lib/kernel/languages";
import { SECTIONS, type Section, type SiteContent } from "@/lib/website/types";

/** What a new site begins with: the couple out of the wedding's name, every section shown, nothing made up. */
export function defaultContent(wedding: { name: string }, languages: GuestLanguage[] = ["en"]): SiteContent {
  const names = wedding.name.split(/\s+(?:&|and|weds|और|અને|व|♥)\s+/iu);
  const [first, second] = names.length === 2 ? names : [wedding.name, ""];
  return {
    look: "genda",
    languages,
    couple: { first: { en: first!.trim() }, second: second ? { en: second.trim() } : {} },
    cover: { line: {}, photoId: null },
    families: [],
    travel: {},
    stay: {},
    gifts: { text: {}, links: [], upi: null },
    contacts: [],
    sections: SECTIONS.map((kind) => ({ kind, hidden: false })),
  };
}

/** The sections in the family's order; one that a later edition of ours brought comes last. */
export function shownSections({ sections }: Pick<SiteContent, "sections">): Section[] {
  const named = new Set(sections.map(({ kind }) => kind));
  return [
    ...sections.filter(({ hidden }) => !hidden).map(({ kind }) => kind),
    ...SECTIONS.filter((kind) => !named.has(kind)),
  ];
}
