"use client";

import { UserRoundCheck } from "lucide-react";
import { type FormEvent, useState } from "react";
import { GuestPicker } from "@/components/guests/guest-picker";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { FieldError } from "@/components/ui/field-parts";
import { RadioGroup } from "@/components/ui/radio-group";
import type { GuestHit } from "@/lib/guests/queries/household";

export type MergePersonProps = {
  weddingId: string;
  person: { id: string; name: string };
  household: { id: string; name: string };
};

/** Two entries, one human being: which of them is kept, and what that does to both families. */
export function MergePerson({ weddingId, person, household }: MergePersonProps) {
  const { act, busy } = useUndoable(weddingId);
  const [open, setOpen] = useState(false);
  const [other, setOther] = useState<GuestHit>();
  const [keep, setKeep] = useState<"this" | "other">("this");
  const [error, setError] = useState<string>();
  const id = `merge-${person.id}`;
  const here = { id: person.id, name: person.name, family: household.name, unitId: household.id };
  const there = other && { ...other, id: other.personId ?? "" };
  const pair = there && (keep === "this" ? { kept: here, gone: there } : { kept: there, gone: here });

  const show = (next: boolean) => {
    setOpen(next);
    setOther(undefined);
    setKeep("this");
    setError(undefined);
  };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (busy) return;
    if (!pair) return setError("Choose who it is.");
    const input = { keptId: pair.kept.id, goneId: pair.gone.id };
    const done = await act(
      [{ command: "guests.merge-people", input }],
      `${pair.gone.name} and ${pair.kept.name} are one person now`,
    );
    if (!done.ok) return setError(done.message);
    setOpen(false);
  };

  return (
    <Dialog
      open={open}
      onOpenChange={show}
      keepOpenOnOutsideClick
      title={`${person.name} is the same person as…`}
      sentence="For somebody who stands in the lists twice."
      trigger={
        <Button variant="quiet" size="sm" aria-label={`Same person as… (${person.name})`}>
          <UserRoundCheck aria-hidden="true" />
          Same person as…
        </Button>
      }
      footer={
        <>
          <DialogClose>Go back</DialogClose>
          <Button type="submit" form={id} variant="primary" loading={busy}>
            Make them one person
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={(event) => void save(event)} className="grid gap-5">
        <GuestPicker
          weddingId={weddingId}
          of="people"
          label="Look for the other one"
          legend="Who is the same person"
          without={[person.id]}
          value={other}
          onChange={(hit) => {
            setError(undefined);
            setOther(hit);
          }}
        />
        {other && pair ? (
          <>
            <RadioGroup
              legend="Which one is kept"
              name={`${id}-keep`}
              value={keep}
              onValueChange={(value) => setKeep(value as "this" | "other")}
              options={[
                { value: "this", label: person.name, help: household.name },
                { value: "other", label: other.name, help: other.family },
              ]}
            />
            <p>
              {mergeWords(pair.kept, pair.gone)}{" "}
              <span className="text-muted">You can take it apart again.</span>
            </p>
          </>
        ) : null}
        <FieldError id={`${id}-error`}>{error}</FieldError>
      </form>
    </Dialog>
  );
}

type Side = { name: string; family: string; unitId: string };

/** One sentence for what will happen. */
function mergeWords(kept: Side, gone: Side): string {
  const what = `“${gone.name}” goes into “${kept.name}”, with the numbers, notes and replies of both`;
  return kept.unitId === gone.unitId
    ? `${what}; ${kept.family} counts one person less.`
    : `${what}; that is one person in ${kept.family}, and no longer one in ${gone.family}.`;
}
