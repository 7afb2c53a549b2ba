"use client";

import { Send } from "lucide-react";
import { useState } from "react";
import { namedMoment } from "@/components/shared/format-time";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { TextareaField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";

const MOST = 4096;
const keyOf = (chat: string) => `write-back-${chat}`;

type Props = {
  weddingId: string;
  zone: string;
  chat: string;
  household: string;
  messages: readonly string[];
  openUntil: string;
  /** What stands there at first, where they have begun nothing. */
  draft: string;
  onBack: () => void;
};

/** A person's own words in the chat. They are kept in the tab until they have left, whatever happens. */
export function WriteBack({ weddingId, zone, chat, household, messages, openUntil, draft, onBack }: Props) {
  const { run, busy } = useCommand(weddingId);
  // It is opened by a tap, so there is a tab to ask, and nothing stands there empty first.
  const [text, setText] = useState(() => sessionStorage.getItem(keyOf(chat)) || draft);
  const [error, setError] = useState<string>();
  const change = (next: string) => {
    setText(next);
    setError(undefined);
    sessionStorage.setItem(keyOf(chat), next);
  };
  const length = [...text].length;
  const send = async () => {
    if (busy) return;
    if (text.trim() === "") return setError("Write something first.");
    if (length > MOST) return setError(`WhatsApp takes ${MOST.toLocaleString("en-IN")} characters at most.`);
    const done = await run("rsvp.write-back", { messages, text });
    if (!done.ok) return setError(done.message);
    sessionStorage.removeItem(keyOf(chat));
    notify.done(`On its way to ${household}`, { more: "It stands in their chat." });
  };
  return (
    <form
      noValidate
      className="mt-3 grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextareaField
        label={`Your words to ${household}`}
        help={`WhatsApp lets us write until ${namedMoment(openUntil, zone)}. ${length > MOST - 500 ? `${(MOST - length).toLocaleString("en-IN")} characters left.` : ""}`}
        rows={3}
        autoFocus
        value={text}
        {...(error ? { error } : {})}
        onChange={(event) => change(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" loading={busy}>
          <Send aria-hidden="true" />
          Send it
        </Button>
        <Button onClick={onBack}>Go back</Button>
      </div>
    </form>
  );
}
