"use client";

import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";

export type CancelFunctionProps = {
  weddingId: string;
  event: { id: string; name: string; version: number; cancelled: boolean };
};

/** Calls a function off, or on again. Invitations and answers stay; guests are told by a message of its own. */
export function CancelFunction({ weddingId, event }: CancelFunctionProps) {
  const { act, busy } = useUndoable(weddingId);
  const { id, name, version, cancelled } = event;
  const take = (command: string, said: string, more: string) =>
    act([{ command, input: { id, version } }], said, more);
  if (cancelled)
    return (
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 basis-64 text-muted text-sm">
          {name} is cancelled. Invitations and answers are kept.
        </p>
        <Button
          loading={busy}
          onClick={async () => {
            const done = await take(
              "events.reinstate",
              `${name} takes place after all`,
              "Tell those who said yes.",
            );
            if (!done.ok) notify.failed(done.message);
          }}
        >
          It takes place after all
        </Button>
      </div>
    );
  return (
    <ConfirmDialog
      title={`Cancel ${name}`}
      sentence="Their pages and calendars say that it is cancelled. Nobody gets a message by this: you are asked next whether to tell those who said yes."
      undo="It can be undone. Invitations and answers are kept."
      confirmLabel="Cancel the function"
      cancelLabel="Keep it"
      tone="danger"
      onConfirm={async () => {
        const done = await take("events.cancel", `${name} is cancelled`, "Tell those who said yes.");
        return done.ok ? undefined : { error: done.message };
      }}
      trigger={<Button variant="quiet">Cancel this function</Button>}
    />
  );
}
