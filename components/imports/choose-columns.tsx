"use client";

import { type FormEvent, useId, useState } from "react";
import { useDraft } from "@/components/events/use-draft";
import { targetOptions, targetWords } from "@/components/imports/target-words";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field-parts";
import { SelectField } from "@/components/ui/text-field";
import type { MappingChoice, Target } from "@/lib/imports/rules/targets";

export type AskedColumn = {
  column: number;
  heading: string;
  values: readonly string[];
  target: Target;
  reason: string;
};

export type ChooseColumnsProps = {
  weddingId: string;
  batchId: string;
  /** The sheet asked about, so that choices for another are not mixed in. */
  sheet: string;
  hasHeader: boolean;
  columns: readonly AskedColumn[];
  /** The list was read already: it is shown how, and may be read anew. */
  again?: boolean;
};

const SHOWN = 3;

/** What each column of a list is, where its headings do not say: our guess, for a human to confirm or correct. */
export function ChooseColumns({ weddingId, batchId, sheet, hasHeader, columns, again }: ChooseColumnsProps) {
  const guessed: MappingChoice = {
    hasHeader,
    columns: Object.fromEntries(columns.map(({ column, target }) => [String(column), target])),
  };
  const { draft, change, reset } = useDraft(`columns:${batchId}:${sheet}`, guessed);
  const [error, setError] = useState<string>();
  const { run, busy } = useCommand(weddingId);

  const read = async (submitted: FormEvent) => {
    submitted.preventDefault();
    if (busy) return;
    setError(undefined);
    const done = await run("imports.choose-columns", {
      batchId,
      mapping: { hasHeader: draft.hasHeader, columns: draft.columns },
    });
    if (done.ok) reset(draft);
    else setError(done.message);
  };

  return (
    <form onSubmit={(submitted) => void read(submitted)} noValidate className="grid grid-cols-1 gap-4">
      <div>
        <h2 className="mb-1 font-semibold text-lg">What is in each column</h2>
        <p className="text-muted">
          {again
            ? "This is how the list was read. Correct what is wrong, and it is read again."
            : "The headings of this list do not say enough, so we guessed. Please look and correct what is wrong."}
        </p>
        <Checkbox
          className="mt-2"
          label="The first row is headings"
          help={
            draft.hasHeader
              ? "Untick this if the first row is already a guest."
              : "The first row is read as a guest."
          }
          checked={draft.hasHeader}
          onCheckedChange={(on) => change({ hasHeader: on })}
        />
      </div>
      <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {columns.map((asked) => (
          <li key={asked.column} className="grid min-w-0 grid-cols-1">
            <ColumnCard
              asked={asked}
              hasHeader={draft.hasHeader}
              chosen={draft.columns[asked.column] ?? "ignore"}
              onChoose={(target) => change({ columns: { ...draft.columns, [asked.column]: target } })}
            />
          </li>
        ))}
      </ul>
      <Card>
        <CardFooter className="border-t-0">
          <div className="min-w-0 flex-1 basis-64 text-muted text-sm">
            Remembered for this wedding: the next file with these headings is read the same way. Nothing is
            added yet; you look at the rows first.
            <FieldError id="columns-error">{error}</FieldError>
          </div>
          <Button type="submit" variant="primary" loading={busy} loadingText="Starting">
            Read the list with these columns
          </Button>
        </CardFooter>
      </Card>
    </form>
  );
}

function ColumnCard(props: {
  asked: AskedColumn;
  hasHeader: boolean;
  chosen: Target;
  onChoose: (target: Target) => void;
}) {
  const { asked, hasHeader, chosen, onChoose } = props;
  const titleId = useId();
  const place = `Column ${asked.column + 1}`;
  const headed = hasHeader && asked.heading !== "";
  const title = headed ? asked.heading : place;
  const values = (hasHeader ? asked.values : [asked.heading, ...asked.values].filter(Boolean)).slice(
    0,
    SHOWN,
  );
  return (
    <Card aria-labelledby={titleId}>
      <CardHeader
        level={3}
        id={titleId}
        title={<span className="wrap-anywhere line-clamp-3">{title}</span>}
        {...(headed ? { sentence: place } : {})}
      />
      <CardBody className="grid grid-cols-1 gap-4">
        {values.length > 0 ? (
          <ul aria-label={`Values of ${title}`} className="text-muted">
            {values.map((value, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: values repeat and never move
              <li key={index} className="truncate">
                {value}
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-muted">Empty in the first rows.</p>
        )}
        <SelectField
          label={
            <>
              Read as<span className="sr-only">: {title}</span>
            </>
          }
          help={
            chosen === asked.target
              ? asked.reason
              : `We had guessed “${targetWords[asked.target]}”. ${asked.reason}`
          }
          value={chosen}
          onChange={(event) => onChoose(event.target.value as Target)}
          options={targetOptions}
        />
      </CardBody>
    </Card>
  );
}
