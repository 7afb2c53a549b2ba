"use client";

import { familiesWords } from "@/components/guests/words";
import { useRunSteps } from "@/components/messaging/use-run-steps";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

export type StopRunProps = {
  weddingId: string;
  runId: string;
  name: string;
  /** How many still wait to be sent; null where none has left yet. */
  left: number | null;
};

export function StopRun({ weddingId, runId, name, left }: StopRunProps) {
  const { take } = useRunSteps(weddingId, runId);
  return (
    <ConfirmDialog
      title={left === null ? `Give up “${name}”` : `Stop “${name}”`}
      sentence={
        left === null
          ? "This invite ends here, and nobody gets anything from it."
          : `${familiesWords(left)} that ${left === 1 ? "waits gets" : "wait get"} nothing from it. What has left already stays with the guests.`
      }
      undo="This cannot be undone; you can prepare a new invite for those who are left."
      confirmLabel={left === null ? "Give it up" : "Stop it"}
      tone="danger"
      onConfirm={() => take("stop")}
      trigger={<Button variant="quiet">{left === null ? "Give it up" : "Stop"}</Button>}
    />
  );
}
