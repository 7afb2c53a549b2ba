"use client";

import { type FormEvent, useState } from "react";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import { SelectField } from "@/components/ui/text-field";

export type ChooseSheetProps = {
  weddingId: string;
  batchId: string;
  sheets: readonly string[];
  current: string;
};

/** Another sheet of a workbook; the one read before is put aside until it is asked for again. */
export function ChooseSheet({ weddingId, batchId, sheets, current }: ChooseSheetProps) {
  const [sheet, setSheet] = useState(current);
  const [error, setError] = useState<string>();
  const { run, busy } = useCommand(weddingId);

  const read = async (submitted: FormEvent) => {
    submitted.preventDefault();
    if (busy) return;
    if (sheet === current) return setError("This is the sheet you see here. Please choose another one.");
    setError(undefined);
    const done = await run("imports.choose-columns", { batchId, sheet });
    if (!done.ok) setError(done.message);
  };

  return (
    <form
      onSubmit={(submitted) => void read(submitted)}
      noValidate
      className="max-w-2xl rounded-md border border-line bg-surface p-4"
    >
      <div className="flex flex-wrap items-end gap-3">
        <SelectField
          className="flex-1 basis-56"
          label="Sheet"
          value={sheet}
          onChange={(event) => {
            setSheet(event.target.value);
            setError(undefined);
          }}
          options={sheets.map((name) => ({ value: name, label: name }))}
        />
        <Button type="submit" loading={busy} loadingText="Starting">
          Read this sheet instead
        </Button>
      </div>
      <p className="mt-2 text-muted text-sm">
        One sheet is read at a time, now “{current}”. For guests of several sheets, bring the file once for
        each.
      </p>
      <FieldError id="sheet-error">{error}</FieldError>
    </form>
  );
}
