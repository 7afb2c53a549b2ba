"use client";

import { useState } from "react";
import { FunctionWords } from "@/components/events/function-words";
import { lackingTexts, toWord, type WordedFunction } from "@/components/events/words-draft";
import { LanguageChip } from "@/components/shared/language-chip";
import type { GuestLanguage } from "@/lib/kernel/languages";

export type OtherLanguagesProps = {
  weddingId: string;
  event: WordedFunction;
  /** Those of the website and of the families. */
  languages: readonly GuestLanguage[];
};

/** One function in the other languages of the wedding; nothing where there is none. */
export function OtherLanguages({ weddingId, event, languages }: OtherLanguagesProps) {
  const others = languages.filter((code) => toWord([event], code).length > 0);
  const [wanted, setWanted] = useState(others[0]);
  const language = wanted && others.includes(wanted) ? wanted : others[0];
  if (!language) return null;
  return (
    <section aria-labelledby="other-languages" className="grid gap-4">
      <div>
        <h2 id="other-languages" className="font-semibold text-lg">
          In other languages
        </h2>
        <p className="mt-1 text-muted text-sm">
          For families who read them. Where you leave a field empty, they read what stands above it.
        </p>
      </div>
      <fieldset aria-label="Language you write in" className="flex flex-wrap gap-2">
        {others.map((code) => (
          <LanguageChip
            key={code}
            code={code}
            lacks={lackingTexts([event], code)}
            pressed={code === language}
            onChoose={setWanted}
          />
        ))}
      </fieldset>
      <FunctionWords weddingId={weddingId} language={language} functions={[event]} />
    </section>
  );
}
