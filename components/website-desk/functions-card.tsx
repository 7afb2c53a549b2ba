"use client";

import { FunctionWords } from "@/components/events/function-words";
import { toWord } from "@/components/events/words-draft";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { useDesk } from "@/components/website-desk/desk-context";
import { languageName } from "@/lib/website/rules/draft-words";

/** The functions in the language that is written in; nothing where they are written in it already. */
export function FunctionsCard() {
  const { weddingId, functions, language } = useDesk();
  const named = toWord(functions, language);
  if (named.length === 0) return null;
  return (
    <Card aria-labelledby="desk-functions">
      <CardHeader
        id="desk-functions"
        title={`Functions in ${languageName(language)}`}
        sentence="What you leave empty is read as it stands above the field. Unlike the rest of this page, these words do not wait for publishing: guests read them once you press the button."
      />
      <CardBody>
        <FunctionWords weddingId={weddingId} language={language} functions={named} />
      </CardBody>
    </Card>
  );
}
