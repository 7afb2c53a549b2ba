import { spokenIn } from "@/lib/events/rules/function-words";
import type { WordsByLanguage } from "@/lib/events/types";
import { GUEST_LANGUAGES, type GuestLanguage, inLanguage } from "@/lib/kernel/languages";
import type { SiteContent, SiteFunction, SitePage } from "@/lib/website/types";
import { shownSections } from "./content";
import { daySpan } from "./site-time";

/** A function with the moment at which what a guest reads of it changed last. */
export interface DatedFunction extends SiteFunction {
  shownAt: string;
  /** In every language the family wrote it in; a page holds those of its own alone. */
  words?: WordsByLanguage;
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
  const zone = first.zone === last.zone ? first.zone : wedding.zone;
  return daySpan(first.startsAt!, last.startsAt!, zone, GUEST_LANGUAGES[language].locale);
}

/** Who invites, in the reader's language where the family wrote it in that, else as the wedding says it. */
export const hostsIn = (
  { hosts }: Pick<SiteContent, "hosts">,
  written: string,
  language: GuestLanguage,
): string => hosts?.[language]?.trim() || written;

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
    hosts: hostsIn(content, wedding.hosts, language),
    couple: { first: told(content.couple.first), second: told(content.couple.second) },
    line: told(content.cover.line),
    photo: facts.photo,
    address: facts.address,
    preview: facts.preview,
    days: daysOf(facts),
    functions: functions.map(({ shownAt, ...shown }) => spokenIn(shown, language)),
    families: content.families
      .map(({ heading, text }) => ({ heading: told(heading), text: told(text) }))
      .filter(({ heading, text }) => heading || text),
    travel: told(content.travel),
    stay: told(content.stay),
    gifts: { ...content.gifts, text: told(content.gifts.text) },
    contacts: content.contacts.map(({ name, relation }) => ({ name, relation: told(relation) })),
    sections: shownSections(content),
    updatedAt: [
      facts.publishedAt,
      ...functions.flatMap(({ shownAt, words }) => [shownAt, words?.[language]?.shownAt ?? shownAt]),
    ]
      .sort()
      .at(-1)!,
  };
}
