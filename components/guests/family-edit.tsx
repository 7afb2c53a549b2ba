"use client";

import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { languageWords } from "@/components/guests/person-words";
import { useUndoable } from "@/components/guests/use-undoable";
import { sideWords } from "@/components/guests/words";
import { Button } from "@/components/ui/button";
import { SelectField, TextareaField, TextField } from "@/components/ui/text-field";

export type EditableFamily = {
  id: string;
  version: number;
  name: string;
  side: string;
  address: string | null;
  language: string | null;
  tags: readonly string[];
  unnamedAdults: number;
  unnamedChildren: number;
};

export type FamilyEditProps = {
  weddingId: string;
  family: EditableFamily;
  /** The sides this person may give. */
  sides: readonly string[];
};

const formOf = (family: EditableFamily) => ({
  name: family.name,
  side: family.side,
  address: family.address ?? "",
  language: family.language ?? "",
  tags: family.tags.join(", "),
  adults: String(family.unnamedAdults),
  children: String(family.unnamedChildren),
});
type Form = ReturnType<typeof formOf>;

const tagsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;]/)
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];
const countOf = (text: string): number | null => {
  const n = Number(text.trim() || "0");
  return Number.isInteger(n) && n >= 0 && n <= 500 ? n : null;
};

/** Only what differs from what was there when the dialog opened: what others changed meanwhile stays theirs. */
function changesOf(form: Form, before: Form): Record<string, unknown> {
  const changed = (field: keyof Form) => form[field].trim() !== before[field];
  return {
    ...(changed("name") ? { name: form.name.trim() } : {}),
    ...(changed("side") ? { side: form.side } : {}),
    ...(changed("address") ? { address: form.address.trim() || null } : {}),
    ...(changed("language") ? { language: form.language || null } : {}),
    ...(changed("tags") ? { tags: tagsOf(form.tags) } : {}),
    ...(changed("adults") ? { unnamedAdults: countOf(form.adults) } : {}),
    ...(changed("children") ? { unnamedChildren: countOf(form.children) } : {}),
  };
}

function mistakesIn(form: Form): { name?: string; counts?: string } {
  return {
    ...(form.name.trim() === "" ? { name: "A family needs a name." } : {}),
    ...(countOf(form.adults) === null || countOf(form.children) === null
      ? { counts: "Write a number from 0 to 500." }
      : {}),
  };
}

export function FamilyEdit({ weddingId, family, sides }: FamilyEditProps) {
  const { act, busy } = useUndoable(weddingId);
  const router = useRouter();
  const [before, setBefore] = useState<Form>(() => formOf(family));
  const [form, setForm] = useState<Form>(before);
  const [mistakes, setMistakes] = useState<ReturnType<typeof mistakesIn>>({});
  const set = (part: Partial<Form>) => setForm({ ...form, ...part });

  const begin = () => {
    setMistakes({});
    setBefore(formOf(family));
    setForm(formOf(family));
  };
  const save = async () => {
    const found = mistakesIn(form);
    setMistakes(found);
    if (Object.keys(found).length > 0) return "Please mend what is marked first.";
    const changes = changesOf(form, before);
    if (Object.keys(changes).length === 0) return undefined;
    const input = { unitId: family.id, version: family.version, changes };
    const done = await act([{ command: "guests.edit-household", input }], `${form.name.trim()} is changed`);
    // What somebody else saved comes to the page; what was typed here stays.
    if (!done.ok && done.code === "stale") router.refresh();
    return done.ok ? undefined : done.message;
  };

  return (
    <FormDialog
      title={`Edit ${family.name}`}
      sentence="What you set here stands over what the lists say."
      saveLabel="Save"
      busy={busy}
      onOpen={begin}
      onSave={save}
      trigger={
        <Button>
          <Pencil aria-hidden="true" />
          Edit the family
        </Button>
      }
    >
      <TextField
        label="Name of the family"
        required
        maxLength={200}
        autoComplete="off"
        value={form.name}
        {...(mistakes.name ? { error: mistakes.name } : {})}
        onChange={(event) => set({ name: event.target.value })}
      />
      <SelectField
        label="Side"
        value={form.side}
        onChange={(event) => set({ side: event.target.value })}
        options={sides.map((side) => ({ value: side, label: sideWords[side] ?? side }))}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Adults without a name"
          inputMode="numeric"
          autoComplete="off"
          value={form.adults}
          {...(mistakes.counts ? { error: mistakes.counts } : {})}
          onChange={(event) => set({ adults: event.target.value })}
        />
        <TextField
          label="Children without a name"
          inputMode="numeric"
          autoComplete="off"
          value={form.children}
          onChange={(event) => set({ children: event.target.value })}
        />
      </div>
      <SelectField
        label="Language to write in"
        value={form.language}
        onChange={(event) => set({ language: event.target.value })}
        options={[
          { value: "", label: "As the lists say" },
          ...Object.entries(languageWords).map(([value, label]) => ({ value, label })),
        ]}
      />
      <TextField
        label="Tags"
        optional
        help="With a comma between: Outstation, VIP."
        autoComplete="off"
        value={form.tags}
        onChange={(event) => set({ tags: event.target.value })}
      />
      <TextareaField
        label="Address"
        optional
        maxLength={4000}
        value={form.address}
        onChange={(event) => set({ address: event.target.value })}
      />
    </FormDialog>
  );
}
