"use client";

import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { lackingTexts } from "@/components/events/words-draft";
import { counted, functions as nouns } from "@/components/shared/fill-words";
import { LanguageChip } from "@/components/shared/language-chip";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { unsaidIn, useDesk } from "@/components/website-desk/desk-context";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { languageName, missingIn } from "@/lib/website/rules/draft-words";

const ALL = Object.keys(GUEST_LANGUAGES) as GuestLanguage[];

type LanguageBarProps = {
  onChoose: (language: GuestLanguage) => void;
  /** Whether the last word is safe. */
  children: ReactNode;
};

/** Stays in sight while the form scrolls: which language is written in, what each one lacks, what is saved. */
export function LanguageBar({ onChoose, children }: LanguageBarProps) {
  const { content, functions, language } = useDesk();
  return (
    <div className="sticky top-14 z-20 -mx-4 border-line border-b bg-ground px-4 py-2 lg:top-16 lg:-mx-2 lg:px-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <fieldset
          aria-label="Language you write in"
          className="-m-1 flex min-w-0 max-w-full flex-1 basis-48 gap-2 p-1 [scrollbar-width:thin] max-sm:overflow-x-auto sm:flex-wrap"
        >
          {content.languages.map((code) => (
            <LanguageChip
              key={code}
              code={code}
              lacks={missingIn(content, code).length + lackingTexts(functions, code)}
              pressed={code === language}
              onChoose={onChoose}
            />
          ))}
        </fieldset>
        <ChooseLanguages />
        {children}
      </div>
    </div>
  );
}

/** What the language that is written in lacks, by name. */
export function MissingWords() {
  const { content, functions, language } = useDesk();
  const unsaid = unsaidIn(functions, language);
  const missing = [
    ...missingIn(content, language),
    ...(unsaid > 0 ? [`some words of ${counted(unsaid, nouns)}`] : []),
  ];
  if (missing.length === 0) return null;
  return (
    <p className="text-amber-ink text-sm">
      Without words in {languageName(language)}: {missing.join(", ")}. Guests read another language there.
    </p>
  );
}

function ChooseLanguages() {
  const { content, change } = useDesk();
  const toggle = (code: GuestLanguage, chosen: boolean) =>
    change((now) => ({
      ...now,
      languages: chosen ? [...now.languages, code] : now.languages.filter((one) => one !== code),
    }));
  return (
    <Dialog
      title="Languages of the website"
      sentence="Guests read it in their own where it is offered, and can switch. Dates, buttons and the form are there in each; your own words you write. The first chosen one is for everybody else."
      trigger={
        <Button variant="quiet">
          <Plus aria-hidden="true" />
          <span className="max-sm:sr-only">Languages</span>
        </Button>
      }
      footer={
        <DialogClose variant="primary" size="md">
          Done
        </DialogClose>
      }
    >
      <div className="grid gap-1 sm:grid-cols-2">
        {ALL.map((code) => {
          const chosen = content.languages.includes(code);
          const only = chosen && content.languages.length === 1;
          return (
            <Checkbox
              key={code}
              checked={chosen}
              disabled={only}
              onChange={(event) => toggle(code, event.target.checked)}
              label={
                <>
                  <span lang={code}>{GUEST_LANGUAGES[code].name}</span>
                  {code === "en" ? null : (
                    <span className="text-muted">
                      {" "}
                      {languageName(code)}
                      {content.languages[0] === code ? ", first" : ""}
                    </span>
                  )}
                </>
              }
            />
          );
        })}
      </div>
    </Dialog>
  );
}
