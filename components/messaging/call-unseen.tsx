"use client";

import { PhoneCall } from "lucide-react";
import { familiesWords } from "@/components/guests/words";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { notify } from "@/components/ui/toaster";

/** Puts whoever has not seen a change onto the list of calls. */
export function CallUnseen(props: { weddingId: string; changeId: string; hours: number }) {
  const { weddingId, changeId, hours } = props;
  const { run, busy } = useCommand(weddingId);
  const after = hours === 1 ? "an hour" : `${hours} hours`;
  const fill = async () => {
    const done = await run<{ added: number }>("messaging.call-unseen", { changeId, hours });
    if (!done.ok) return notify.failed(done.message);
    const { added } = done.value;
    notify.done(added === 0 ? "There is nobody to add now" : `${familiesWords(added)} put on the call list`, {
      more: `Who was told less than ${after} ago, or is on the list already, is left out.`,
    });
  };
  return (
    <p className="flex flex-wrap items-center gap-3">
      <Button loading={busy} onClick={() => void fill()}>
        <PhoneCall aria-hidden="true" />
        Call those who have not seen it after {after}
      </Button>
      <Link
        href={`/weddings/${weddingId}/runs/calls`}
        className="hit-area text-sm underline underline-offset-4"
      >
        Open the call list
      </Link>
    </p>
  );
}
