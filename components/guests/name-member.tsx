"use client";

import { UserPlus } from "lucide-react";
import { useRef, useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { bandWords } from "@/components/guests/person-words";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextField } from "@/components/ui/text-field";

export type NameMemberProps = {
  weddingId: string;
  household: { id: string; name: string; side: string };
  unnamedAdults: number;
  unnamedChildren: number;
};

const EMPTY = { name: "", phone: "", ageBand: "adult", attested: false };

/** Somebody of the family gets a name: one of those counted so far, or one more. */
export function NameMember({ weddingId, household, unnamedAdults, unnamedChildren }: NameMemberProps) {
  const { act, busy } = useUndoable(weddingId);
  const [form, setForm] = useState(EMPTY);
  const [counted, setCounted] = useState(true);
  const [nameError, setNameError] = useState<string>();
  // The same attempt keeps its id, so that an answer lost on the way adds nobody twice.
  const attempt = useRef<string>(null);
  const set = (part: Partial<typeof EMPTY>) => setForm({ ...form, ...part });
  const left = form.ageBand === "adult" ? unnamedAdults : unnamedChildren;
  const any = unnamedAdults + unnamedChildren > 0;

  const begin = () => {
    attempt.current = crypto.randomUUID();
    setNameError(undefined);
    setCounted(true);
    setForm({ ...EMPTY, ageBand: unnamedAdults > 0 || unnamedChildren === 0 ? "adult" : "child" });
  };
  const save = async () => {
    const [name, phone] = [form.name.trim(), form.phone.trim()];
    setNameError(name ? undefined : "What is the guest's name?");
    if (!name) return "Please write a name first.";
    const input = {
      batchId: attempt.current,
      name,
      ...(phone ? { phone, attested: form.attested } : {}),
      ageBand: form.ageBand,
      side: household.side,
      unitId: household.id,
      ...(counted && left > 0 ? { outOfCount: true } : {}),
    };
    const done = await act([{ command: "imports.add-guest", input }], `${name} is part of ${household.name}`);
    if (!done.ok && done.code !== "offline") attempt.current = crypto.randomUUID();
    return done.ok ? undefined : done.message;
  };

  return (
    <FormDialog
      title={any ? `Name somebody of ${household.name}` : `Add somebody to ${household.name}`}
      sentence="They are counted and invited with the family."
      saveLabel="Add"
      busy={busy}
      onOpen={begin}
      onSave={save}
      trigger={
        <Button variant="quiet" size="sm">
          <UserPlus aria-hidden="true" />
          {any ? "Name somebody" : "Add somebody"}
        </Button>
      }
    >
      <TextField
        label="Name"
        required
        maxLength={200}
        autoComplete="off"
        value={form.name}
        {...(nameError ? { error: nameError } : {})}
        onChange={(event) => set({ name: event.target.value })}
      />
      <RadioGroup
        legend="Age"
        name="name-member-age"
        inline
        value={form.ageBand}
        onValueChange={(ageBand) => set({ ageBand })}
        options={Object.entries(bandWords).map(([value, label]) => ({ value, label }))}
      />
      <TextField
        label="Phone"
        optional
        type="tel"
        inputMode="tel"
        autoComplete="off"
        maxLength={60}
        value={form.phone}
        onChange={(event) => set({ phone: event.target.value })}
      />
      {form.phone.trim() ? (
        <Checkbox
          label="They gave us this number, and we may write to them about this wedding."
          checked={form.attested}
          onCheckedChange={(attested) => set({ attested })}
        />
      ) : null}
      {left > 0 ? (
        <Checkbox
          label="One of those counted without a name"
          help="Without this the family has one member more."
          checked={counted}
          onCheckedChange={setCounted}
        />
      ) : null}
    </FormDialog>
  );
}
