"use client";

import { type FormEvent, useState } from "react";
import { useDraft } from "@/components/events/use-draft";
import {
  changedWords,
  draftOfWords,
  fieldsOf,
  textKey,
  type WordedFunction,
  type WordsDraft,
} from "@/components/events/words-draft";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import { TextareaField, TextField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";
import type { WordField } from "@/lib/events/rules/function-words";
import type { EventWords } from "@/lib/events/types";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { writtenIn } from "@/lib/kernel/written-in";
import { languageName } from "@/lib/website/rules/draft-words";

export type FunctionWordsProps = {
  weddingId: string;
  language: GuestLanguage;
  /** Those that can be written in it, in their order. */
  functions: readonly WordedFunction[];
};

type Saved = { undo: { command: string; input: unknown } | null };
type Standing = EventWords & { id: string; version: number };

/** Functions in one other language. What is written stays in this tab until it is saved, and guests read it then. */
export function FunctionWords(props: FunctionWordsProps) {
  const { functions, language } = props;
  // What the page brings anew is taken over; words that are not saved come back out of the tab's storage.
  const edition = functions.map((one) => `${one.id}${one.words[language]?.version ?? 0}`).join();
  return <WordsForm key={`${language} ${edition}`} {...props} />;
}

function WordsForm({ weddingId, language, functions }: FunctionWordsProps) {
  const { run, busy } = useCommand(weddingId);
  const start = draftOfWords(functions, language);
  const which = functions.length === 1 ? `:${functions[0]!.id}` : "";
  const { draft, change, reset } = useDraft<WordsDraft>(`words:${weddingId}:${language}${which}`, start);
  const [refused, setRefused] = useState<string>();
  const [standing, setStanding] = useState<readonly Standing[]>([]);
  const changed = changedWords(functions, draft, language);

  const submit = async (submitted: FormEvent) => {
    submitted.preventDefault();
    if (busy || changed.length === 0) return;
    setRefused(undefined);
    const done = await run<Saved>("events.set-words", { language, words: changed });
    if (!done.ok) {
      setRefused(done.message);
      const { current } = (done.details ?? {}) as { current?: Standing[] };
      if (done.code === "stale" && current) {
        setStanding(current);
        const seen = Object.fromEntries(current.map((one) => [one.id, one.version]));
        change({ versions: { ...draft.versions, ...seen } });
      }
      return;
    }
    reset(draft);
    const { undo } = done.value;
    notify.done(`Guests read it in ${languageName(language)} now`, {
      ...(undo ? { undo: () => void run(undo.command, undo.input).then(told) } : {}),
    });
  };
  const told = (back: { ok: true } | { ok: false; message: string }) =>
    back.ok
      ? notify.done("Undone", { more: "Guests read what stood there before." })
      : notify.failed(back.message);

  return (
    <form noValidate onSubmit={(submitted) => void submit(submitted)} className="grid gap-5">
      <div className={functions.length > 1 ? "grid gap-x-6 gap-y-5 sm:grid-cols-2" : "grid"}>
        {functions.map((one) => (
          <Texts
            key={one.id}
            one={one}
            language={language}
            texts={draft.texts}
            standing={standing.find(({ id }) => id === one.id)}
            folded={functions.length > 1}
            onChange={(texts) => change({ texts: { ...draft.texts, ...texts } })}
          />
        ))}
      </div>
      <FieldError id={`words-error${which}`}>{refused}</FieldError>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          type="submit"
          variant={changed.length > 0 ? "primary" : "secondary"}
          loading={busy}
          loadingText="Saving"
          disabled={changed.length === 0}
        >
          Show guests these words
        </Button>
        <p role="status" className="text-muted text-sm">
          {changed.length > 0 ? "Not saved yet" : ""}
        </p>
      </div>
    </form>
  );
}

type TextsProps = {
  one: WordedFunction;
  language: GuestLanguage;
  texts: Record<string, string>;
  /** What somebody else saved meanwhile. */
  standing: EventWords | undefined;
  /** Among others: what is not its name is folded. */
  folded: boolean;
  onChange: (texts: Record<string, string>) => void;
};

const LABELS: Record<WordField, string> = { name: "Name", dress: "What to wear", note: "Note for guests" };

function Texts({ one, language, texts, standing, folded, onChange }: TextsProps) {
  const fields = fieldsOf(one, language);
  const rest = fields.filter((field) => !folded || field !== "name");
  const open = rest.filter((field) => !texts[textKey(one.id, field)]).length;
  const text = (field: WordField) => (
    <Text
      key={field}
      field={field}
      written={one[field]}
      bare={folded && field === "name"}
      language={language}
      value={texts[textKey(one.id, field)] ?? ""}
      onChange={(said) => onChange({ [textKey(one.id, field)]: said })}
      {...(standing ? { help: `Saved now: ${standing[field] ?? "nothing"}` } : {})}
    />
  );
  return (
    <fieldset className="grid min-w-0 content-start gap-3">
      <legend className="sr-only">{one.name}</legend>
      {folded && fields.includes("name") ? text("name") : null}
      {folded && rest.length > 0 ? (
        <details {...(standing ? { open: true } : {})}>
          <summary className="hit-area cursor-pointer text-sm underline decoration-line-strong underline-offset-4">
            {rest.length === 2 ? "Dress and note" : LABELS[rest[0]!]}
            <span className="sr-only"> of {one.name}</span>
            {open > 0 ? <span className="text-amber-ink">, {open} missing</span> : null}
          </summary>
          <div className="mt-3 grid gap-3">{rest.map(text)}</div>
        </details>
      ) : (
        rest.map(text)
      )}
    </fieldset>
  );
}

type TextProps = {
  field: WordField;
  /** What stands there until it is written in this language. */
  written: string | null;
  /** Known by what is written alone. */
  bare: boolean;
  language: GuestLanguage;
  value: string;
  help?: string;
  onChange: (text: string) => void;
};

const MOST: Record<WordField, number> = { name: 60, dress: 120, note: 600 };

function Text({ field, written, bare, language, value, help, onChange }: TextProps) {
  const text = written ? <bdi lang={writtenIn(written, language)}>{written}</bdi> : null;
  const label =
    bare && text ? (
      text
    ) : (
      <>
        {LABELS[field]}
        {text ? <span className="font-normal text-muted">: {text}</span> : null}
      </>
    );
  const control = {
    label,
    lang: language,
    dir: GUEST_LANGUAGES[language].dir,
    value,
    maxLength: MOST[field],
    autoComplete: "off",
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
    ...(help ? { help } : {}),
  };
  return field === "note" ? <TextareaField {...control} rows={2} /> : <TextField {...control} />;
}
