"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { useDesk } from "@/components/website-desk/desk-context";
import { cn } from "@/lib/kernel/class-names";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { languageName, missingIn } from "@/lib/website/rules/draft-words";

const ALL = Object.keys(GUEST_LANGUAGES) as GuestLanguage[];

/** Which language is written in, what each one lacks, and which ones are offered to guests. */
export function LanguageBar({ onChoose }: { onChoose: (language: GuestLanguage) => void }) {
  const { content, language } = useDesk();
  const missing = missingIn(content, language);
  return (
    <div className="grid gap-2">
      <p id="writing-in" className="font-medium">
        You write in
      </p>
      <fieldset aria-labelledby="writing-in" className="flex flex-wrap gap-2">
        {content.languages.map((code) => {
          const lacks = missingIn(content, code).length;
          return (
            <button
              key={code}
              type="button"
              aria-pressed={code === language}
              onClick={() => onChoose(code)}
              className={cn(
                "hit-area flex min-h-11 items-center gap-2 rounded-md border px-3 font-medium transition-colors",
                code === language
                  ? "border-accent bg-accent-soft text-ink"
                  : "border-line-strong bg-surface text-ink hover:bg-sunken",
              )}
            >
              <span lang={code}>{GUEST_LANGUAGES[code].name}</span>
              {lacks > 0 ? <span className="font-normal text-amber-ink text-sm">{lacks} missing</span> : null}
            </button>
          );
        })}
        <ChooseLanguages />
      </fieldset>
      <p className="text-muted text-sm" aria-live="polite">
        {missing.length > 0
          ? `Without words in ${languageName(language)}: ${missing.join(", ")}. Guests read another language there.`
          : `Everything written has its ${languageName(language)} words.`}
      </p>
    </div>
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
          Languages
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
