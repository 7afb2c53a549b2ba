"use client";

import { PhoneCall } from "lucide-react";
import { familiesWords } from "@/components/guests/words";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { notify } from "@/components/ui/toaster";

/** Puts whom an invite did not reach onto the list of calls. */
export function FillCalls({ weddingId, runId }: { weddingId: string; runId: string }) {
  const { run, busy } = useCommand(weddingId);
  const fill = async () => {
    const done = await run<{ added: number }>("messaging.fill-call-list", { runId });
    if (!done.ok) return notify.failed(done.message);
    const { added } = done.value;
    notify.done(
      added === 0
        ? "All of them are on the call list already"
        : `${familiesWords(added)} put on the call list`,
      { more: "Share the calls out there. Who has answered is not on it." },
    );
  };
  return (
    <>
      <Button loading={busy} onClick={() => void fill()}>
        <PhoneCall aria-hidden="true" />
        Put them on the call list
      </Button>
      <Link
        href={`/weddings/${weddingId}/runs/calls`}
        className="hit-area text-sm underline underline-offset-4"
      >
        Open the call list
      </Link>
    </>
  );
}
