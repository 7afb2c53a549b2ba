"use client";

import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";

/** A family's own link that came into wrong hands. */
export function RenewLink({ weddingId, unitId, name }: { weddingId: string; unitId: string; name: string }) {
  const { run } = useCommand(weddingId);
  return (
    <ConfirmDialog
      title={`Close the link of ${name}`}
      sentence="Whoever has it can no longer see or change this family’s answers. The next message to them carries a new link."
      undo="This cannot be undone; their answers stay as they are."
      confirmLabel="Close the link"
      tone="danger"
      onConfirm={async () => {
        const done = await run<{ closed: number }>("messaging.renew-guest-link", { unitId });
        if (!done.ok) return { error: done.message };
        notify.done(done.value.closed > 0 ? "The link is closed" : "This family has no link yet");
        return undefined;
      }}
      trigger={
        <Button data-print="hide" variant="quiet" size="sm">
          Close their link
        </Button>
      }
    />
  );
}
