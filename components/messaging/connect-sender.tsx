"use client";

import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";

const FIRST = { provider: "meta", displayNumber: "", phoneNumberId: "", businessAccountId: "" };

/** The family's own WhatsApp number, at Meta or at Twilio. */
export function ConnectSender({ weddingId }: { weddingId: string }) {
  const { run, busy } = useCommand(weddingId);
  const [form, setForm] = useState(FIRST);
  const set = (part: Partial<typeof FIRST>) => setForm({ ...form, ...part });
  const twilio = form.provider === "twilio";
  return (
    <FormDialog
      title="Connect a number"
      sentence="The operator has released it for weddings; its messages then come by themselves."
      trigger={<Button>Connect a number</Button>}
      saveLabel="Connect it"
      busy={busy}
      onOpen={() => setForm(FIRST)}
      onSave={async () => {
        const displayNumber = form.displayNumber.replace(/[\s().-]/g, "");
        const done = await run("messaging.connect-sender", {
          id: crypto.randomUUID(),
          provider: form.provider,
          displayNumber,
          phoneNumberId: twilio ? displayNumber : form.phoneNumberId.trim(),
          businessAccountId: form.businessAccountId.trim(),
        });
        if (!done.ok) return done.message;
        notify.done("The number is connected", { more: "Its messages are fetched now." });
        return undefined;
      }}
    >
      <RadioGroup
        legend="Where is it?"
        name="provider"
        value={form.provider}
        onValueChange={(provider) => set({ provider })}
        options={[
          { value: "meta", label: "WhatsApp Business (Meta)" },
          { value: "twilio", label: "Twilio" },
        ]}
      />
      <TextField
        label="The number"
        help="With + and the country code, as guests see it."
        type="tel"
        value={form.displayNumber}
        onChange={(event) => set({ displayNumber: event.target.value })}
      />
      {twilio ? null : (
        <TextField
          label="Phone number id"
          help="About 15 digits: WhatsApp Manager → API setup."
          inputMode="numeric"
          value={form.phoneNumberId}
          onChange={(event) => set({ phoneNumberId: event.target.value })}
        />
      )}
      <TextField
        label={twilio ? "Account SID" : "Business account id"}
        help={
          twilio
            ? "AC and 32 letters and digits: Twilio Console."
            : "About 15 digits: WhatsApp Manager → API setup."
        }
        value={form.businessAccountId}
        onChange={(event) => set({ businessAccountId: event.target.value })}
      />
    </FormDialog>
  );
}
