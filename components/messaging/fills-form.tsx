"use client";

import { useState } from "react";
import { useUndoable } from "@/components/guests/use-undoable";
import { FillFields, problemOfFill } from "@/components/messaging/fill-fields";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import type { Fill } from "@/lib/messaging/rules/parameters";

export type FillsFormProps = {
  weddingId: string;
  templateId: string;
  parameters: readonly string[];
  fills: readonly (Fill | null)[];
};

/** What the places of one message stand for. */
export function FillsForm({ weddingId, templateId, parameters, fills }: FillsFormProps) {
  const { act, busy } = useUndoable(weddingId);
  const [form, setForm] = useState<(Fill | null)[]>([...fills]);
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<string>();
  const save = async () => {
    setTried(true);
    if (form.some((fill) => problemOfFill(fill))) return;
    const done = await act(
      [{ command: "messaging.set-fills", input: { templateId, fills: form } }],
      "The places of this message are explained",
      "Messages that are frozen already stay as they are.",
    );
    setError(done.ok ? undefined : done.message);
  };
  return (
    <form
      noValidate
      className="grid gap-4 rounded-md border border-line p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <p className="font-medium text-sm">What the places in double brackets stand for</p>
      <FillFields parameters={parameters} fills={form} onChange={setForm} showErrors={tried} />
      <div>
        <Button type="submit" loading={busy}>
          Save
        </Button>
        <FieldError id="fills-error">{error}</FieldError>
      </div>
    </form>
  );
}
