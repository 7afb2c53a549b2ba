"use client";

import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { useUndoable } from "@/components/guests/use-undoable";
import { familiesWords } from "@/components/guests/words";
import { costSentence } from "@/components/messaging/cost-words";
import { MessagePreview } from "@/components/messaging/message-preview";
import { templateTitle } from "@/components/messaging/template-choice";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/text-field";
import type { OtherSender } from "@/lib/messaging/loaders/other-senders";

/** What a paused invite has not sent yet, from another number: a human's choice. */
export function MoveRun(props: { weddingId: string; runId: string; others: readonly OtherSender[] }) {
  const { others } = props;
  const { act, busy } = useUndoable(props.weddingId);
  const first = { senderId: others[0]?.id ?? "", templateId: others[0]?.templates[0]?.id ?? "" };
  const [form, setForm] = useState(first);
  const sender = others.find((one) => one.id === form.senderId);
  const template = sender?.templates.find((one) => one.id === form.templateId);
  return (
    <FormDialog
      title="Go on from another number"
      sentence="Only what has not left yet is moved. The message must be filled the same way; guests see another sender, so choose one they know."
      trigger={<Button>Use another number</Button>}
      saveLabel="Move what is left"
      busy={busy}
      onOpen={() => setForm(first)}
      onSave={async () => {
        const done = await act<{ moved: number }>(
          [{ command: "messaging.move-run", input: { runId: props.runId, ...form } }],
          ({ moved }) =>
            `${familiesWords(moved)} will be written to from ${sender?.name ?? "the other number"}`,
          "Nothing has left yet: go on sending when you are ready.",
        );
        return done.ok ? undefined : done.message;
      }}
    >
      <SelectField
        label="Number"
        options={others.map((one) => ({ value: one.id, label: one.name }))}
        value={form.senderId}
        onChange={(event) => {
          const next = others.find((one) => one.id === event.target.value);
          setForm({ senderId: event.target.value, templateId: next?.templates[0]?.id ?? "" });
        }}
      />
      <SelectField
        label="Message"
        options={(sender?.templates ?? []).map((one) => ({
          value: one.id,
          label: `${templateTitle(one.name)}, ${one.language}`,
        }))}
        value={form.templateId}
        onChange={(event) => setForm({ ...form, templateId: event.target.value })}
      />
      {template ? (
        <div className="grid gap-2" aria-live="polite">
          <p>{costSentence(template.cost, template.category)}</p>
          <MessagePreview text={template.text} />
        </div>
      ) : null}
    </FormDialog>
  );
}
