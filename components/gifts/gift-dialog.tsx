"use client";

import { type ReactElement, useState } from "react";
import { AmountFields, KindChoice } from "@/components/gifts/gift-fields";
import { giftWords } from "@/components/gifts/words";
import { FormDialog } from "@/components/guests/form-dialog";
import { useUndoable } from "@/components/guests/use-undoable";
import { SelectField, TextField } from "@/components/ui/text-field";
import type { GiftRow } from "@/lib/gifts/queries/gift-list";
import { type GiftDraft, NO_GIFT, readDraft } from "./gift-draft";

export type GiftDialogProps = {
  weddingId: string;
  events: readonly { id: string; name: string }[];
  trigger: ReactElement;
} & (
  | { gift: GiftRow; family?: undefined }
  /** A new one of this family. */
  | { gift?: undefined; family: { id: string; name: string } }
);

/** A gift written down anew or set right. */
export function GiftDialog({ weddingId, events, trigger, gift, family }: GiftDialogProps) {
  const { act, busy } = useUndoable(weddingId);
  const [draft, setDraft] = useState<GiftDraft>(NO_GIFT);
  const set = (part: Partial<GiftDraft>) => setDraft({ ...draft, ...part });
  const named = gift ? gift.unitId === null : false;
  const save = async () => {
    const read = readDraft(draft);
    if (!read.ok) return read.error;
    const giver = draft.giver.trim() || null;
    if (named && !giver) return "Say who gave it.";
    const facts = {
      ...read.facts,
      giver,
      unitId: gift ? gift.unitId : family.id,
      side: gift?.side ?? "both",
    };
    const done = await act(
      [
        gift
          ? { command: "gifts.change", input: { ...facts, id: gift.id, version: gift.version } }
          : { command: "gifts.record", input: { ...facts, id: crypto.randomUUID() } },
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
      onOpen={() => setDraft(gift ? draftOf(gift) : NO_GIFT)}
      onSave={save}
    >
      <KindChoice name={`kind-${gift?.id ?? "new"}`} value={draft.kind} onChange={(kind) => set({ kind })} />
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
      <TextField
        label={named ? "From" : "Who of the family"}
        optional={!named}
        maxLength={120}
        autoComplete="off"
        value={draft.giver}
        onChange={(event) => set({ giver: event.target.value })}
      />
      <TextField
        label="Taken by"
        optional
        maxLength={80}
        autoComplete="off"
        value={draft.receivedBy}
        onChange={(event) => set({ receivedBy: event.target.value })}
      />
      <TextField
        label="Note"
        optional
        maxLength={500}
        autoComplete="off"
        value={draft.note}
        onChange={(event) => set({ note: event.target.value })}
      />
    </FormDialog>
  );
}

const draftOf = (gift: GiftRow): GiftDraft => ({
  kind: gift.kind,
  amount:
    gift.amount === null
      ? ""
      : `${gift.currency === "INR" ? "" : `${gift.currency} `}${gift.amount.toLocaleString("en-IN")}`,
  what: gift.what ?? "",
  note: gift.note ?? "",
  giver: gift.unitId ? (gift.giver ?? "") : gift.from,
  eventId: gift.eventId ?? "",
  receivedBy: gift.receivedBy ?? "",
});
