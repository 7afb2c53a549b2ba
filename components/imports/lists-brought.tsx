import { batchStates } from "@/components/imports/batch-states";
import { ThrowAway } from "@/components/imports/throw-away";
import { Pagination } from "@/components/shared/pagination";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";

export type ListsBroughtProps = {
  weddingId: string;
  /** The address of this page. */
  base: string;
  zone: string;
  /** Whether those typed by hand are shown. */
  typed: boolean;
  brought: { lists: number; typed: number };
  page: number;
  pageSize: number;
  batches: readonly {
    id: string;
    kind: string;
    fileName: string;
    state: string;
    rowsRead: number;
    createdAt: string;
    discardedAt: string | null;
    discardedBy: string | null;
    /** Nothing of it was added, so it can be thrown away. */
    discardable: boolean;
  }[];
};

/** Every list that was brought, and apart from them the guests who were typed one by one. */
export function ListsBrought(props: ListsBroughtProps) {
  const { weddingId, base, zone, typed, brought, page, pageSize, batches } = props;
  const acts = batches.some((batch) => batch.discardable);
  return (
    <section className="mt-10" id="lists">
      <h2 className="mb-3 font-semibold text-lg">Lists brought so far</h2>
      {brought.typed > 0 ? (
        <LinkTabs
          className="mb-4"
          label="Lists brought so far"
          items={[
            { href: base, label: "Lists", count: brought.lists },
            { href: `${base}?typed=1`, label: "Typed by hand", count: brought.typed },
          ]}
        />
      ) : null}
      {batches.length === 0 ? (
        <p className="text-muted">None yet. A list from each relative is fine; they come together here.</p>
      ) : (
        <Table caption={typed ? "Guests typed by hand" : "Lists brought so far"}>
          <TableHead>
            <tr>
              <TableHeaderCell>{typed ? "Guest" : "List"}</TableHeaderCell>
              <TableHeaderCell>State</TableHeaderCell>
              <TableHeaderCell numeric>Rows</TableHeaderCell>
              <TableHeaderCell>Brought</TableHeaderCell>
              {acts ? (
                <TableHeaderCell>
                  <span className="sr-only">What can be done</span>
                </TableHeaderCell>
              ) : null}
            </tr>
          </TableHead>
          <TableBody>
            {batches.map((batch) => {
              const state = batchStates[batch.state] ?? batchStates.reading!;
              return (
                <TableRow key={batch.id}>
                  <TableCell kind="main">
                    <Link
                      href={`${base}/${batch.id}`}
                      prefetch={false}
                      className="hit-area break-words underline-offset-4 hover:underline"
                    >
                      {batch.fileName}
                    </Link>
                  </TableCell>
                  <TableCell label="State">
                    <span className="grid justify-items-end gap-1 sm:justify-items-start">
                      <Badge tone={state.tone}>{state.label}</Badge>
                      {batch.discardedAt ? (
                        <span className="text-muted text-sm">
                          {batch.discardedBy ? `by ${batch.discardedBy}, ` : ""}
                          <TimeInZone at={batch.discardedAt} zone={zone} show="short" zoneHidden />
                        </span>
                      ) : null}
                    </span>
                  </TableCell>
                  <TableCell label="Rows" numeric>
                    {batch.rowsRead.toLocaleString("en-IN")}
                  </TableCell>
                  <TableCell label="Brought">
                    <TimeInZone at={batch.createdAt} zone={zone} show="short" />
                  </TableCell>
                  {acts ? (
                    <TableCell kind="actions">
                      {batch.discardable ? (
                        <ThrowAway
                          weddingId={weddingId}
                          batchId={batch.id}
                          list={batch.fileName}
                          kind={batch.kind}
                          size="sm"
                        />
                      ) : null}
                    </TableCell>
                  ) : null}
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      )}
      <Pagination page={page} pageSize={pageSize} total={typed ? brought.typed : brought.lists} />
    </section>
  );
}
