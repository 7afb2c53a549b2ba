"use client";

import { useRef, useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";

export type AddNumberProps = {
  weddingId: string;
  person: { id: string; name: string };
};

/** What a list did not have, or had wrong. A wrong number beside it is taken away under its own "Not theirs". */
export function AddNumber({ weddingId, person }: AddNumberProps) {
  const { act, busy } = useUndoable(weddingId);
  const [phone, setPhone] = useState("");
  const [email, setEmail] = useState("");
  // The same attempt, sent again after a broken connection, adds nothing twice.
  const attempt = useRef("");
  const save = async () => {
    if (!phone.trim() && !email.trim()) return "Write the number, or the e-mail.";
    const input = {
      batchId: attempt.current,
      personId: person.id,
      ...(phone.trim() ? { phone } : {}),
      ...(email.trim() ? { email } : {}),
    };
    const done = await act(
      [{ command: "imports.add-number", input }],
      `${person.name} can be reached there, too`,
    );
    if (!done.ok && done.code !== "offline") attempt.current = crypto.randomUUID();
    return done.ok ? undefined : done.message;
  };
  return (
    <FormDialog
      title={`How ${person.name} can be reached`}
      sentence="A number of another country starts with + and the country’s code."
      saveLabel="Add"
      busy={busy}
      onOpen={() => {
        attempt.current = crypto.randomUUID();
        setPhone("");
        setEmail("");
      }}
      onSave={save}
      trigger={
        <Button variant="quiet" size="sm" aria-label={`Add a number (${person.name})`}>
          Add a number
        </Button>
      }
    >
      <TextField
        label="Phone number"
        type="tel"
        autoComplete="off"
        value={phone}
        onChange={(event) => setPhone(event.target.value)}
      />
      <TextField
        label="E-mail"
        type="email"
        autoComplete="off"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
    </FormDialog>
  );
}
