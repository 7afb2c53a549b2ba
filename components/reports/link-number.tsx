"use client";

import { Contact } from "lucide-react";
import { useRef, useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { type CommandResult, useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";

type Props = {
  weddingId: string;
  unitId: string;
  household: string;
  phone: string;
  people: readonly { id: string; name: string }[];
};

const NEW = "new";

/** A number nobody has goes to somebody of the family: from then on their messages are theirs by themselves. */
export function LinkNumber({ weddingId, unitId, household, phone, people }: Props) {
  const { run, busy } = useCommand(weddingId);
  const [who, setWho] = useState("");
  const [name, setName] = useState("");
  // The same attempt keeps its id, so that an answer lost on the way adds nobody twice.
  const attempt = useRef<string>(null);

  const takeBack = async (batchId: string | null, mergeId?: string) => {
    if (mergeId) {
      const apart = await run("guests.unmerge-people", { mergeId });
      if (!apart.ok) return notify.failed(apart.message);
    }
    const back = await run("imports.undo", { batchId });
    if (back.ok) notify.done("Undone", { more: "The number is nobody’s again." });
    else notify.failed(back.message);
  };

  const save = async (): Promise<string | undefined> => {
    const member = people.find((one) => one.id === who);
    const called = (member?.name ?? name).trim();
    if (!who) return "Choose who writes from this number.";
    if (!called) return "What is their name?";
    const batchId = attempt.current;
    const added: CommandResult<{ personId: string }> = await run("imports.add-guest", {
      batchId,
      name: called,
      phone,
      unitId,
      ageBand: "adult",
    });
    if (!added.ok) {
      if (added.code !== "offline") attempt.current = crypto.randomUUID();
      return added.message;
    }
    const merged = member
      ? await run<{ mergeId: string }>("guests.merge-people", {
          keptId: member.id,
          goneId: added.value.personId,
        })
      : undefined;
    if (merged && !merged.ok) {
      await run("imports.undo", { batchId });
      attempt.current = crypto.randomUUID();
      return merged.message;
    }
    notify.done(`${called} has this number now`, {
      undo: () => void takeBack(batchId, merged?.ok ? merged.value.mergeId : undefined),
    });
    return undefined;
  };

  return (
    <FormDialog
      title="Whose number is this?"
      sentence={`What comes from it later is counted for ${household} by itself.`}
      trigger={
        <Button>
          <Contact aria-hidden="true" />
          Keep the number
        </Button>
      }
      saveLabel="Keep it"
      busy={busy}
      onOpen={() => {
        attempt.current = crypto.randomUUID();
        setWho(people.length === 0 ? NEW : "");
        setName("");
      }}
      onSave={save}
    >
      <RadioGroup
        legend={`Who of ${household}`}
        name="who"
        value={who}
        onValueChange={setWho}
        options={[
          ...people.map((one) => ({ value: one.id, label: one.name })),
          { value: NEW, label: "Somebody who is not in the list yet" },
        ]}
      />
      {who === NEW ? (
        <TextField
          label="Their name"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      ) : null}
    </FormDialog>
  );
}
