"use client";

import { useState } from "react";
import { familiesWords } from "@/components/guests/words";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import { SelectField } from "@/components/ui/text-field";

export type MakeExportProps = {
  weddingId: string;
  events: readonly { id: string; name: string; invited: number }[];
  onMade: () => void;
};

export function MakeExport({ weddingId, events, onMade }: MakeExportProps) {
  const [eventId, setEventId] = useState((events.find((event) => event.invited > 0) ?? events[0])?.id ?? "");
  const [error, setError] = useState<string>();
  const { run, busy } = useCommand(weddingId);
  const make = async () => {
    setError(undefined);
    const done = await run("exports.request", { id: crypto.randomUUID(), eventId });
    if (!done.ok) return setError(done.message);
    onMade();
  };
  return (
    <form
      className="rounded-md border border-line bg-surface p-4 sm:p-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void make();
      }}
    >
      <div className="flex flex-wrap items-end gap-3">
        <SelectField
          label="Guest list of a function"
          className="min-w-0 flex-1 basis-60"
          options={events.map((event) => ({
            value: event.id,
            label: `${event.name}, ${familiesWords(event.invited)} invited`,
          }))}
          value={eventId}
          onChange={(event) => setEventId(event.target.value)}
        />
        <Button type="submit" variant="primary" loading={busy}>
          Make the file
        </Button>
      </div>
      <p className="mt-3 text-muted text-sm">
        One row for each family: contact, number, side, answer, how many come. It opens right in Excel.
      </p>
      <FieldError id="export-error">{error}</FieldError>
    </form>
  );
}
