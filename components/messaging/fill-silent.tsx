"use client";

import { ListPlus } from "lucide-react";
import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { familiesWords } from "@/components/guests/words";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { SelectField, TextField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";

const FIRST = { eventId: "", days: "3", readOnly: false };

/** Families that were asked and say nothing go onto the list of calls. */
export function FillSilent(props: { weddingId: string; events: readonly { id: string; name: string }[] }) {
  const { weddingId, events } = props;
  const { run, busy } = useCommand(weddingId);
  const [form, setForm] = useState(FIRST);
  const set = (part: Partial<typeof FIRST>) => setForm({ ...form, ...part });
  return (
    <FormDialog
      title="Add the silent families"
      sentence="Who was asked and has not replied, and who was not sure and wanted to be asked again by today. Nobody is on the list twice."
      trigger={
        <Button>
          <ListPlus aria-hidden="true" />
          Add the silent families
        </Button>
      }
      saveLabel="Add them"
      busy={busy}
      onOpen={() => setForm(FIRST)}
      onSave={async () => {
        const days = Number(form.days);
        if (form.days.trim() === "" || !Number.isInteger(days) || days < 0 || days > 90)
          return "Write the days as a number from 0 to 90.";
        const done = await run<{ added: number }>("messaging.fill-silent-calls", {
          eventId: form.eventId || null,
          days,
          readOnly: form.readOnly,
        });
        if (!done.ok) return done.message;
        if (done.value.added === 0)
          return "Nobody else is silent for that long, or they are on the list already.";
        notify.done(`${familiesWords(done.value.added)} put on the call list`);
        return undefined;
      }}
    >
      <SelectField
        label="Silent about"
        options={[
          { value: "", label: "Everything: not one answer yet" },
          ...events.map((one) => ({ value: one.id, label: one.name })),
        ]}
        value={form.eventId}
        onChange={(event) => set({ eventId: event.target.value })}
      />
      <TextField
        label="Days since our last message"
        help="At least so many."
        inputMode="numeric"
        value={form.days}
        onChange={(event) => set({ days: event.target.value })}
      />
      <Checkbox
        label="Only who has read a message of ours"
        checked={form.readOnly}
        onCheckedChange={(readOnly) => set({ readOnly })}
      />
    </FormDialog>
  );
}
