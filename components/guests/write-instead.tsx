"use client";

import { MessageCircle } from "lucide-react";
import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { GuestPicker } from "@/components/guests/guest-picker";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import type { GuestHit } from "@/lib/guests/queries/search";

export type WriteInsteadProps = {
  weddingId: string;
  household: { id: string; name: string; version: number };
  /** Those who live here are not to choose from. */
  residents: readonly string[];
  proxy: { name: string } | null;
};

/** Grandparents without a smartphone: somebody of another family gets their messages and answers for them. */
export function WriteInstead({ weddingId, household, residents, proxy }: WriteInsteadProps) {
  const { act, busy } = useUndoable(weddingId);
  const [chosen, setChosen] = useState<GuestHit>();
  const set = async (personId: string | null, said: string) => {
    const input = { unitId: household.id, version: household.version, changes: { proxyPersonId: personId } };
    const done = await act([{ command: "guests.edit-household", input }], said);
    return done.ok ? undefined : done.message;
  };
  if (proxy)
    return (
      <Button
        variant="quiet"
        size="sm"
        loading={busy}
        onClick={() => void set(null, `${household.name} is written to directly again`)}
      >
        Write to the family itself again
      </Button>
    );
  return (
    <FormDialog
      title={`Who gets the messages for ${household.name}?`}
      sentence="For a family without a smartphone. Whoever you choose is written to for them and can answer for them."
      saveLabel="Write to them instead"
      busy={busy}
      onOpen={() => setChosen(undefined)}
      onSave={() =>
        chosen?.personId
          ? set(chosen.personId, `${chosen.name} gets the messages for ${household.name} now`)
          : "Choose somebody."
      }
      trigger={
        <Button variant="quiet" size="sm">
          <MessageCircle aria-hidden="true" />
          Write to somebody else …
        </Button>
      }
    >
      <GuestPicker
        weddingId={weddingId}
        of="people"
        label="Look for somebody with a number"
        legend="Who is written to"
        without={residents}
        value={chosen}
        onChange={setChosen}
      />
    </FormDialog>
  );
}
