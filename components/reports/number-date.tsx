"use client";

import { CalendarClock } from "lucide-react";
import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { useUndoable } from "@/components/guests/use-undoable";
import { shortDay } from "@/components/shared/format-time";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";

type Props = { weddingId: string; eventId: string; date: { who: string; dueOn: string } | null };

/** Who wants this function's number by which day: the question of the day counts down to it. */
export function NumberDate({ weddingId, eventId, date }: Props) {
  const { act, busy } = useUndoable(weddingId);
  const [form, setForm] = useState({ who: "", dueOn: "" });
  const set = (next: { who: string; dueOn: string } | null, said: string) =>
    act([{ command: "reports.set-number-date", input: { eventId, date: next } }], said);
  return (
    <p data-print="hide" className="mt-8 flex flex-wrap items-center gap-3">
      <span>
        {date
          ? `${date.who.charAt(0).toUpperCase()}${date.who.slice(1)} wants the number by ${shortDay(date.dueOn)}.`
          : "Does somebody want this number by a certain day?"}
      </span>
      <FormDialog
        title="Who wants the number, and by when?"
        sentence="From nine days before, the question of the day counts down to it."
        trigger={
          <Button>
            <CalendarClock aria-hidden="true" />
            {date ? "Change it" : "Set a day"}
          </Button>
        }
        saveLabel="Set it"
        busy={busy}
        onOpen={() => setForm({ who: date?.who ?? "the caterer", dueOn: date?.dueOn ?? "" })}
        onSave={async () => {
          if (form.who.trim().length < 2) return "Who wants the number? For example “the caterer”.";
          if (!form.dueOn) return "Choose a day.";
          const done = await set(
            { who: form.who.trim(), dueOn: form.dueOn },
            `${form.who.trim()}: by ${shortDay(form.dueOn)}`,
          );
          return done.ok ? undefined : done.message;
        }}
      >
        <TextField
          label="Who"
          maxLength={60}
          value={form.who}
          onChange={(event) => setForm({ ...form, who: event.target.value })}
        />
        <TextField
          label="By the end of"
          type="date"
          value={form.dueOn}
          onChange={(event) => setForm({ ...form, dueOn: event.target.value })}
        />
      </FormDialog>
      {date ? (
        <Button
          variant="quiet"
          loading={busy}
          onClick={async () => {
            const done = await set(null, "Nobody waits for this number");
            if (!done.ok) notify.failed(done.message);
          }}
        >
          Take it away
        </Button>
      ) : null}
    </p>
  );
}
