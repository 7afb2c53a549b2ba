"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import useSWR from "swr";
import type { BatchStatus } from "@/components/imports/batch-states";
import { useRate } from "@/components/imports/use-rate";
import { ProgressPanel } from "@/components/shared/progress-panel";

const fetchStatus = async (address: string): Promise<BatchStatus> => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return (await answer.json()) as BatchStatus;
};

/** The list while it is read or added; when that is over, the page is asked for again and shows what came of it. */
export function BatchProgress({ weddingId, first }: { weddingId: string; first: BatchStatus }) {
  const router = useRouter();
  const { data = first } = useSWR(`/api/weddings/${weddingId}/imports/${first.id}`, fetchStatus, {
    fallbackData: first,
    refreshInterval: 700,
  });
  const moved = data.state !== first.state;
  useEffect(() => {
    if (!moved) return;
    router.refresh();
    const again = setInterval(() => router.refresh(), 2_000);
    return () => clearInterval(again);
  }, [moved, router]);

  const adding = first.state === "committing";
  const toAdd = data.rowsRead - data.outcomes.refused;
  const share = data.bytesRead > 0 ? data.bytes / data.bytesRead : 0;
  const total = adding ? toAdd : Math.max(data.rowsRead, Math.round(data.rowsRead * share));
  const done = adding ? Math.min(data.rowsDone, toAdd) : data.rowsRead;
  const rate = useRate(done, total);
  return (
    <ProgressPanel
      title={adding ? "Adding the people" : "Reading the list"}
      state="running"
      done={done}
      total={total}
      {...rate}
      words={{ of: adding ? "of" : "of about", rate: "{n} rows a minute" }}
      sentence={
        adding
          ? "You may leave this page; it goes on, and this list is found again under Bring a list."
          : "Nothing is added yet. You look at the rows first. You may leave this page and come back."
      }
    />
  );
}
