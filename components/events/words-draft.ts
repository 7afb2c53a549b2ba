import { foreignTo, WORD_FIELDS, type WordField } from "@/lib/events/rules/function-words";
import type { EventWords, WordsByLanguage } from "@/lib/events/types";
import type { GuestLanguage } from "@/lib/kernel/languages";

/** A function with what is written of it, as the console's forms of words need it. */
export type WordedFunction = EventWords & { id: string; name: string; words: WordsByLanguage };

/** The texts of a form, by function and field; `versions` are those of the words it began with. */
export type WordsDraft = { texts: Record<string, string>; versions: Record<string, number> };

export const textKey = (id: string, field: WordField): string => `${id} ${field}`;

/** Functions that say something to readers of a language in another one, or have words in it. */
export const toWord = <F extends WordedFunction>(functions: readonly F[], language: GuestLanguage): F[] =>
  functions.filter((one) => fieldsOf(one, language).length > 0);

/** What can be written of a function in a language: what was written in another one, and what it has already. */
export function fieldsOf(one: WordedFunction, language: GuestLanguage): WordField[] {
  const own = one.words[language];
  const foreign = foreignTo({ ...one, words: {} }, language);
  return WORD_FIELDS.filter((field) => foreign.includes(field) || own?.[field]);
}

/** How many texts a language lacks. */
export const lackingTexts = (functions: readonly WordedFunction[], language: GuestLanguage): number =>
  functions.reduce((n, one) => n + foreignTo(one, language).length, 0);

export function draftOfWords(functions: readonly WordedFunction[], language: GuestLanguage): WordsDraft {
  const texts: WordsDraft["texts"] = {};
  const versions: WordsDraft["versions"] = {};
  for (const one of functions) {
    const own = one.words[language];
    versions[one.id] = own?.version ?? 0;
    for (const field of WORD_FIELDS) texts[textKey(one.id, field)] = own?.[field] ?? "";
  }
  return { texts, versions };
}

/** The command's words: those of each function whose text was changed. */
export function changedWords(
  functions: readonly WordedFunction[],
  { texts, versions }: WordsDraft,
  language: GuestLanguage,
) {
  return functions.flatMap(({ id, words }) => {
    const said = Object.fromEntries(
      WORD_FIELDS.map((field) => [field, texts[textKey(id, field)]?.trim() || null]),
    ) as unknown as EventWords;
    const own = words[language];
    const same = WORD_FIELDS.every((field) => said[field] === (own?.[field] ?? null));
    return same ? [] : [{ id, version: versions[id] ?? 0, ...said }];
  });
}
