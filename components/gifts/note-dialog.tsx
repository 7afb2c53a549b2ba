"use client";

import { type ReactElement, useRef, useState } from "react";
import { amountText } from "@/components/gifts/gift-draft";
import { FormDialog } from "@/components/guests/form-dialog";
import { useUndoable } from "@/components/guests/use-undoable";
import { textOf } from "@/components/shared/text-of";
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
  // One id for one note, however often its form is sent.
  const id = useRef("");
  const set = (part: Partial<typeof NEW>) => setForm({ ...form, ...part });
  const text = textOf(form, set);
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
          : { command: "gifts.note-before", input: { ...facts, id: id.current, unitId: family.id } },
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
      onOpen={() => {
        id.current = crypto.randomUUID();
        setForm(
          note
            ? {
                direction: note.direction,
                occasion: note.occasion,
                year: note.year ? String(note.year) : "",
                amount: amountText(note),
                what: note.what ?? "",
              }
            : NEW,
        );
      }}
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
        {...text("occasion", 120)}
      />
      <div className="grid grid-cols-2 gap-4">
        <TextField label="Amount" optional inputMode="decimal" {...text("amount", 24)} />
        <TextField label="Year" optional inputMode="numeric" {...text("year", 4)} />
      </div>
      <TextField label="What it was" optional {...text("what", 200)} />
    </FormDialog>
  );
}
