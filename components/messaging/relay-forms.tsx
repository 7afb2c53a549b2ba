"use client";

import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { LANGUAGES } from "@/components/messaging/languages";
import { MessagePreview } from "@/components/messaging/message-preview";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { SelectField, TextareaField, TextField } from "@/components/ui/text-field";
import { variablesOf } from "@/lib/kernel/template-text";
import { exampleOf } from "@/lib/messaging/rules/draft";
import { fillsOf } from "@/lib/messaging/rules/parameters";
import { renderTemplate } from "@/lib/messaging/rules/render";

const TEXT =
  "Namaste {{family}}, {{hosts}} lovingly invite you to {{functions}}. We have kept {{places}} for you. Please tell us here whether you come: {{link}}";

/** A relative who writes from their own phone. */
export function AddRelay({ weddingId }: { weddingId: string }) {
  const { run, busy } = useCommand(weddingId);
  const [form, setForm] = useState({ label: "", number: "" });
  return (
    <FormDialog
      title="Add a relative’s phone"
      sentence="For families whom WhatsApp does not let us write to, or who answer only to somebody they know. Each message is sent by hand from that phone, and costs nothing."
      trigger={<Button>Add a relative’s phone</Button>}
      saveLabel="Add it"
      busy={busy}
      onOpen={() => setForm({ label: "", number: "" })}
      onSave={async () => {
        const id = crypto.randomUUID();
        const done = await run("messaging.add-relay", { id, label: form.label, displayNumber: form.number });
        if (!done.ok) return done.message;
        await run("messaging.write-relay-text", {
          senderId: id,
          name: "Invitation",
          language: "en",
          body: TEXT,
        });
        return undefined;
      }}
    >
      <TextField
        label="Whose phone is it?"
        value={form.label}
        maxLength={60}
        onChange={(event) => setForm({ ...form, label: event.target.value })}
      />
      <TextField
        label="Their number"
        help="With + and the country code if it is from another country."
        type="tel"
        value={form.number}
        onChange={(event) => setForm({ ...form, number: event.target.value })}
      />
    </FormDialog>
  );
}

/** The text that goes out from a relative's phone. */
export function WriteRelayText({ weddingId, senderId }: { weddingId: string; senderId: string }) {
  const { run, busy } = useCommand(weddingId);
  const first = { name: "", language: "en", body: TEXT };
  const [form, setForm] = useState(first);
  const parameters = variablesOf(form.body);
  const fills = fillsOf(parameters, null);
  return (
    <FormDialog
      title="Write a text for this phone"
      sentence="Nobody has to approve it. {{family}}, {{hosts}}, {{functions}}, {{places}}, {{deadline}} and {{link}} are filled for each family; the same name again replaces a text no invite uses yet."
      trigger={<Button size="sm">Write a text</Button>}
      saveLabel="Save the text"
      busy={busy}
      onOpen={() => setForm(first)}
      onSave={async () => {
        const done = await run("messaging.write-relay-text", { senderId, ...form });
        return done.ok ? undefined : done.message;
      }}
    >
      <TextField
        label="Name"
        value={form.name}
        maxLength={60}
        onChange={(event) => setForm({ ...form, name: event.target.value })}
      />
      <SelectField
        label="Language"
        options={LANGUAGES}
        value={form.language}
        onChange={(event) => setForm({ ...form, language: event.target.value })}
      />
      <TextareaField
        label="Message"
        rows={6}
        maxLength={1000}
        value={form.body}
        onChange={(event) => setForm({ ...form, body: event.target.value })}
      />
      <MessagePreview
        text={renderTemplate(
          form.body,
          fills.map((fill, place) => (fill ? exampleOf(fill) : `{{${parameters[place]}}}`)),
        )}
      />
    </FormDialog>
  );
}
