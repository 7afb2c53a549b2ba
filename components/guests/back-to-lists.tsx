"use client";

import { type Step, useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

export type BackToListsProps = {
  weddingId: string;
  /** Whose word of yours goes: a guest or a family. */
  name: string;
  /** What was set by hand, in words. */
  fields: string;
  steps: readonly Step[];
};

/** What was set by hand goes, and the lists say it again. */
export function BackToLists({ weddingId, name, fields, steps }: BackToListsProps) {
  const { act } = useUndoable(weddingId);
  const save = async () => {
    const done = await act(steps, `${name} is as the lists say`);
    return done.ok ? undefined : { error: done.message };
  };
  return (
    <ConfirmDialog
      title={`${name}, as the lists say`}
      sentence={`What was set by hand goes: ${fields}. The lists decide it again, now and when they change.`}
      undo="You can undo this."
      confirmLabel="As the lists say"
      onConfirm={save}
      trigger={
        <Button
          data-print="hide"
          variant="quiet"
          size="sm"
          className="-ms-3"
          aria-label={`As the lists say (${name})`}
        >
          As the lists say
        </Button>
      }
    />
  );
}
