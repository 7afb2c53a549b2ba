"use client";

import { PlugZap } from "lucide-react";
import { useState } from "react";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import { notify } from "@/components/ui/toaster";
import type { DisconnectedSender } from "@/lib/messaging/queries/senders";

export type ConnectAgainProps = {
  weddingId: string;
  zone: string;
  sender: DisconnectedSender & { shown: string };
};

/** A number that was disconnected, with one button to have it back. */
export function ConnectAgain({ weddingId, zone, sender }: ConnectAgainProps) {
  const { run, busy } = useCommand(weddingId);
  const [error, setError] = useState<string>();
  const { id, provider, displayNumber, phoneNumberId, businessAccountId, ratePerSecond } = sender;
  const connect = async () => {
    const input = { id, provider, displayNumber, phoneNumberId, businessAccountId, ratePerSecond };
    const done = await run("messaging.connect-sender", input);
    setError(done.ok ? undefined : done.message);
    if (done.ok) notify.done(`${sender.shown} is connected again`, { more: "Nothing goes out by itself." });
  };
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0">
        <p className="tabular font-medium">{sender.shown}</p>
        <p className="text-muted text-sm">
          Disconnected on <TimeInZone at={sender.at} zone={zone} show="short" />. What guests write to it
          still arrives; nothing is written back.
        </p>
        <FieldError id={`connect-again-${id}`}>{error}</FieldError>
      </div>
      <Button
        size="sm"
        loading={busy}
        aria-label={`Connect ${sender.shown} again`}
        onClick={() => void connect()}
      >
        <PlugZap aria-hidden="true" />
        Connect again
      </Button>
    </li>
  );
}
