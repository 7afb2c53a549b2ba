"use client";

import { useState } from "react";
import { languageWords } from "@/components/guests/person-words";
import { familiesWords } from "@/components/guests/words";
import { PrepareRun, SenderChoice } from "@/components/messaging/prepare-run";
import { ReadyText, type ReadyWords } from "@/components/messaging/ready-text";
import { TemplateChoice, type TemplateOption } from "@/components/messaging/template-choice";
import { Checkbox } from "@/components/ui/checkbox";
import { SelectField } from "@/components/ui/text-field";

export type TellChangeProps = {
  weddingId: string;
  changeId: string;
  unaware: number;
  cancelled: boolean;
  /** Whether they were asked to confirm again before, in another language. */
  confirmAgain: boolean;
  texts: {
    hosts: string;
    senders: readonly { id: string; name: string; byHand: boolean }[];
    templates: readonly (TemplateOption & { tells: boolean })[];
    words: ReadyWords;
    languages: readonly { language: string; families: number }[];
  };
  mayHandIn: boolean;
};

/** Prepares the message that tells a change: whom, in what words, and whether they are asked to confirm. */
export function TellChange(props: TellChangeProps) {
  const { weddingId, changeId, texts, unaware, cancelled } = props;
  const [senderId, setSender] = useState(texts.senders[0]?.id ?? "");
  const [templateId, setTemplate] = useState("");
  const [language, setLanguage] = useState("");
  const [confirmAgain, setConfirm] = useState(props.confirmAgain);
  const telling = texts.templates.filter((one) => one.senderId === senderId && one.tells);
  const asks = confirmAgain && !cancelled;
  // Answer buttons go with being asked, and with nothing else.
  const fitting = telling.filter((one) => one.buttons.length > 0 === asks);
  const chosen =
    telling.find((one) => one.id === templateId) ??
    fitting.find((one) => one.status === "APPROVED") ??
    fitting[0] ??
    telling[0];
  return (
    <PrepareRun
      weddingId={weddingId}
      title={`Tell ${familiesWords(unaware)}`}
      sentence="Who said yes or maybe before, has not answered since, and has had nothing about it. Each gets one message."
      command="messaging.tell-change"
      input={() =>
        chosen
          ? { changeId, senderId, templateId: chosen.id, language: language || null, confirmAgain: asks }
          : "Choose a message that says what changed."
      }
    >
      {texts.languages.length > 0 ? (
        <SelectField
          label="Who gets it"
          help="For a second language, prepare a second message: nobody gets two."
          options={[
            { value: "", label: "All of them" },
            ...texts.languages.map((one) => ({
              value: one.language,
              label: `Written to in ${languageWords[one.language] ?? one.language}: ${familiesWords(one.families)}`,
            })),
          ]}
          value={language}
          onChange={(event) => setLanguage(event.target.value)}
        />
      ) : null}
      <SenderChoice senders={texts.senders} value={senderId} onChange={setSender} />
      {cancelled ? null : (
        <Checkbox
          label="Ask them to confirm again"
          help="Their yes stays. Until they answer, they are counted as “to confirm again”. Choose a message with answer buttons."
          checked={confirmAgain}
          onCheckedChange={setConfirm}
        />
      )}
      {telling.length > 0 ? (
        <TemplateChoice
          templates={telling}
          value={chosen?.id ?? ""}
          onChange={setTemplate}
          hosts={texts.hosts}
        />
      ) : null}
      {chosen && asks && chosen.buttons.length === 0 ? (
        <p className="text-amber-ink text-sm">
          This message has no answer buttons: they can confirm on their own page alone.
        </p>
      ) : null}
      {chosen && !asks && !cancelled && chosen.buttons.length > 0 ? (
        <p className="text-amber-ink text-sm">
          This message has answer buttons. Ask them to confirm again, to see who has not.
        </p>
      ) : null}
      {fitting.length === 0 && props.mayHandIn ? (
        <ReadyText
          key={senderId}
          weddingId={weddingId}
          sender={texts.senders.find((one) => one.id === senderId)}
          confirms={asks}
          words={texts.words}
        />
      ) : null}
    </PrepareRun>
  );
}
