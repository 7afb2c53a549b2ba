import type { ReactNode } from "react";
import { CommitForm } from "@/components/imports/commit-form";
import { DownloadRows } from "@/components/imports/download-rows";
import { type PreviewRow, PreviewTable } from "@/components/imports/preview-table";
import { RowPages, type RowsFound } from "@/components/imports/row-pages";
import { RowsHeading } from "@/components/imports/rows-heading";

export type StagedListProps = {
  weddingId: string;
  /** The address of the guests. */
  guests: string;
  batch: { id: string; householdColumn: string | null; outcomes: { ready: number; refused: number } };
  rows: RowsFound | null;
  refused: readonly PreviewRow[];
  fallbackSide: string;
  /** How its columns were read, to be corrected. */
  columns: ReactNode;
};

/** A list that was read: its rows, what is to be mended, and the question whether to add it. */
export function StagedList(props: StagedListProps) {
  const { weddingId, guests, batch, rows, refused, fallbackSide, columns } = props;
  const { ready, refused: left } = batch.outcomes;
  const noted = rows !== null && rows.counts.noticed + rows.counts.assumed > 0;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <section>
        <RowsHeading title="As we read it" sentence="The rows that can be added.">
          {noted ? <DownloadRows weddingId={weddingId} batchId={batch.id} which="noticed" /> : null}
        </RowsHeading>
        {rows ? (
          <RowPages
            base={`${guests}/import/${batch.id}`}
            found={rows}
            caption="Rows as we read them"
            fallbackSide={fallbackSide}
            standing={{ label: "Here already?", guests }}
          />
        ) : null}
      </section>
      {columns}
      {left > 0 ? (
        <section>
          <RowsHeading
            title={`${left.toLocaleString("en-IN")} ${left === 1 ? "row needs" : "rows need"} mending`}
            sentence="They are left out; the others can be added without them."
          >
            <DownloadRows weddingId={weddingId} batchId={batch.id} which="refused" />
          </RowsHeading>
          <PreviewTable caption="Rows to mend" rows={refused} fallbackSide={fallbackSide} />
        </section>
      ) : null}
      <CommitForm
        weddingId={weddingId}
        batchId={batch.id}
        ready={ready}
        refused={left}
        householdColumn={batch.householdColumn}
      />
    </div>
  );
}
