"use client";

import { ListPlus } from "lucide-react";
import { familiesWords } from "@/components/guests/words";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toaster";

/** Families whose day to be asked again has come and that are not on the list of calls: one tap puts them there. */
export function AskAgain({ weddingId, families }: { weddingId: string; families: number }) {
  const { run, busy } = useCommand(weddingId);
  const add = async () => {
    const done = await run<{ added: number }>("messaging.fill-silent-calls", {
      eventId: null,
      days: 0,
      askAgainOnly: true,
    });
    if (done.ok) notify.done(`${familiesWords(done.value.added)} put on the call list`);
    else notify.failed(done.message);
  };
  return (
    <div
      data-print="hide"
      className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-line bg-surface px-4 py-3"
    >
      <p className="min-w-0 flex-1 basis-60">
        <span className="tabular block font-medium">
          {familiesWords(families)} wanted to be asked again by today
        </span>
        <span className="block text-muted text-sm">
          They were not sure, and named a day. We told them that the family asks again.
        </span>
      </p>
      <Button onClick={add} disabled={busy}>
        <ListPlus aria-hidden="true" />
        Put them on the list
      </Button>
    </div>
  );
}
