"use client";

import { useState } from "react";
import { MessagePreview } from "@/components/messaging/message-preview";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import { Link } from "@/components/ui/link";
import { SelectField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";
import { exampleOf } from "@/lib/messaging/rules/draft";
import { READY_TEXTS } from "@/lib/messaging/rules/news-texts";
import { renderTemplate } from "@/lib/messaging/rules/render";

/** What stands in its places for this change, by language and kind. */
export type ReadyWords = Record<"en" | "hi", Readonly<Record<string, string>>>;

/** No message can tell a change yet: one that can, ready to be handed in. */
export function ReadyText(props: {
  weddingId: string;
  sender: { id: string; name: string; byHand: boolean } | undefined;
  confirms: boolean;
  words: ReadyWords;
}) {
  const { weddingId, sender, confirms, words } = props;
  const { run, busy } = useCommand(weddingId);
  const [language, setLanguage] = useState("en");
  const [error, setError] = useState<string>();
  const text = READY_TEXTS.find((one) => one.language === language && one.confirms === confirms)!;
  const senders = `/weddings/${weddingId}/runs/senders`;
  if (!sender || sender.byHand)
    return (
      <p className="text-amber-ink text-sm">
        {sender ? "No text of this phone says what changed." : "There is no number to send from yet."}{" "}
        <Link href={senders} className="underline underline-offset-4">
          Numbers and messages
        </Link>
      </p>
    );
  const handIn = async () => {
    const { name, body, buttons, fills } = text;
    const done = await run("messaging.submit-template", {
      id: crypto.randomUUID(),
      senderId: sender.id,
      name,
      language,
      category: "UTILITY",
      body,
      buttons,
      fills,
      footer: null,
      linkButton: null,
      header: null,
    });
    if (!done.ok) return setError(done.message);
    setError(undefined);
    notify.done("Handed in to WhatsApp", {
      more: "Its answer stands with the message, mostly within minutes.",
    });
  };
  return (
    <div className="grid gap-4 rounded-md border border-line p-4">
      <p className="font-medium">
        {confirms
          ? "No message of yours says what changed and asks whether they still come. This one does:"
          : "No message of yours only says what changed. This one does:"}
      </p>
      <SelectField
        label="Language"
        options={[
          { value: "en", label: "English" },
          { value: "hi", label: "Hindi" },
        ]}
        value={language}
        onChange={(event) => setLanguage(event.target.value)}
      />
      <MessagePreview
        text={renderTemplate(
          text.body,
          text.fills.map((fill) => words[text.language][fill.kind] ?? exampleOf(fill)),
        )}
        buttons={text.buttons}
      />
      <div>
        <Button loading={busy} onClick={() => void handIn()}>
          Hand it in to WhatsApp
        </Button>
        <FieldError id="ready-error">{error}</FieldError>
        <p className="mt-2 text-muted text-sm">
          Or write your own under{" "}
          <Link href={senders} className="underline underline-offset-4">
            Numbers and messages
          </Link>
          .
        </p>
      </div>
    </div>
  );
}
