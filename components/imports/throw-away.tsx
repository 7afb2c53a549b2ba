"use client";

import { useCommand } from "@/components/shared/use-command";
import { Button, type ButtonProps } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

export type ThrowAwayProps = {
  weddingId: string;
  batchId: string;
  list: string;
  kind: string;
  size?: ButtonProps["size"];
};

const stays: Record<string, string> = {
  google: "Your Google Contacts stay as they are, and can be read again.",
  pasted: "This cannot be undone. The lines in your chat stay as they are, and can be pasted again.",
};

/** Deletes a list of which nothing was added; where somebody has begun to add it meanwhile, the server says so. */
export function ThrowAway({ weddingId, batchId, list, kind, size }: ThrowAwayProps) {
  const { run } = useCommand(weddingId);
  return (
    <ConfirmDialog
      tone="danger"
      title="Throw this list away?"
      sentence={`Nothing of ${list} was added, so no guest changes. What we have read of it is deleted.`}
      undo={
        stays[kind] ??
        "This cannot be undone. The file on your side stays as it is, and can be brought again."
      }
      confirmLabel="Throw it away"
      onConfirm={async () => {
        const done = await run("imports.discard", { batchId });
        return done.ok ? undefined : { error: done.message };
      }}
      trigger={
        <Button size={size} aria-label={size === "sm" ? `Throw away ${list}` : undefined}>
          Throw away
        </Button>
      }
    />
  );
}
