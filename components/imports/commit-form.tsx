"use client";

import { useState } from "react";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field-parts";
import { RadioGroup } from "@/components/ui/radio-group";

export type CommitFormProps = {
  weddingId: string;
  batchId: string;
  ready: number;
  refused: number;
  /** The column that names the family, where the list has one. */
  householdColumn: string | null;
};

/** The last look before a list becomes guests: how they live together, and that they may be written to. */
export function CommitForm({ weddingId, batchId, ready, refused, householdColumn }: CommitFormProps) {
  const [grouping, setGrouping] = useState(householdColumn ? "column" : "each");
  const [attested, setAttested] = useState(false);
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<string>();
  const { run, busy } = useCommand(weddingId);

  const add = async () => {
    if (!attested) return setMissing(true);
    setError(undefined);
    const done = await run("imports.commit", { batchId, grouping, attested });
    if (!done.ok) setError(done.message);
  };

  return (
    <Card id="add" className="scroll-mt-20">
      <CardHeader title="Add them to the guests" />
      <CardBody className="grid gap-5">
        <RadioGroup
          legend="Who is one family"
          name="grouping"
          value={grouping}
          onValueChange={setGrouping}
          options={[
            {
              value: "column",
              label: householdColumn
                ? `By the column “${householdColumn}”`
                : "By a column that names the family",
              help: householdColumn
                ? "Rows with the same words there are one family, with one invitation and one answer."
                : "This list has no such column.",
              disabled: !householdColumn,
            },
            {
              value: "each",
              label: "Each row for itself",
              help: "Afterwards we suggest who belongs together, by surname and address.",
            },
          ]}
        />
        <div className="rounded-md border border-line bg-ground px-3">
          <Checkbox
            label="These people gave us their numbers, for the invitation or as family and friends, and we may write to them about this wedding."
            help="A list is added only with this word: nobody may be written to without it. Your name and the time are kept with it."
            checked={attested}
            onCheckedChange={(on) => {
              setAttested(on);
              setMissing(false);
            }}
            {...(missing ? { error: "Please confirm this first." } : {})}
          />
        </div>
      </CardBody>
      <CardFooter>
        <div className="min-w-0 flex-1 basis-64 text-muted text-sm">
          {ready === 1 ? "1 row is" : `${ready.toLocaleString("en-IN")} rows are`} added
          {refused > 0
            ? `, ${refused === 1 ? "1 is left out until it is" : `${refused.toLocaleString("en-IN")} are left out until they are`} mended`
            : ""}
          . Nobody is messaged by this.
          <FieldError id="commit-error">{error}</FieldError>
        </div>
        <Button variant="primary" loading={busy} disabled={ready === 0} onClick={() => void add()}>
          Add this list
        </Button>
      </CardFooter>
    </Card>
  );
}
