"use client";

import { ExportCard } from "@/components/exports/export-card";
import { MakeExport } from "@/components/exports/make-export";
import { ConnectionNote } from "@/components/shared/connection-note";
import { EmptyState } from "@/components/shared/empty-state";
import { useLive } from "@/components/shared/use-live";
import type { ExportFile } from "@/lib/exports/loaders";

export type ExportsBoardProps = {
  weddingId: string;
  files: readonly ExportFile[];
  events: readonly { id: string; name: string; invited: number }[];
  zone: string;
};

/** The files, asked for again while one is being made. */
export function ExportsBoard({ weddingId, files: first, events, zone }: ExportsBoardProps) {
  const {
    data = { files: first },
    error,
    mutate,
  } = useLive<{ files: readonly ExportFile[] }>(`/api/weddings/${weddingId}/exports`, {
    fallbackData: { files: first },
    refreshInterval: (latest) => (latest?.files.some((file) => file.state === "queued") ? 1_000 : 30_000),
  });
  const again = () => void mutate();
  return (
    <div className="grid gap-6">
      <ConnectionNote error={error} className="mb-0" />
      <MakeExport weddingId={weddingId} events={events} onMade={again} />
      {data.files.length === 0 ? (
        <EmptyState
          title="No files yet"
          sentence="Choose a function and make its guest list. Then give the caterer, the hotel or the gate a link to it."
        />
      ) : (
        data.files.map((file) => (
          <ExportCard key={file.id} weddingId={weddingId} file={file} zone={zone} onChanged={again} />
        ))
      )}
    </div>
  );
}
