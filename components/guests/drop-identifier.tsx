"use client";

import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

export type DropIdentifierProps = {
  weddingId: string;
  person: { id: string; name: string };
  kind: "phone" | "email";
  /** As stored, and as people read it. */
  value: string;
  shown: string;
};

/** A list gives somebody a number that is not theirs. */
export function DropIdentifier({ weddingId, person, kind, value, shown }: DropIdentifierProps) {
  const { act } = useUndoable(weddingId);
  const save = async () => {
    const done = await act(
      [{ command: "guests.drop-identifier", input: { personId: person.id, kind, value } }],
      `${shown} is not ${person.name}’s any more`,
    );
    return done.ok ? undefined : { error: done.message };
  };
  return (
    <ConfirmDialog
      title={`${shown} is not ${person.name}’s`}
      sentence="It is taken off them, and stays off when the same list comes again. If two people were one because of it, they are two again."
      undo="You can undo this."
      confirmLabel="Not theirs"
      onConfirm={save}
      trigger={
        <Button data-print="hide" variant="quiet" size="sm" aria-label={`Not theirs (${shown})`}>
          Not theirs
        </Button>
      }
    />
  );
}
