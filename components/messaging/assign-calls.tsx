"use client";

import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { useUndoable } from "@/components/guests/use-undoable";
import { familiesWords } from "@/components/guests/words";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/text-field";

const OTHER = "\u0000";

/** Shares the open calls of this list out: to one person, or the first so many to one. */
export function AssignCalls(props: {
  weddingId: string;
  taskIds: readonly string[];
  callers: readonly string[];
}) {
  const { weddingId, taskIds, callers } = props;
  const { act, busy } = useUndoable(weddingId);
  const first = { who: callers[0] ?? OTHER, other: "", count: String(taskIds.length) };
  const [form, setForm] = useState(first);
  const name = form.who === OTHER ? form.other.trim() : form.who;
  return (
    <FormDialog
      title="Who calls them?"
      sentence={`${familiesWords(taskIds.length)} in this list. They are given from the top.`}
      trigger={<Button>Share out the calls</Button>}
      saveLabel="Give them"
      busy={busy}
      onOpen={() => setForm(first)}
      onSave={async () => {
        const count = Number(form.count);
        if (name === "") return "Who calls them? Write a name.";
        if (!Number.isInteger(count) || count < 1 || count > taskIds.length)
          return `Write a number from 1 to ${taskIds.length}.`;
        const assignments = taskIds.slice(0, count).map((taskId) => ({ taskId, assignedTo: name }));
        const done = await act(
          [{ command: "messaging.assign-calls", input: { assignments } }],
          `${name} calls ${familiesWords(count)}`,
        );
        return done.ok ? undefined : done.message;
      }}
    >
      <SelectField
        label="Who"
        options={[
          ...callers.map((one) => ({ value: one, label: one })),
          { value: OTHER, label: "Somebody else" },
        ]}
        value={form.who}
        onChange={(event) => setForm({ ...form, who: event.target.value })}
      />
      {form.who === OTHER ? (
        <TextField
          label="Name"
          maxLength={60}
          value={form.other}
          onChange={(event) => setForm({ ...form, other: event.target.value })}
        />
      ) : null}
      <TextField
        label="How many families"
        inputMode="numeric"
        value={form.count}
        onChange={(event) => setForm({ ...form, count: event.target.value })}
      />
    </FormDialog>
  );
}
