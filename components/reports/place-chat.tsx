"use client";

import { UserRoundSearch } from "lucide-react";
import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { GuestPicker } from "@/components/guests/guest-picker";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/radio-group";
import type { GuestHit } from "@/lib/guests/queries/search";
import type { ChatToRead } from "@/lib/rsvp/queries/to-read";

/** Says which family wrote from a number nobody has. */
export function PlaceChat({ weddingId, chat }: { weddingId: string; chat: ChatToRead }) {
  const { act, busy } = useUndoable(weddingId);
  const [hit, setHit] = useState<GuestHit>();
  const [known, setKnown] = useState("");
  const several = chat.candidates.length > 0;
  return (
    <FormDialog
      title="Which family wrote this?"
      sentence="The messages go to that family’s chat, and you can answer them there."
      trigger={
        <Button variant="primary">
          <UserRoundSearch aria-hidden="true" />
          Say who this is
        </Button>
      }
      saveLabel="It is theirs"
      busy={busy}
      onOpen={() => {
        setHit(undefined);
        setKnown("");
      }}
      onSave={async () => {
        const unitId = known || hit?.unitId;
        if (!unitId) return "Choose a family.";
        const done = await act<{ household: string }>(
          [
            {
              command: "rsvp.place-messages",
              input: { messages: chat.messages.map((one) => one.id), unitId },
            },
          ],
          ({ household }) => `Now in the chat of ${household}`,
        );
        return done.ok ? undefined : done.message;
      }}
    >
      {several ? (
        <RadioGroup
          legend="Families with this number"
          name="candidate"
          value={known}
          onValueChange={(value) => {
            setKnown(value);
            setHit(undefined);
          }}
          options={chat.candidates.map((one) => ({ value: one.unitId, label: one.household }))}
        />
      ) : null}
      <GuestPicker
        weddingId={weddingId}
        of="families"
        label={several ? "Or another family" : "Which family"}
        legend="Families found"
        without={chat.candidates.map((one) => one.unitId)}
        value={hit}
        onChange={(next) => {
          setHit(next);
          if (next) setKnown("");
        }}
      />
    </FormDialog>
  );
}
