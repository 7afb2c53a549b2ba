import { type PreviewRow, PreviewTable, type PreviewTableProps } from "@/components/imports/preview-table";
import { Pagination } from "@/components/shared/pagination";
import { LinkTabs } from "@/components/ui/link-tabs";

/** A page of one view of a list's rows, and how many the others hold. */
export type RowsFound = {
  view: string;
  views: readonly { view: string; count: number }[];
  counts: { noticed: number; assumed: number };
  page: number;
  pageSize: number;
  total: number;
  rows: readonly PreviewRow[];
};

export type RowPagesProps = Omit<PreviewTableProps, "rows"> & {
  /** The address of the list. */
  base: string;
  found: RowsFound;
};

const viewWords: Record<string, string> = {
  all: "All",
  new: "New",
  known: "Already here",
  again: "Twice in the list",
  noticed: "What we noticed",
  assumed: "No country code",
};

/** A list's rows, page by page, all or those of one kind. */
export function RowPages({ base, found, ...table }: RowPagesProps) {
  const { view, views, page, pageSize, total, rows } = found;
  return (
    <>
      <LinkTabs
        className="mb-4"
        label={table.caption}
        items={views.map((one, at) => ({
          href: at === 0 ? base : `${base}?show=${one.view}`,
          label: viewWords[one.view] ?? one.view,
          count: one.count,
        }))}
      />
      <PreviewTable key={view} rows={rows} {...table} />
      <Pagination page={page} pageSize={pageSize} total={total} />
    </>
  );
}
