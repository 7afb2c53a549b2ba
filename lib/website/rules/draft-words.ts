import type { GuestLanguage, Words } from "@/lib/kernel/languages";
import type { Look, Section, SiteContent } from "@/lib/website/types";

export const LOOK_NAMES: Record<Look, string> = { genda: "Genda", motia: "Motia", raat: "Raat" };

export const SECTION_NAMES: Record<Section, string> = {
  families: "The families",
  functions: "Functions",
  travel: "Getting there",
  stay: "Where to stay",
  contacts: "Whom to call",
  gifts: "Gifts",
};

const names = new Intl.DisplayNames("en", { type: "language" });
export const languageName = (code: GuestLanguage): string => names.of(code) ?? code;

export interface WordField {
  label: string;
  words: Words;
  /** Written for some languages alone: the others read what the wedding says. */
  besides?: true;
}

/** Everything in a draft that is written once per language, under the name the form gives it. */
export function wordFields(content: SiteContent): WordField[] {
  return [
    { label: "Who invites", words: content.hosts ?? {}, besides: true },
    { label: "Name that comes first", words: content.couple.first },
    { label: "Name that comes second", words: content.couple.second },
    { label: "Line on the cover", words: content.cover.line },
    ...content.families.flatMap((family, at) => [
      { label: `Family ${at + 1}, heading`, words: family.heading },
      { label: `Family ${at + 1}, words`, words: family.text },
    ]),
    { label: "Getting there", words: content.travel },
    { label: "Where to stay", words: content.stay },
    ...content.contacts.map(({ name, relation }) => ({ label: `Who ${name} is`, words: relation })),
    { label: "Words on gifts", words: content.gifts.text },
  ];
}

const written = (words: Words, language: GuestLanguage): boolean => Boolean(words[language]?.trim());
const anywhere = (words: Words): boolean => Object.values(words).some((text) => text?.trim());

/** What is written in some language and not in this one, where guests read another one instead. */
export const missingIn = (content: SiteContent, language: GuestLanguage): string[] =>
  wordFields(content)
    .filter(({ words, besides }) => !besides && anywhere(words) && !written(words, language))
    .map(({ label }) => label);

export interface Difference {
  what: string;
  before: string;
  after: string;
}

const NOTHING = "nothing";

function wordDifferences(label: string, before: Words, after: Words): Difference[] {
  const languages = [...new Set([...Object.keys(before), ...Object.keys(after)])] as GuestLanguage[];
  return languages.flatMap((code) => {
    const [was, is] = [before[code]?.trim() ?? "", after[code]?.trim() ?? ""];
    if (was === is) return [];
    return [{ what: `${label}, in ${languageName(code)}`, before: was || NOTHING, after: is || NOTHING }];
  });
}

/** Facts that are the same in every language, as a person reads them. */
const facts = (content: SiteContent): Record<string, string> => ({
  Look: LOOK_NAMES[content.look],
  Languages: content.languages.map(languageName).join(", "),
  "Photo on the cover": content.cover.photoId ? "a photo" : NOTHING,
  "Whom to call": content.contacts.map(({ name, phone }) => `${name}, ${phone}`).join("; ") || NOTHING,
  "Links for gifts": content.gifts.links.map(({ label, url }) => `${label} (${url})`).join("; ") || NOTHING,
  "UPI id": content.gifts.upi ?? NOTHING,
  "Sections shown": content.sections
    .filter(({ hidden }) => !hidden)
    .map(({ kind }) => SECTION_NAMES[kind])
    .join(", "),
});

/** What differs between two drafts or versions, in words, in the order of the page. */
export function contentDifferences(before: SiteContent, after: SiteContent): Difference[] {
  const was = new Map(wordFields(before).map(({ label, words }) => [label, words]));
  const is = new Map(wordFields(after).map(({ label, words }) => [label, words]));
  const labels = [...new Set([...is.keys(), ...was.keys()])];
  const worded = labels.flatMap((label) => wordDifferences(label, was.get(label) ?? {}, is.get(label) ?? {}));
  const [then, now] = [facts(before), facts(after)];
  const plain = Object.keys(now).flatMap((what) =>
    then[what] === now[what] ? [] : [{ what, before: then[what]!, after: now[what]! }],
  );
  // Two photos read the same in words.
  if (
    before.cover.photoId !== after.cover.photoId &&
    !plain.some(({ what }) => what === "Photo on the cover")
  )
    plain.push({ what: "Photo on the cover", before: "the photo before", after: "another photo" });
  return [...worded, ...plain];
}
