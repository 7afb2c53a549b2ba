"use client";

import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

export type SharePhoneProps = {
  weddingId: string;
  /** As stored (E.164), and as people read it. */
  phone: { value: string; shown: string; shared: boolean };
};

/** A landline, a shop, a driver's phone: one number, several people. */
export function SharePhone({ weddingId, phone }: SharePhoneProps) {
  const { act } = useUndoable(weddingId);
  const { value, shown, shared } = phone;
  const save = async () => {
    const command = shared ? "guests.unshare-identifier" : "guests.share-identifier";
    const done = await act(
      [{ command, input: { kind: "phone", value } }],
      shared ? `${shown} is one person’s again` : `${shown} is marked as used by several people`,
    );
    return done.ok ? undefined : { error: done.message };
  };
  return (
    <ConfirmDialog
      title={shared ? "One person’s number after all" : "Several people use this number"}
      sentence={
        shared
          ? `Everybody in the lists with ${shown} becomes one person again; where they differ, you will be asked.`
          : `${shown} names nobody by itself any more: people in the lists who have only this number in common are different people.`
      }
      undo="You can undo this."
      confirmLabel={shared ? "One person’s number" : "Several people use it"}
      onConfirm={save}
      trigger={
        <Button
          data-print="hide"
          variant="quiet"
          size="sm"
          aria-label={`${shared ? "Not shared after all" : "Used by several people"} (${shown})`}
        >
          {shared ? "Not shared after all" : "Used by several people"}
        </Button>
      }
    />
  );
}
