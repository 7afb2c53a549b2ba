"use client";

import { Pencil } from "lucide-react";
import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { SelectField, TextareaField, TextField } from "@/components/ui/text-field";
import {
  fieldsOf,
  NO_TRAVEL,
  planOf,
  type TravelFields,
  type TravelPlan,
  type TravelProblem,
} from "@/lib/rsvp/rules/more-form";

const HOW = [
  { value: "", label: "Not said" },
  { value: "flight", label: "By flight" },
  { value: "train", label: "By train" },
  { value: "road", label: "By road" },
  { value: "local", label: "They live in the city" },
];

const WHY: Record<TravelProblem, string> = {
  date: "A day could not be read. Write it like 2026-12-14.",
  time: "A time could not be read. Write it like 09:30.",
  no_day: "A time needs its day as well.",
  order: "They leave before they arrive. Please look at the days again.",
  rooms: "Write the number of rooms in digits.",
};

export type NoteTravelProps = {
  weddingId: string;
  unitId: string;
  household: string;
  travel: { plan: TravelPlan; version: number } | null;
};

/** What a family said of its journey on the phone, noted by hand. */
export function NoteTravel({ weddingId, unitId, household, travel }: NoteTravelProps) {
  const { act, busy } = useUndoable(weddingId);
  const [form, setForm] = useState<TravelFields>(() => fieldsOf(travel?.plan ?? NO_TRAVEL));
  const [version, setVersion] = useState(0);
  const set = (part: Partial<TravelFields>) => setForm({ ...form, ...part });
  const save = async () => {
    const trimmed = Object.fromEntries(
      Object.entries(form).map(([name, value]) => [name, typeof value === "string" ? value.trim() : value]),
    ) as TravelFields;
    const read = planOf(trimmed);
    if ("problem" in read) return WHY[read.problem];
    const done = await act(
      [{ command: "rsvp.note-travel", input: { unitId, version, plan: read.plan } }],
      `The journey of ${household} is noted`,
    );
    return done.ok ? undefined : done.message;
  };
  return (
    <FormDialog
      title={`How ${household} travel`}
      sentence="Days and times are those of the wedding. Every field may stay empty."
      saveLabel="Save"
      busy={busy}
      onOpen={() => {
        setForm(fieldsOf(travel?.plan ?? NO_TRAVEL));
        setVersion(travel?.version ?? 0);
      }}
      onSave={save}
      trigger={
        <Button variant="quiet" size="sm" aria-label={`Note how ${household} travel`}>
          <Pencil aria-hidden="true" />
          Note
        </Button>
      }
    >
      <Way way="arrives" title="Arrival" form={form} set={set} />
      <Checkbox
        label="They would like to be picked up"
        checked={form.pickUp}
        onCheckedChange={(pickUp) => set({ pickUp })}
      />
      <Way way="departs" title="Departure" form={form} set={set} />
      <TextField
        label="Rooms"
        inputMode="numeric"
        autoComplete="off"
        value={form.rooms}
        onChange={(event) => set({ rooms: event.target.value })}
      />
      <TextareaField
        label="Note"
        optional
        maxLength={500}
        value={form.note}
        onChange={(event) => set({ note: event.target.value })}
      />
    </FormDialog>
  );
}

type WayProps = {
  way: "arrives" | "departs";
  title: string;
  form: TravelFields;
  set: (part: Partial<TravelFields>) => void;
};

function Way({ way, title, form, set }: WayProps) {
  const field = (name: "On" | "At" | "Ref" | "By") => ({
    value: form[`${way}${name}`],
    onChange: (event: { target: { value: string } }) => set({ [`${way}${name}`]: event.target.value }),
  });
  return (
    <fieldset className="grid min-w-0 grid-cols-2 gap-3">
      <legend className="mb-1 font-medium">{title}</legend>
      <TextField label="Day" type="date" {...field("On")} />
      <TextField label="Time" type="time" {...field("At")} />
      <SelectField label="How" options={HOW} {...field("By")} />
      <TextField label="Flight or train" maxLength={80} autoComplete="off" {...field("Ref")} />
    </fieldset>
  );
}
