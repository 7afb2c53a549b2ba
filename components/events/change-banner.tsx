"use client";

import { CalendarClock } from "lucide-react";
import { unawareWords } from "@/components/events/unaware-words";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { notify } from "@/components/ui/toaster";

export type BannerChange = {
  id: string;
  eventId: string;
  title: string;
  state: "open" | "told" | "dismissed";
  unaware: number;
  prepared: boolean;
};

export type ChangeBannerProps = {
  weddingId: string;
  changes: readonly BannerChange[];
  may: { tell: boolean; dismiss: boolean };
};

/** What was moved and who does not know it yet, with one way to act. */
export function ChangeBanner({ weddingId, changes, may }: ChangeBannerProps) {
  const waiting = changes.filter((one) => one.unaware > 0);
  return waiting.map((change) => (
    <aside
      key={change.id}
      aria-label={change.title}
      className="mb-6 rounded-md border border-amber bg-amber-soft p-4"
    >
      <p className="flex items-start gap-2.5 font-medium">
        <CalendarClock aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-amber-ink" />
        <span className="tabular min-w-0 break-words">
          {change.title}: {unawareWords(change)}.
        </span>
      </p>
      <div className="mt-3 flex flex-wrap gap-3">
        {may.tell ? (
          <LinkButton
            href={`/weddings/${weddingId}/functions/${change.eventId}/changes/${change.id}`}
            variant="primary"
          >
            {change.prepared ? "Go on with telling them" : "Tell them"}
          </LinkButton>
        ) : null}
        {may.dismiss && change.state === "open" ? (
          <Dismiss weddingId={weddingId} changeId={change.id} />
        ) : null}
      </div>
    </aside>
  ));
}

function Dismiss({ weddingId, changeId }: { weddingId: string; changeId: string }) {
  const { act, busy } = useUndoable(weddingId);
  const dismiss = async () => {
    const done = await act(
      [{ command: "events.dismiss-change", input: { changeId } }],
      "Nobody is told of this change",
      "The new time and place stand on everybody’s page.",
    );
    if (!done.ok) notify.failed(done.message);
  };
  return (
    <Button variant="quiet" loading={busy} onClick={() => void dismiss()}>
      Nobody needs to be told
    </Button>
  );
}
