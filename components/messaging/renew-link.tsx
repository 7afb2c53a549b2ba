"use client";

import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";

export type RenewLinkProps = { weddingId: string; unitId: string; name: string; onClosed: () => void };

/** A family's own link that came into wrong hands. */
export function RenewLink({ weddingId, unitId, name, onClosed }: RenewLinkProps) {
  const { run } = useCommand(weddingId);
  return (
    <ConfirmDialog
      title={`Close the link of ${name}`}
      sentence="It stops working at once: whoever has it, this family too, can no longer see or change their answers with it. The next message to them carries a new link, and “Show the link” gives it to you now."
      undo="This cannot be undone; their answers stay as they are."
      confirmLabel="Close the link"
      tone="danger"
      onConfirm={async () => {
        const done = await run<{ closed: number }>("messaging.renew-guest-link", { unitId });
        if (!done.ok) return { error: done.message };
        onClosed();
        notify.done(done.value.closed > 0 ? "The link is closed" : "This family has no link yet");
        return undefined;
      }}
      trigger={
        <Button data-print="hide" variant="quiet" size="sm">
          In wrong hands? Close this link
        </Button>
      }
    />
  );
}
