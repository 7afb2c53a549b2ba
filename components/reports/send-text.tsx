"use client";

import { MessageSquareText } from "lucide-react";
import { useRef, useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/radio-group";
import { notify } from "@/components/ui/toaster";
import type { TextChoice } from "@/lib/rsvp/queries/to-read";

type Props = {
  weddingId: string;
  household: string;
  messages: readonly string[];
  texts: readonly TextChoice[];
};

const nameOf = (text: TextChoice) => `${text.name.replaceAll("_", " ")}, ${text.language}`;

/** After 24 hours WhatsApp takes approved texts only: one of them, to this family alone. */
export function SendText({ weddingId, household, messages, texts }: Props) {
  const { run, busy } = useCommand(weddingId);
  const [chosen, setChosen] = useState("");
  // The same attempt keeps its id, so that an answer lost on the way sends nothing twice.
  const attempt = useRef<string>(null);
  return (
    <FormDialog
      title={`An approved text to ${household}`}
      sentence="More than 24 hours have passed since they wrote, so WhatsApp takes approved texts only. It goes to this family alone and cannot be called back."
      trigger={
        <Button>
          <MessageSquareText aria-hidden="true" />
          Send an approved text
        </Button>
      }
      saveLabel="Send it to them"
      busy={busy}
      onOpen={() => {
        attempt.current = crypto.randomUUID();
        setChosen("");
      }}
      onSave={async () => {
        if (!chosen) return "Choose a text.";
        const done = await run("rsvp.send-text", { id: attempt.current, messages, templateId: chosen });
        if (!done.ok) return done.message;
        notify.done(`On its way to ${household}`, { more: "It stands in their chat." });
        return undefined;
      }}
    >
      {texts.length === 0 ? (
        <p>
          No text is approved for this yet. Hand one in under Invites, Numbers and messages, or call them.
        </p>
      ) : (
        <RadioGroup
          legend="Which text"
          name="text"
          value={chosen}
          onValueChange={setChosen}
          options={texts.map((text) => ({
            value: text.id,
            label: nameOf(text),
            help: <span className="line-clamp-3 whitespace-pre-wrap break-words">{text.body}</span>,
          }))}
        />
      )}
    </FormDialog>
  );
}
