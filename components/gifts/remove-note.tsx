"use client";

import { Trash2 } from "lucide-react";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toaster";
import type { NoteRow } from "@/lib/gifts/queries/notes";

export function RemoveNote({ weddingId, note }: { weddingId: string; note: NoteRow }) {
  const { act, busy } = useUndoable(weddingId);
  const remove = async () => {
    const input = { id: note.id, version: note.version };
    const done = await act([{ command: "gifts.remove-note", input }], `Taken out: ${note.occasion}`);
    if (!done.ok) notify.failed(done.message);
  };
  return (
    <Button
      variant="quiet"
      size="icon"
      disabled={busy}
      aria-label={`Take out the note: ${note.occasion}`}
      onClick={() => void remove()}
    >
      <Trash2 aria-hidden="true" />
    </Button>
  );
}
