"use client";

import { useState } from "react";
import { familiesWords } from "@/components/guests/words";
import { PrepareRun, SenderChoice } from "@/components/messaging/prepare-run";
import { TemplateChoice, type TemplateOption } from "@/components/messaging/template-choice";

export type ThankAllProps = {
  weddingId: string;
  families: number;
  /** Of those, how many are invited to no function. */
  uninvited: number;
  hosts: string;
  senders: readonly { id: string; name: string }[];
  templates: readonly (TemplateOption & { ofFunctions: boolean })[];
};

/** Prepares one message of thanks to every family that is not thanked yet. */
export function ThankAll({ weddingId, families, uninvited, hosts, senders, templates }: ThankAllProps) {
  const [senderId, setSender] = useState(senders[0]?.id ?? "");
  const [templateId, setTemplate] = useState("");
  const usable = templates.filter((one) => one.senderId === senderId);
  const chosen = usable.find((one) => one.id === templateId);
  return (
    <PrepareRun
      weddingId={weddingId}
      title={`Thank ${familiesWords(families)}`}
      sentence="Who gave something and nobody has thanked, invited or not. Each gets one message; those who asked not to be written to get none."
      command="gifts.prepare-thanks"
      input={() => (chosen ? { senderId, templateId } : "Choose a message that says thank you.")}
    >
      <SenderChoice senders={senders} value={senderId} onChange={setSender} />
      <TemplateChoice templates={usable} value={templateId} onChange={setTemplate} hosts={hosts} />
      {chosen?.ofFunctions && uninvited > 0 ? (
        <p role="status" className="text-amber-ink text-sm">
          This message speaks of functions, and {familiesWords(uninvited)} {uninvited === 1 ? "is" : "are"}{" "}
          invited to none: they are left out. Choose a message without, or thank them from their rows in the
          book.
        </p>
      ) : null}
    </PrepareRun>
  );
}
