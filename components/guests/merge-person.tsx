"use client";

import { UserRoundCheck } from "lucide-react";
import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { GuestPicker } from "@/components/guests/guest-picker";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/radio-group";
import type { GuestHit } from "@/lib/guests/queries/search";

export type MergePersonProps = {
  weddingId: string;
  person: { id: string; name: string };
  household: { id: string; name: string };
};

/** Two entries, one human being: which of them is kept, and what that does to both families. */
export function MergePerson({ weddingId, person, household }: MergePersonProps) {
  const { act, busy } = useUndoable(weddingId);
  const [other, setOther] = useState<GuestHit>();
  const [keep, setKeep] = useState<"this" | "other">("this");
  const here = { id: person.id, name: person.name, family: household.name, unitId: household.id };
  const there = other && { ...other, id: other.personId ?? "" };
  const pair = there && (keep === "this" ? { kept: here, gone: there } : { kept: there, gone: here });

  const save = async () => {
    if (!pair) return "Choose who it is.";
    const done = await act(
      [{ command: "guests.merge-people", input: { keptId: pair.kept.id, goneId: pair.gone.id } }],
      `${pair.gone.name} and ${pair.kept.name} are one person now`,
    );
    return done.ok ? undefined : done.message;
  };

  return (
    <FormDialog
      title={`${person.name} is the same person as…`}
      sentence="For somebody who stands in the lists twice."
      saveLabel="Make them one person"
      busy={busy}
      onOpen={() => {
        setOther(undefined);
        setKeep("this");
      }}
      onSave={save}
      trigger={
        <Button variant="quiet" size="sm" aria-label={`Same person as… (${person.name})`}>
          <UserRoundCheck aria-hidden="true" />
          Same person as…
        </Button>
      }
    >
      <GuestPicker
        weddingId={weddingId}
        of="people"
        label="Look for the other one"
        legend="Who is the same person"
        without={[person.id]}
        value={other}
        onChange={setOther}
      />
      {other && pair ? (
        <>
          <RadioGroup
            legend="Which one is kept"
            name={`keep-${person.id}`}
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
    </FormDialog>
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
