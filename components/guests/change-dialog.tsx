"use client";

import { useState } from "react";
import { languageWords } from "@/components/guests/person-words";
import { type BulkChange, useBulkEdit } from "@/components/guests/use-bulk-edit";
import type { BulkChoice } from "@/components/guests/use-bulk-invite";
import { familiesWords, sideWords } from "@/components/guests/words";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import { SelectField, TextField } from "@/components/ui/text-field";

export type ChangeDialogProps = {
  weddingId: string;
  choice: BulkChoice;
  /** Tags in use. */
  tags: readonly string[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDone: () => void;
};

type Kind = BulkChange["kind"];
type Form = { kind: Kind; tag: string; side: string; language: string };

const KINDS: { value: Kind; label: string }[] = [
  { value: "tag", label: "Add a tag" },
  { value: "untag", label: "Take a tag off" },
  { value: "side", label: "Set the side" },
  { value: "language", label: "Set the language" },
  { value: "off", label: "Take off the guest list" },
];

/** What is to be done, or what is still missing. */
function changeOf({
  kind,
  tag,
  side,
  language,
}: Form): { change: BulkChange; said: string } | { missing: string } {
  const name = tag.trim();
  switch (kind) {
    case "tag":
      if (!name) return { missing: "Write the tag." };
      return { change: { kind, tag: name }, said: `Tag “${name}” added` };
    case "untag":
      if (!name) return { missing: "Choose a tag." };
      return { change: { kind, tag: name }, said: `Tag “${name}” taken off` };
    case "side":
      return { change: { kind, side }, said: `${sideWords[side]} now` };
    case "off":
      return { change: { kind }, said: "" };
    case "language":
      return {
        change: { kind, language: language || null },
        said: language ? `Written to in ${languageWords[language]}` : "Language as the lists say",
      };
  }
}

/** One change for all chosen families: a tag, the side, the language, or that they are no guests. */
export function ChangeDialog(props: ChangeDialogProps) {
  const { weddingId, choice, tags, open, onOpenChange } = props;
  const [form, setForm] = useState<Form>({ kind: "tag", tag: "", side: "both", language: "" });
  const [error, setError] = useState<string>();
  const { go, busy } = useBulkEdit(weddingId);
  const who = familiesWords(choice.count);
  const set = (part: Partial<Form>) => {
    setError(undefined);
    setForm({ ...form, ...part });
  };
  const submit = async () => {
    const wanted = changeOf(form);
    if ("missing" in wanted) return setError(wanted.missing);
    const refused = await go(choice, wanted.change, wanted.said);
    if (refused) return setError(refused);
    onOpenChange(false);
    props.onDone();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      problem={error}
      title={`Change ${who}`}
      sentence="What you say here stands over what the lists say. You can undo it."
      footer={
        <>
          <DialogClose>Go back</DialogClose>
          <Button variant="primary" loading={busy} onClick={() => void submit()}>
            {form.kind === "off" ? `Take ${who} off the guest list` : `Change ${who}`}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        <RadioGroup
          legend="What to change"
          name="bulk-change"
          value={form.kind}
          onValueChange={(kind) => set({ kind: kind as Kind, tag: "" })}
          options={KINDS.filter(({ value }) => value !== "untag" || tags.length > 0)}
        />
        <ChangeField form={form} set={set} tags={tags} />
      </div>
    </Dialog>
  );
}

function ChangeField({
  form,
  set,
  tags,
}: {
  form: Form;
  set: (part: Partial<Form>) => void;
  tags: readonly string[];
}) {
  if (form.kind === "tag")
    return (
      <>
        <TextField
          label="Tag"
          help="A word of your own: Outstation, VIP, Office."
          list="tags-in-use"
          autoComplete="off"
          maxLength={60}
          value={form.tag}
          onChange={(event) => set({ tag: event.target.value })}
        />
        <datalist id="tags-in-use">
          {tags.map((tag) => (
            <option key={tag} value={tag} />
          ))}
        </datalist>
      </>
    );
  if (form.kind === "untag")
    return (
      <SelectField
        label="Tag"
        value={form.tag}
        onChange={(event) => set({ tag: event.target.value })}
        options={[{ value: "", label: "Choose" }, ...tags.map((tag) => ({ value: tag, label: tag }))]}
      />
    );
  if (form.kind === "off")
    return (
      <p>
        They are not counted, not invited and not written to any more. What they answered is kept, and does
        not count. Their page opens no more. Lists that bring the same numbers again do not change that.
      </p>
    );
  if (form.kind === "side")
    return (
      <SelectField
        label="Side"
        value={form.side}
        onChange={(event) => set({ side: event.target.value })}
        options={Object.entries(sideWords).map(([value, label]) => ({ value, label }))}
      />
    );
  return (
    <SelectField
      label="Language to write in"
      value={form.language}
      onChange={(event) => set({ language: event.target.value })}
      options={[
        { value: "", label: "As the lists say" },
        ...Object.entries(languageWords).map(([value, label]) => ({ value, label })),
      ]}
    />
  );
}
