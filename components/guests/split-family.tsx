"use client";

import { Split } from "lucide-react";
import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { TextField } from "@/components/ui/text-field";

export type SplitFamilyProps = {
  weddingId: string;
  household: { id: string; name: string };
  people: readonly { id: string; name: string }[];
  /** Members without a name stay here, whoever leaves. */
  unnamed: number;
  invited: boolean;
};

const listed = (names: readonly string[]): string => new Intl.ListFormat("en-IN").format(names);

/** Some of a family get an invitation and an answer of their own. */
export function SplitFamily({ weddingId, household, people, unnamed, invited }: SplitFamilyProps) {
  const { act, busy } = useUndoable(weddingId);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState<string>();
  const leaving = people.filter((one) => chosen.includes(one.id));
  const name = typed ?? leaving[0]?.name ?? "";

  const save = async () => {
    if (leaving.length === 0) return "Choose who leaves this family.";
    if (leaving.length === people.length && unnamed === 0) return "Somebody has to stay in this family.";
    if (name.trim() === "") return "Give the new family a name.";
    const input = { unitId: household.id, personIds: leaving.map((one) => one.id), name: name.trim() };
    const done = await act(
      [{ command: "guests.split-household", input }],
      `${name.trim()} is a family of their own now`,
      invited
        ? "Invited to the same functions, with their own seats. You find them under Guests."
        : "You find them under Guests.",
    );
    return done.ok ? undefined : done.message;
  };

  return (
    <FormDialog
      title="Make a family of their own"
      sentence={`For some of ${household.name} who are to be invited and to answer by themselves.`}
      saveLabel="Make the family"
      busy={busy}
      onOpen={() => {
        setChosen([]);
        setTyped(undefined);
      }}
      onSave={save}
      trigger={
        <Button variant="quiet" size="sm">
          <Split aria-hidden="true" />
          Make a family of their own
        </Button>
      }
    >
      <fieldset className="min-w-0">
        <legend className="mb-1 font-medium">Who leaves</legend>
        {people.map((one) => (
          <Checkbox
            key={one.id}
            label={one.name}
            checked={chosen.includes(one.id)}
            onCheckedChange={(on) =>
              setChosen(on ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))
            }
          />
        ))}
      </fieldset>
      <TextField
        label="Name of the new family"
        required
        maxLength={200}
        autoComplete="off"
        value={name}
        onChange={(event) => setTyped(event.target.value)}
      />
      {leaving.length > 0 ? (
        <p>
          {listed(leaving.map((one) => one.name))} {leaving.length === 1 ? "leaves" : "leave"}{" "}
          {household.name}
          {invited
            ? `, invited to the same functions with ${leaving.length === 1 ? "a seat" : "seats"} taken along`
            : ""}
          . <span className="text-muted">You can undo this.</span>
        </p>
      ) : null}
    </FormDialog>
  );
}
