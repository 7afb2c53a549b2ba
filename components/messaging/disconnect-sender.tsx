"use client";

import { Unplug } from "lucide-react";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";

type Props = {
  weddingId: string;
  sender: { id: string; provider: string; label: string | null; displayNumber: string };
};

/** Ends that a number sends for this wedding. */
export function DisconnectSender({ weddingId, sender }: Props) {
  const { run } = useCommand(weddingId);
  const name = sender.label ?? sender.displayNumber;
  const relay = sender.provider === "wa_link";
  return (
    <ConfirmDialog
      title={`Disconnect ${name}`}
      sentence={
        relay
          ? "Nothing is sent from this phone any more, and its list is closed. What was sent stays in the chats."
          : "Nothing goes out from this number any more. What guests still write to it arrives here, and a STOP holds."
      }
      undo={
        relay
          ? "To use the phone again, add it anew."
          : "You can connect it again at any time. Replies that waited do not go out then."
      }
      confirmLabel="Disconnect it"
      tone="danger"
      onConfirm={async () => {
        const done = await run<{ calledOff: number }>("messaging.disconnect-sender", { senderId: sender.id });
        if (!done.ok) return { error: done.message };
        notify.done(`${name} is disconnected`);
        return undefined;
      }}
      trigger={
        <Button
          variant="quiet"
          size="sm"
          className="justify-self-start"
          data-print="hide"
          aria-label={`Disconnect ${name}`}
        >
          <Unplug aria-hidden="true" />
          Disconnect
        </Button>
      }
    />
  );
}
