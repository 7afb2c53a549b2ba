"use client";

import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { GuestPicker } from "@/components/guests/guest-picker";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import type { GuestHit } from "@/lib/guests/queries/search";

export type SecondFamilyProps = {
  weddingId: string;
  person: { id: string; name: string; second: { unitId: string; name: string } | null };
  household: { id: string; name: string };
};

/** A daughter with her parents and with her husband's family: in both, counted once. */
export function SecondFamily({ weddingId, person, household }: SecondFamilyProps) {
  const { act, busy } = useUndoable(weddingId);
  const [target, setTarget] = useState<GuestHit>();
  const set = async (unitId: string | null, said: string) => {
    const done = await act(
      [{ command: "guests.set-second-household", input: { personId: person.id, unitId } }],
      said,
    );
    return done.ok ? undefined : done.message;
  };
  if (person.second) {
    const { name } = person.second;
    return (
      <Button
        variant="quiet"
        size="sm"
        loading={busy}
        onClick={() => void set(null, `${person.name} belongs to ${household.name} alone`)}
      >
        No longer also with {name}
      </Button>
    );
  }
  return (
    <FormDialog
      title={`${person.name} also belongs to …`}
      sentence={`They stay with ${household.name}. In the second family they have a place only where ${household.name} is not invited, so nobody is counted twice.`}
      saveLabel="Belongs there too"
      busy={busy}
      onOpen={() => setTarget(undefined)}
      onSave={() =>
        target ? set(target.unitId, `${person.name} also belongs to ${target.family}`) : "Choose a family."
      }
      trigger={
        <Button variant="quiet" size="sm" aria-label={`Also in … (${person.name})`}>
          Also in …
        </Button>
      }
    >
      <GuestPicker
        weddingId={weddingId}
        of="families"
        label="Look for the family"
        legend="The second family"
        without={[household.id]}
        value={target}
        onChange={setTarget}
      />
    </FormDialog>
  );
}
