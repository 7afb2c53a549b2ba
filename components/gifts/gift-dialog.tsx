"use client";

import { type ReactElement, useRef, useState } from "react";
import { FamilyCombo, type Giver } from "@/components/gifts/family-combo";
import { AmountFields, KindChoice } from "@/components/gifts/gift-fields";
import { giftWords } from "@/components/gifts/words";
import { FormDialog } from "@/components/guests/form-dialog";
import { useUndoable } from "@/components/guests/use-undoable";
import { textOf } from "@/components/shared/text-of";
import { SelectField, TextField } from "@/components/ui/text-field";
import type { GiftRow } from "@/lib/gifts/queries/gift-list";
import { amountText, type GiftDraft, NO_GIFT, ofKind, readDraft } from "./gift-draft";

export type GiftDialogProps = {
  weddingId: string;
  events: readonly { id: string; name: string }[];
  trigger: ReactElement;
} & (
  | { gift: GiftRow; family?: undefined }
  /** A new one of this family. */
  | { gift?: undefined; family: { id: string; name: string } }
);

/** A gift written down anew or set right; who gave by name alone may turn out to be a family of the list. */
export function GiftDialog({ weddingId, events, trigger, gift, family }: GiftDialogProps) {
  const { act, busy } = useUndoable(weddingId);
  const [draft, setDraft] = useState<GiftDraft>(NO_GIFT);
  const [from, setFrom] = useState<Giver | null>(null);
  // One id for one gift, however often its form is sent.
  const id = useRef("");
  const set = (part: Partial<GiftDraft>) => setDraft({ ...draft, ...part });
  const text = textOf(draft, set);
  const named = gift ? gift.unitId === null : false;
  const save = async () => {
    const read = readDraft(draft);
    if (!read.ok) return read.error;
    const giver = draft.giver.trim() || null;
    if (named && !from) return "Choose the family from the list, or say that they are not on it.";
    const facts = {
      ...read.facts,
      // Whose name it was stays, as who of the family.
      giver: named && from?.unitId ? gift!.from : giver,
      unitId: named ? from!.unitId : gift ? gift.unitId : family.id,
      side: gift?.side ?? "both",
    };
    const done = await act(
      [
        gift
          ? { command: "gifts.change", input: { ...facts, id: gift.id, version: gift.version } }
          : { command: "gifts.record", input: { ...facts, id: id.current } },
      ],
      `${gift ? "Changed" : "Written down"}: ${gift?.from ?? family?.name}, ${giftWords({ ...draft, ...(read.facts as { amount: number; currency: string; what: string }) }, true)}`,
    );
    return done.ok ? undefined : done.message;
  };
  return (
    <FormDialog
      title={gift ? `The gift of ${gift.from}` : `A gift of ${family.name}`}
      sentence={gift ? "As it stands in the book." : "It goes into the book of gifts."}
      trigger={trigger}
      saveLabel="Save"
      busy={busy}
      onOpen={() => {
        id.current = crypto.randomUUID();
        setDraft(gift ? draftOf(gift) : NO_GIFT);
        setFrom(named ? { unitId: null, name: gift!.from } : null);
      }}
      onSave={save}
    >
      {named ? (
        <FamilyCombo
          weddingId={weddingId}
          label="From"
          help="Where they are on the guest list by now, choose their family: then a message can thank them."
          text={draft.giver}
          giver={from}
          mayName
          onText={(giver) => {
            set({ giver });
            setFrom(null);
          }}
          onGiver={(giver) => {
            set({ giver: giver.name });
            setFrom(giver);
          }}
        />
      ) : null}
      <KindChoice
        name={`kind-${gift?.id ?? "new"}`}
        value={draft.kind}
        onChange={(kind) => set(ofKind(kind))}
      />
      <AmountFields draft={draft} set={set} />
      <SelectField
        label="At"
        options={[
          { value: "", label: "No function" },
          ...events.map((one) => ({ value: one.id, label: one.name })),
        ]}
        value={draft.eventId}
        onChange={(event) => set({ eventId: event.target.value })}
      />
      {named ? null : <TextField label="Who of the family" optional {...text("giver", 120)} />}
      <TextField label="Taken by" optional {...text("receivedBy", 80)} />
      <TextField label="Note" optional {...text("note", 500)} />
    </FormDialog>
  );
}

const draftOf = (gift: GiftRow): GiftDraft => ({
  kind: gift.kind,
  amount: amountText(gift),
  what: gift.what ?? "",
  note: gift.note ?? "",
  giver: gift.unitId ? (gift.giver ?? "") : gift.from,
  eventId: gift.eventId ?? "",
  receivedBy: gift.receivedBy ?? "",
});
