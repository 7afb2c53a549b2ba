import type { ReactElement } from "react";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { writtenIn } from "@/lib/kernel/written-in";
import type { Told } from "@/lib/website/types";

/** What a text needs that is not in the language around it: which one it is, and which way it runs. */
export function tongue(said: Told, around: GuestLanguage): { lang?: string; dir?: "ltr" | "rtl" } {
  if (said.language === around) return {};
  const { dir } = GUEST_LANGUAGES[said.language];
  return { lang: said.language, ...(dir === GUEST_LANGUAGES[around].dir ? {} : { dir }) };
}

/** What somebody typed without saying in which language: set apart, and read out by the voice of its letters. */
export function Typed({
  text,
  around,
  className,
}: {
  text: string;
  around: GuestLanguage;
  className?: string;
}): ReactElement {
  return (
    <bdi
      {...tongue({ text, language: writtenIn(text, around) }, around)}
      {...(className ? { className } : {})}
    >
      {text}
    </bdi>
  );
}

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
