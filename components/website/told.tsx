import type { ReactElement } from "react";
import type { Foreign, WordField } from "@/lib/events/rules/function-words";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import type { Told } from "@/lib/website/types";

/** What a text needs that is not in the language around it: which one it is, and which way it runs. */
export function tongue(said: Told, around: GuestLanguage): { lang?: string; dir?: "ltr" | "rtl" } {
  if (said.language === around) return {};
  const { dir } = GUEST_LANGUAGES[said.language];
  return { lang: said.language, ...(dir === GUEST_LANGUAGES[around].dir ? {} : { dir }) };
}

/** The same for a text of a function. */
export const functionTongue = (
  { foreign }: { foreign?: Foreign },
  field: WordField,
  around: GuestLanguage,
): ReturnType<typeof tongue> => tongue({ text: "", language: foreign?.[field] ?? around }, around);

/** What the family wrote over several lines, as paragraphs. */
export function Paragraphs({ said, around }: { said: Told; around: GuestLanguage }): ReactElement {
  const parts = said.text.split(/\n\s*\n/).filter((part) => part.trim());
  return (
    <div {...tongue(said, around)}>
      {parts.map((part) => (
        <p key={part} className="lines">
          {part.trim()}
        </p>
      ))}
    </div>
  );
}
