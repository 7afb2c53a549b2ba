"use client";

import { type ReactElement, useState } from "react";
import { giftsWords } from "@/components/gifts/words";
import { FormDialog } from "@/components/guests/form-dialog";
import { useUndoable } from "@/components/guests/use-undoable";
import { useCommand } from "@/components/shared/use-command";
import { RadioGroup } from "@/components/ui/radio-group";
import { Spinner } from "@/components/ui/spinner";
import { TextareaField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";
import type { findWayToThank } from "@/lib/gifts/loaders";
import { whatsAppLink } from "@/lib/gifts/rules/thank-words";
import type { Thanks } from "@/lib/gifts/types";

type Way = Awaited<ReturnType<typeof findWayToThank>>;

export type ThankDialogProps = {
  weddingId: string;
  /** Null: somebody who is not on the list, who is thanked for this gift. */
  unitId: string | null;
  giftId: string;
  from: string;
  trigger: ReactElement;
};

const BY_HAND = [
  { value: "in_person", label: "I thanked them in person" },
  { value: "call", label: "I called them" },
  { value: "card", label: "They get a card" },
];

/** Thanks to one giver: in the chat that is open, from a relative's own WhatsApp, or noted as done. */
export function ThankDialog({ weddingId, unitId, giftId, from, trigger }: ThankDialogProps) {
  const { act, busy } = useUndoable(weddingId);
  const { run, busy: sending } = useCommand(weddingId);
  const [way, setWay] = useState<Way | "none">();
  const [how, setHow] = useState<Thanks>("in_person");
  const [text, setText] = useState("");
  const open = async () => {
    setWay(undefined);
    setHow("in_person");
    const whom = unitId ? `family=${unitId}` : `gift=${giftId}`;
    const answer = await fetch(`/api/weddings/${weddingId}/gifts/thanks?${whom}`).catch(() => null);
    if (!answer?.ok) return setWay("none");
    const found = (await answer.json()) as Way;
    setWay(found);
    setText(found.text);
    setHow(found.chatOpen ? "message" : found.phone ? "whatsapp" : "in_person");
  };
  const known = way === "none" || way === undefined ? null : way;
  const giftIds = known && known.gifts.length > 0 ? known.gifts : [giftId];
  const writes = how === "message" || how === "whatsapp";
  const save = async () => {
    if (way === undefined) return "One moment: we are looking how they can be reached.";
    if (writes && text.trim().length < 2) return "Write a few words of thanks.";
    if (how === "message") {
      const done = await run("gifts.thank-family", { unitId, giftIds, text });
      if (!done.ok) return done.message;
      return void notify.done(`Your thanks are on their way to ${from}`);
    }
    // Before anything is waited for: a phone opens nothing later.
    if (how === "whatsapp" && known) window.open(whatsAppLink(known.phone, text), "_blank", "noopener");
    const done = await act(
      [{ command: "gifts.mark-thanked", input: { gifts: giftIds.map((id) => ({ id, how })) } }],
      `${from}: thanks noted`,
      how === "whatsapp" ? "WhatsApp has your words. If you did not send them, undo this." : undefined,
    );
    return done.ok ? undefined : done.message;
  };
  return (
    <FormDialog
      title={`Thank ${from}`}
      sentence={
        known && known.gifts.length > 1
          ? `For ${giftsWords(known.gifts.length)} nobody has thanked them for yet.`
          : "So that nobody is forgotten, and nobody is thanked twice."
      }
      trigger={trigger}
      saveLabel={how === "message" ? "Send it" : how === "whatsapp" ? "Open WhatsApp" : "Note it"}
      busy={busy || sending}
      onOpen={() => void open()}
      onSave={save}
    >
      {way === undefined ? (
        <p className="flex items-center gap-2 text-muted">
          <Spinner />
          Looking how they can be reached
        </p>
      ) : (
        <>
          {known?.doNotMessage ? (
            <p className="text-amber-ink">They asked not to be written to. Please thank them in person.</p>
          ) : null}
          {unitId === null ? (
            <p className="text-muted text-sm">
              They are not on the guest list, so we know no number of theirs.
            </p>
          ) : null}
          {known?.phone ? (
            <p className="text-sm">
              <a href={`tel:${known.phone}`} className="hit-area tabular font-medium">
                Call {known.contact ?? from}, {known.shown}
              </a>
            </p>
          ) : null}
          <RadioGroup
            legend="How"
            name={`thank-${giftId}`}
            value={how}
            onValueChange={(value) => setHow(value as Thanks)}
            options={[
              ...(known?.chatOpen
                ? [
                    {
                      value: "message",
                      label: "Write in their chat now",
                      help: "They wrote within a day, so the chat is open.",
                    },
                  ]
                : []),
              ...(known && !known.doNotMessage
                ? [
                    {
                      value: "whatsapp",
                      label: "From my own WhatsApp",
                      help: known.phone
                        ? `It opens with the words filled in, to ${known.contact ?? from}, ${known.shown}.`
                        : "It opens with the words filled in; you choose whom they go to.",
                    },
                  ]
                : []),
              ...BY_HAND,
            ]}
          />
          {writes ? (
            <TextareaField
              label="Your words"
              rows={5}
              maxLength={1000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          ) : null}
        </>
      )}
    </FormDialog>
  );
}
