"use client";

import { Merge } from "lucide-react";
import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { GuestPicker } from "@/components/guests/guest-picker";
import { useUndoable } from "@/components/guests/use-undoable";
import { peopleCount } from "@/components/guests/words";
import { Button } from "@/components/ui/button";
import type { GuestHit } from "@/lib/guests/queries/search";

export type JoinFamilyProps = { weddingId: string; household: { id: string; name: string } };

/** Another family comes into this one: one invitation and one answer from then on. */
export function JoinFamily({ weddingId, household }: JoinFamilyProps) {
  const { act, busy } = useUndoable(weddingId);
  const [other, setOther] = useState<GuestHit>();

  const save = async () => {
    if (!other) return "Choose a family.";
    const done = await act(
      [{ command: "guests.join-households", input: { intoId: household.id, unitIds: [other.unitId] } }],
      `${other.family} and ${household.name} are one family now`,
    );
    return done.ok ? undefined : done.message;
  };

  return (
    <FormDialog
      title={`Join another family into ${household.name}`}
      sentence="For one family that the lists hold as two."
      saveLabel="Join them"
      busy={busy}
      onOpen={() => setOther(undefined)}
      onSave={save}
      trigger={
        <Button variant="quiet" size="sm">
          <Merge aria-hidden="true" />
          Join another family
        </Button>
      }
    >
      <GuestPicker
        weddingId={weddingId}
        of="families"
        label="Look for the family"
        legend="Which family comes in"
        without={[household.id]}
        value={other}
        onChange={setOther}
      />
      {other ? (
        <p>
          {other.family} ({peopleCount(other.people)}) becomes part of {household.name}: one invitation and
          one answer for all. What {other.family} was invited to and answered comes along.{" "}
          <span className="text-muted">You can undo this.</span>
        </p>
      ) : null}
    </FormDialog>
  );
}
