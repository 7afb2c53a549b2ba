"use client";

import { useState } from "react";
import { peopleCount } from "@/components/guests/words";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { FieldError } from "@/components/ui/field-parts";

export type UndoListProps = { weddingId: string; batchId: string; list: string; created: number };

/** Takes a whole list back; while somebody of it is invited, written to, merged or edited, the server says why not. */
export function UndoList({ weddingId, batchId, list, created }: UndoListProps) {
  const { run } = useCommand(weddingId);
  return (
    <ConfirmDialog
      tone="danger"
      title="Take this list back?"
      sentence={
        created > 0
          ? `${peopleCount(created)} came by ${list}. Whoever no other list names leaves the guests; everybody else is as they were before it.`
          : `Nobody came by ${list} alone, so nobody leaves. What it said about guests you have is taken back.`
      }
      undo="The list is kept and can be added again from this page. Nobody is messaged by this."
      confirmLabel="Take it back"
      onConfirm={async () => {
        const done = await run("imports.undo", { batchId });
        return done.ok ? undefined : { error: done.message };
      }}
      trigger={<Button>Take this list back</Button>}
    />
  );
}

/** Adds a list again that was taken back. */
export function RedoList({ weddingId, batchId }: { weddingId: string; batchId: string }) {
  const { run, busy } = useCommand(weddingId);
  const [error, setError] = useState<string>();
  const add = async () => {
    setError(undefined);
    const done = await run("imports.redo", { batchId });
    if (!done.ok) setError(done.message);
  };
  return (
    <div>
      <Button variant="primary" loading={busy} onClick={() => void add()}>
        Add it again
      </Button>
      <FieldError id="redo-error">{error}</FieldError>
    </div>
  );
}
