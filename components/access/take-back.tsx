"use client";

import { Undo2 } from "lucide-react";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";
import type { HistoryEntry } from "@/lib/audit/queries";

export type TakeBackProps = {
  weddingId: string;
  entry: Pick<HistoryEntry, "seq" | "undo">;
  /** What was done, as the record says it: "Meera merged two guests". */
  said: string;
};

/** The way back from an entry of the record; where it was gone already, that it was. */
export function TakeBack({ weddingId, entry, said }: TakeBackProps) {
  const { undo } = useCommand(weddingId);
  if (entry.undo === "done") return <span className="text-muted text-sm">Taken back</span>;
  if (entry.undo !== "open") return null;
  const save = async () => {
    const done = await undo(entry.seq);
    if (!done.ok) return { error: done.message };
    notify.done("Undone", { more: "What was done by this alone is as it was before." });
    return undefined;
  };
  return (
    <ConfirmDialog
      title="Take this back"
      sentence={`${said}. What was done by this alone becomes as it was. Where somebody has changed it since, nothing happens and you are told.`}
      undo="It stands in the history, and can be done again from there."
      confirmLabel="Take back"
      onConfirm={save}
      trigger={
        <Button data-print="hide" variant="quiet" size="sm" aria-label={`Take back: ${said}`}>
          <Undo2 aria-hidden="true" />
          Take back
        </Button>
      }
    />
  );
}
