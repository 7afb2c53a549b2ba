"use client";

import { CornerUpRight } from "lucide-react";
import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { GuestPicker } from "@/components/guests/guest-picker";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import type { GuestHit } from "@/lib/guests/queries/search";

export type MovePersonProps = {
  weddingId: string;
  person: { id: string; name: string };
  household: { id: string; name: string };
  /** Nobody stays behind: the family goes where this one goes. */
  last: boolean;
};

export function MovePerson({ weddingId, person, household, last }: MovePersonProps) {
  const { act, busy } = useUndoable(weddingId);
  const [target, setTarget] = useState<GuestHit>();

  const save = async () => {
    if (!target) return "Choose a family.";
    const done = await act(
      [{ command: "guests.move-people", input: { personIds: [person.id], unitId: target.unitId } }],
      `${person.name} belongs to ${target.family} now`,
    );
    return done.ok ? undefined : done.message;
  };

  return (
    <FormDialog
      title={`Move ${person.name} to another family`}
      sentence="For somebody a list put into the wrong family."
      saveLabel="Move"
      busy={busy}
      onOpen={() => setTarget(undefined)}
      onSave={save}
      trigger={
        <Button variant="quiet" size="sm" aria-label={`Move… (${person.name})`}>
          <CornerUpRight aria-hidden="true" />
          Move…
        </Button>
      }
    >
      <GuestPicker
        weddingId={weddingId}
        of="families"
        label="Look for the family"
        legend="To which family"
        without={[household.id]}
        value={target}
        onChange={setTarget}
      />
      {target ? (
        <p>
          {person.name} leaves {household.name} and is counted and invited with {target.family}.
          {last ? ` Nobody is left in ${household.name} then; its invitations and replies go along.` : ""}{" "}
          <span className="text-muted">You can undo this.</span>
        </p>
      ) : null}
    </FormDialog>
  );
}
