"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { BatchStatus } from "@/components/imports/batch-states";
import { useRate } from "@/components/imports/use-rate";
import { ConnectionNote } from "@/components/shared/connection-note";
import { ProgressPanel } from "@/components/shared/progress-panel";
import { useLiveFromNow } from "@/components/shared/use-live";

const acts: Record<string, { title: string; words: string; sentence: string }> = {
  reading: {
    title: "Reading the list",
    words: "of about",
    sentence: "Nothing is added yet. You look at the rows first. You may leave this page and come back.",
  },
  committing: {
    title: "Adding the people",
    words: "of",
    sentence: "You may leave this page; it goes on, and this list is found again under Bring a list.",
  },
  undoing: {
    title: "Taking the list back",
    words: "of",
    sentence: "You may leave this page; it goes on. When it is done, the list can be added again from here.",
  },
};

/** Most lists are short and done within this. */
const SHORT_MS = 3_000;

function progressOf(state: string, data: BatchStatus): { done: number; total: number } {
  const { created, matched, conflict, remembered, undone, refused } = data.outcomes;
  if (state === "undoing") return { done: undone, total: undone + created + matched + conflict + remembered };
  if (state === "committing") {
    const toAdd = data.rowsRead - refused;
    return { done: Math.min(data.rowsDone, toAdd), total: toAdd };
  }
  const share = data.bytesRead > 0 ? data.bytes / data.bytesRead : 0;
  return { done: data.rowsRead, total: Math.max(data.rowsRead, Math.round(data.rowsRead * share)) };
}

/** The list while it is read, added or taken back; when that is over, the page is asked for again and shows what came of it. */
export function BatchProgress({ weddingId, first }: { weddingId: string; first: BatchStatus }) {
  const router = useRouter();
  const [since] = useState(Date.now);
  const { data = first, error } = useLiveFromNow<BatchStatus>(
    `/api/weddings/${weddingId}/imports/${first.id}`,
    { fallbackData: first, refreshInterval: () => (Date.now() - since < SHORT_MS ? 200 : 700) },
  );
  const moved = data.state !== first.state;
  useEffect(() => {
    if (!moved) return;
    router.refresh();
    const again = setInterval(() => router.refresh(), 2_000);
    return () => clearInterval(again);
  }, [moved, router]);

  const { words, sentence, title } = acts[first.state] ?? acts.reading!;
  const { done, total } = progressOf(first.state, data);
  const rate = useRate(done, total);
  return (
    <>
      <ConnectionNote error={error} />
      <ProgressPanel
        title={title}
        state="running"
        done={done}
        total={total}
        {...rate}
        words={{ of: words, rate: "{n} rows a minute" }}
        sentence={sentence}
      />
    </>
  );
}
