import { DownloadRows } from "@/components/imports/download-rows";
import { RowPages, type RowsFound } from "@/components/imports/row-pages";
import { RowsHeading } from "@/components/imports/rows-heading";

export type AddedNotesProps = {
  weddingId: string;
  batchId: string;
  /** The address of the guests. */
  guests: string;
  rows: RowsFound;
  fallbackSide: string;
};

/** What the reading noticed of rows that were added; where that is country codes alone, it is folded away. */
export function AddedNotes({ weddingId, batchId, guests, rows, fallbackSide }: AddedNotesProps) {
  const { noticed, assumed } = rows.counts;
  const pages = (
    <RowPages
      base={`${guests}/import/${batchId}`}
      found={rows}
      caption="Rows of which we noticed something"
      fallbackSide={fallbackSide}
      standing={{ label: "What became of it", guests }}
    />
  );
  return (
    <section>
      <RowsHeading
        title="How we read it"
        sentence={
          noticed > 0
            ? "Rows that were added though something in them was unclear."
            : "Nothing was unclear. Numbers without a country code were taken for numbers of the wedding's country."
        }
      >
        <DownloadRows weddingId={weddingId} batchId={batchId} which="noticed" />
      </RowsHeading>
      {noticed > 0 ? (
        pages
      ) : (
        <details open={rows.page > 1}>
          <summary className="hit-area mb-4 w-fit underline underline-offset-4">
            {assumed === 1
              ? "1 row without a country code"
              : `${assumed.toLocaleString("en-IN")} rows without a country code`}
          </summary>
          {pages}
        </details>
      )}
    </section>
  );
}
