import { GUEST_LANGUAGES, type GuestLanguage, inLanguage } from "@/lib/kernel/languages";
import type { SiteContent, SiteFunction, SitePage } from "@/lib/website/types";
import { shownSections } from "./content";

/** A function with the moment at which what a guest reads of it changed last. */
export interface DatedFunction extends SiteFunction {
  shownAt: string;
}

/** What a page is made of beside what the family wrote. */
export interface PageFacts {
  kind: SitePage["kind"];
  language: GuestLanguage;
  wedding: { name: string; hosts: string; zone: string };
  /** Exactly those its readers may see. */
  functions: readonly DatedFunction[];
  /** When the version was published; for a draft, when it is looked at. */
  publishedAt: string;
  /** The public page's own address, undecorated. */
  address: string | null;
  photo: SitePage["photo"];
  preview: SitePage["preview"];
}

/** From the first day to the last; a function that does not take place counts no day. */
function daysOf({ functions, language, wedding }: PageFacts): string | null {
  const dated = functions
    .filter((one) => one.startsAt !== null && !one.cancelled)
    .sort((a, b) => Date.parse(a.startsAt!) - Date.parse(b.startsAt!));
  const [first, last] = [dated[0], dated.at(-1)];
  if (!first || !last) return null;
  const format = new Intl.DateTimeFormat(GUEST_LANGUAGES[language].locale, {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: first.zone === last.zone ? first.zone : wedding.zone,
  });
  return format.formatRange(new Date(first.startsAt!), new Date(last.startsAt!));
}

/** One page for one kind of reader in one language. Pure: the same facts are the same page. */
export function buildPage(content: SiteContent, facts: PageFacts): SitePage {
  const { kind, language, wedding, functions } = facts;
  const told = (words: Parameters<typeof inLanguage>[0]) => inLanguage(words, language);
  return {
    kind,
    language,
    languages: content.languages,
    look: content.look,
    wedding: wedding.name,
    hosts: wedding.hosts,
    couple: { first: told(content.couple.first), second: told(content.couple.second) },
    line: told(content.cover.line),
    photo: facts.photo,
    address: facts.address,
    preview: facts.preview,
    days: daysOf(facts),
    functions: functions.map(({ shownAt, ...shown }) => shown),
    families: content.families
      .map(({ heading, text }) => ({ heading: told(heading), text: told(text) }))
      .filter(({ heading, text }) => heading || text),
    travel: told(content.travel),
    stay: told(content.stay),
    gifts: { ...content.gifts, text: told(content.gifts.text) },
    contacts: content.contacts.map(({ name, relation }) => ({ name, relation: told(relation) })),
    sections: shownSections(content),
    updatedAt: [facts.publishedAt, ...functions.map(({ shownAt }) => shownAt)].sort().at(-1)!,
  };
}
