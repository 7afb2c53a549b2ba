import { batchStates } from "@/components/imports/batch-states";
import { Pagination } from "@/components/shared/pagination";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";

export type ListsBroughtProps = {
  /** The address of this page. */
  base: string;
  zone: string;
  /** Whether those typed by hand are shown. */
  typed: boolean;
  brought: { lists: number; typed: number };
  page: number;
  pageSize: number;
  batches: readonly { id: string; fileName: string; state: string; rowsRead: number; createdAt: string }[];
};

/** Every list that was brought, and apart from them the guests who were typed one by one. */
export function ListsBrought({ base, zone, typed, brought, page, pageSize, batches }: ListsBroughtProps) {
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
                    <Badge tone={state.tone}>{state.label}</Badge>
                  </TableCell>
                  <TableCell label="Rows" numeric>
                    {batch.rowsRead.toLocaleString("en-IN")}
                  </TableCell>
                  <TableCell label="Brought">
                    <TimeInZone at={batch.createdAt} zone={zone} show="short" />
                  </TableCell>
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
