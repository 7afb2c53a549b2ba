"use client";

import { type ReactElement, useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { useUndoable } from "@/components/guests/use-undoable";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextField } from "@/components/ui/text-field";
import type { NoteRow } from "@/lib/gifts/queries/notes";
import { readAmount } from "@/lib/gifts/rules/amount";

export type NoteDialogProps = {
  weddingId: string;
  family: { id: string; name: string };
  note?: NoteRow;
  trigger: ReactElement;
};

const NEW = { direction: "received", occasion: "", year: "", amount: "", what: "" };

/** Who gave what at whose wedding before. */
export function NoteDialog({ weddingId, family, note, trigger }: NoteDialogProps) {
  const { act, busy } = useUndoable(weddingId);
  const [form, setForm] = useState(NEW);
  const set = (part: Partial<typeof NEW>) => setForm({ ...form, ...part });
  const save = async () => {
    const money = form.amount.trim() ? readAmount(form.amount) : null;
    if (form.amount.trim() && !money) return "Write the amount in digits, for example 1,101.";
    const year = form.year.trim();
    if (year && !/^(19|20|21)\d\d$/.test(year)) return "Write the year with four digits, for example 2019.";
    if (!form.occasion.trim()) return "Say whose wedding, or what it was.";
    if (!money && !form.what.trim()) return "Say what it was, or how much.";
    const facts = {
      direction: form.direction,
      occasion: form.occasion,
      year: year ? Number(year) : null,
      what: form.what.trim() || null,
      amount: money?.amount ?? null,
      currency: money?.currency ?? "INR",
    };
    const done = await act(
      [
        note
          ? { command: "gifts.change-note", input: { ...facts, id: note.id, version: note.version } }
          : { command: "gifts.note-before", input: { ...facts, id: crypto.randomUUID(), unitId: family.id } },
      ],
      `${family.name}: noted`,
    );
    return done.ok ? undefined : done.message;
  };
  return (
    <FormDialog
      title={`Given before: ${family.name}`}
      sentence="What was given at an earlier wedding, so that you know what to give back."
      trigger={trigger}
      saveLabel="Save"
      busy={busy}
      onOpen={() =>
        setForm(
          note
            ? {
                direction: note.direction,
                occasion: note.occasion,
                year: note.year ? String(note.year) : "",
                amount:
                  note.amount === null
                    ? ""
                    : `${note.currency === "INR" ? "" : `${note.currency} `}${note.amount.toLocaleString("en-IN")}`,
                what: note.what ?? "",
              }
            : NEW,
        )
      }
      onSave={save}
    >
      <RadioGroup
        legend="Who gave"
        name={`direction-${note?.id ?? "new"}`}
        inline
        value={form.direction}
        onValueChange={(direction) => set({ direction })}
        options={[
          { value: "received", label: "They gave us" },
          { value: "given", label: "We gave them" },
        ]}
      />
      <TextField
        label="At whose wedding"
        help="Or at what: Rohan’s wedding, the housewarming."
        maxLength={120}
        autoComplete="off"
        value={form.occasion}
        onChange={(event) => set({ occasion: event.target.value })}
      />
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label="Amount"
          optional
          inputMode="decimal"
          maxLength={24}
          autoComplete="off"
          value={form.amount}
          onChange={(event) => set({ amount: event.target.value })}
        />
        <TextField
          label="Year"
          optional
          inputMode="numeric"
          maxLength={4}
          autoComplete="off"
          value={form.year}
          onChange={(event) => set({ year: event.target.value })}
        />
      </div>
      <TextField
        label="What it was"
        optional
        maxLength={200}
        autoComplete="off"
        value={form.what}
        onChange={(event) => set({ what: event.target.value })}
      />
    </FormDialog>
  );
}
