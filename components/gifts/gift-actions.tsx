"use client";

import { HandHeart, Pencil, Trash2, Undo2 } from "lucide-react";
import { GiftDialog } from "@/components/gifts/gift-dialog";
import { ThankDialog } from "@/components/gifts/thank-dialog";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toaster";
import type { GiftRow } from "@/lib/gifts/queries/gift-list";

export type GiftActionsProps = {
  weddingId: string;
  gift: GiftRow;
  events: readonly { id: string; name: string }[];
};

/** What can be done with one gift of the book. */
export function GiftActions({ weddingId, gift, events }: GiftActionsProps) {
  const { act, busy } = useUndoable(weddingId);
  const tell = async (done: Promise<{ ok: boolean; message?: string }>) => {
    const said = await done;
    if (!said.ok) notify.failed(said.message ?? "Nothing was changed.");
  };
  const step = (command: string, input: unknown, words: string) =>
    void tell(act([{ command, input }], words));
  return (
    <span className="flex flex-wrap items-center gap-1 sm:justify-end">
      {gift.thanked ? (
        gift.thanked.byRun ? null : (
          <Button
            variant="quiet"
            size="icon"
            disabled={busy}
            aria-label={`${gift.from} was not thanked after all`}
            title="Not thanked after all"
            onClick={() =>
              step("gifts.unmark-thanked", { giftIds: [gift.id] }, `${gift.from}: not thanked yet`)
            }
          >
            <Undo2 aria-hidden="true" />
          </Button>
        )
      ) : (
        <ThankDialog
          weddingId={weddingId}
          unitId={gift.unitId}
          giftId={gift.id}
          from={gift.from}
          trigger={
            <Button size="sm" aria-label={`Thank ${gift.from}`}>
              <HandHeart aria-hidden="true" />
              Thank
            </Button>
          }
        />
      )}
      <GiftDialog
        weddingId={weddingId}
        events={events}
        gift={gift}
        trigger={
          <Button variant="quiet" size="icon" aria-label={`Change the gift of ${gift.from}`} title="Change">
            <Pencil aria-hidden="true" />
          </Button>
        }
      />
      <Button
        variant="quiet"
        size="icon"
        disabled={busy}
        aria-label={`Take the gift of ${gift.from} out of the book`}
        title="Take it out"
        onClick={() =>
          step("gifts.remove", { id: gift.id, version: gift.version }, `Taken out: the gift of ${gift.from}`)
        }
      >
        <Trash2 aria-hidden="true" />
      </Button>
    </span>
  );
}
