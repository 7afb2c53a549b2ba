"use client";

import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { bandWords, dietWords, languageWords } from "@/components/guests/person-words";
import { type Step, useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { RadioGroup } from "@/components/ui/radio-group";
import { SelectField, TextareaField, TextField } from "@/components/ui/text-field";

export type EditablePerson = {
  id: string;
  version: number;
  name: string;
  ageBand: string;
  language: string | null;
  diet: string | null;
  notes: string | null;
  chosen: boolean;
  /** What they eat at a function, where it differs, by the function's id. */
  diets: Readonly<Record<string, string>>;
};

export type PersonEditProps = {
  weddingId: string;
  person: EditablePerson;
  /** The functions their family is invited to. */
  functions: readonly { id: string; name: string }[];
  /** Others of the family who were chosen to speak for it until now. */
  speakers: readonly { id: string; name: string }[];
};

const formOf = (person: EditablePerson) => ({
  name: person.name,
  ageBand: person.ageBand,
  language: person.language ?? "",
  diet: person.diet ?? "",
  notes: person.notes ?? "",
  contact: person.chosen,
  diets: { ...person.diets } as Record<string, string>,
});
type Form = ReturnType<typeof formOf>;

const textOrNull = (text: string): string | null => text.trim() || null;

/** Only what differs from what was there when the dialog opened: what others changed meanwhile stays theirs. */
function changesOf(form: Form, before: Form): Record<string, unknown> {
  return {
    ...(form.name.trim() === before.name ? {} : { name: form.name.trim() }),
    ...(form.ageBand === before.ageBand ? {} : { ageBand: form.ageBand }),
    ...(form.language === before.language ? {} : { language: form.language || null }),
    ...(form.diet === before.diet ? {} : { diet: form.diet || null }),
    ...(form.notes === before.notes ? {} : { notes: textOrNull(form.notes) }),
    ...(form.contact === before.contact ? {} : { contact: form.contact ? 1 : null }),
  };
}

/** What they eat at each function that was changed; null where it is as always. */
const dietSteps = (personId: string, form: Form, before: Form): Step[] =>
  Object.entries(form.diets)
    .filter(([eventId, diet]) => diet !== (before.diets[eventId] ?? ""))
    .map(([eventId, diet]) => ({
      command: "guests.set-diet",
      input: { personId, eventId, diet: diet || null },
    }));

const choices = (words: Record<string, string>, none: string, now: string) => [
  { value: "", label: none },
  ...Object.entries(words).map(([value, label]) => ({ value, label })),
  // What a list said in a word of its own stays choosable.
  ...(now && !words[now] ? [{ value: now, label: now }] : []),
];

export function PersonEdit({ weddingId, person, speakers, functions }: PersonEditProps) {
  const { act, busy } = useUndoable(weddingId);
  const router = useRouter();
  const [before, setBefore] = useState<Form>(() => formOf(person));
  const [form, setForm] = useState<Form>(before);
  const [nameError, setNameError] = useState<string>();
  const id = `edit-${person.id}`;
  const set = (part: Partial<Form>) => setForm({ ...form, ...part });

  const begin = () => {
    setNameError(undefined);
    setBefore(formOf(person));
    setForm(formOf(person));
  };

  const save = async () => {
    const noName = form.name.trim() === "";
    setNameError(noName ? "A guest needs a name." : undefined);
    if (noName) return "Please write a name first.";
    const changes = changesOf(form, before);
    const food = dietSteps(person.id, form, before);
    if (Object.keys(changes).length + food.length === 0) return undefined;
    const edit =
      Object.keys(changes).length > 0
        ? [
            {
              command: "guests.edit-person",
              input: { personId: person.id, version: person.version, changes },
            },
          ]
        : [];
    const instead =
      changes.contact === 1 && speakers.length > 0
        ? [
            {
              command: "guests.set-person-edits",
              input: { edits: speakers.map((one) => ({ personId: one.id, field: "contact", edit: null })) },
            },
          ]
        : [];
    const done = await act([...edit, ...instead, ...food], `${form.name.trim()} is changed`);
    // What somebody else saved comes to the page; what was typed here stays.
    if (!done.ok && done.code === "stale") router.refresh();
    return done.ok ? undefined : done.message;
  };

  return (
    <FormDialog
      title={`Edit ${person.name}`}
      sentence="What you set here stands over what the lists say."
      saveLabel="Save"
      busy={busy}
      onOpen={begin}
      onSave={save}
      trigger={
        <Button variant="quiet" size="sm" aria-label={`Edit ${person.name}`}>
          <Pencil aria-hidden="true" />
          Edit
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
        name={`${id}-age`}
        inline
        value={form.ageBand}
        onValueChange={(ageBand) => set({ ageBand })}
        options={Object.entries(bandWords).map(([value, label]) => ({ value, label }))}
      />
      <SelectField
        label="Language to write in"
        value={form.language}
        onChange={(event) => set({ language: event.target.value })}
        options={choices(languageWords, "As the family", form.language)}
      />
      <SelectField
        label="Food"
        value={form.diet}
        onChange={(event) => set({ diet: event.target.value })}
        options={choices(dietWords, "Not said", form.diet)}
      />
      {functions.length > 0 ? (
        <FoodPerFunction
          functions={functions}
          diets={form.diets}
          onChange={(id, diet) => set({ diets: { ...form.diets, [id]: diet } })}
        />
      ) : null}
      <TextareaField
        label="Notes"
        optional
        maxLength={4000}
        value={form.notes}
        onChange={(event) => set({ notes: event.target.value })}
      />
      <Checkbox
        label="Speaks for the family"
        help={
          form.contact && speakers.length > 0
            ? `Instead of ${speakers.map((one) => one.name).join(", ")}. Messages for the family go to this person.`
            : "Messages for the family go to this person."
        }
        checked={form.contact}
        onCheckedChange={(contact) => set({ contact })}
      />
    </FormDialog>
  );
}

type FoodProps = {
  functions: readonly { id: string; name: string }[];
  diets: Readonly<Record<string, string>>;
  onChange: (eventId: string, diet: string) => void;
};

/** Fasting on the day of the puja: what somebody eats at one function, where it differs. */
function FoodPerFunction({ functions, diets, onChange }: FoodProps) {
  const differs = functions.filter(({ id }) => diets[id]).length;
  return (
    <details open={differs > 0}>
      <summary className="hit-area w-fit underline underline-offset-4">Different food at a function</summary>
      <div className="mt-3 grid gap-4 sm:grid-cols-2">
        {functions.map(({ id, name }) => (
          <SelectField
            key={id}
            label={name}
            value={diets[id] ?? ""}
            onChange={(event) => onChange(id, event.target.value)}
            options={choices(dietWords, "As always", diets[id] ?? "")}
          />
        ))}
      </div>
    </details>
  );
}
