"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { notify } from "@/components/ui/toaster";
import { useDesk } from "@/components/website-desk/desk-context";
import { WordsField } from "@/components/website-desk/words-field";
import { inLanguage } from "@/lib/kernel/languages";
import type { SiteContent } from "@/lib/website/types";

const MOST = 4;
/** Families have no id of their own: their place is what they are known by. */
const PLACES = ["first", "second", "third", "fourth"];
type Family = SiteContent["families"][number];

/** The couple's families, as many as there are to name. */
export function FamiliesCard() {
  const { content, change, language } = useDesk();
  const { families } = content;
  const set = (at: number, fields: Partial<Family>) =>
    change((now) => ({
      ...now,
      families: now.families.map((one, place) => (place === at ? { ...one, ...fields } : one)),
    }));
  const remove = (at: number) => {
    const gone = families[at]!;
    change((now) => ({ ...now, families: now.families.filter((_, place) => place !== at) }));
    notify.done("The family is taken off the page", {
      undo: () => change((now) => ({ ...now, families: now.families.toSpliced(at, 0, gone) })),
    });
  };
  return (
    <Card aria-labelledby="desk-families">
      <CardHeader
        id="desk-families"
        title="The families"
        sentence="Parents and grandparents, with the blessing they send. Usually one part for each side."
      />
      <CardBody className="grid gap-6">
        {families.map((family, at) => (
          <div
            key={PLACES[at]}
            className="grid grid-cols-1 gap-4 border-line border-b pb-6 last-of-type:border-b-0 last-of-type:pb-0"
          >
            <WordsField
              label={`Family ${at + 1}, heading`}
              words={family.heading}
              maxLength={80}
              help="For example: Sharma family of Jaipur."
              onChange={(heading) => set(at, { heading })}
            />
            <WordsField
              label={`Family ${at + 1}, words`}
              optional
              words={family.text}
              maxLength={1200}
              rows={3}
              onChange={(text) => set(at, { text })}
            />
            <Button variant="quiet" size="sm" className="-ms-3 justify-self-start" onClick={() => remove(at)}>
              <Trash2 aria-hidden="true" />
              Remove {inLanguage(family.heading, language)?.text || `family ${at + 1}`}
            </Button>
          </div>
        ))}
        {families.length < MOST ? (
          <Button
            className="justify-self-start"
            onClick={() =>
              change((now) => ({ ...now, families: [...now.families, { heading: {}, text: {} }] }))
            }
          >
            <Plus aria-hidden="true" />
            {families.length === 0 ? "Add a family" : "Add another family"}
          </Button>
        ) : null}
      </CardBody>
    </Card>
  );
}
