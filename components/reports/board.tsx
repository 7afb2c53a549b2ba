"use client";

import { FunctionNumbers } from "@/components/reports/function-numbers";
import { useDashboard } from "@/components/reports/use-dashboard";
import { AsOf } from "@/components/shared/as-of";
import { ConnectionNote } from "@/components/shared/connection-note";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import type { Dashboard, EventNumbers } from "@/lib/reports/queries";

export type BoardProps = { weddingId: string; zone: string; first: Dashboard; mayInvite: boolean };

type Column = { which: string; label: string; of: (event: EventNumbers) => number };

const COLUMNS: readonly Column[] = [
  { which: "invited", label: "Invited", of: (event) => event.invited },
  { which: "yes", label: "Yes", of: (event) => event.yes },
  { which: "maybe", label: "Maybe", of: (event) => event.maybe },
  { which: "no", label: "No", of: (event) => event.no },
  { which: "pending", label: "Has not replied", of: (event) => event.pending },
];

const PERSONS = [
  { key: "adults", label: "Adults", which: "yes" },
  { key: "children", label: "Children", which: "yes" },
  { key: "waiting", label: "Waiting", which: "waiting" },
] as const;

/** All functions side by side, live. Families in the first five columns, persons in the last three. */
export function Board({ weddingId, zone, first, mayInvite }: BoardProps) {
  const { numbers, lost } = useDashboard(weddingId, first);
  return (
    <>
      <ConnectionNote error={lost} />
      <div className="grid gap-3 sm:hidden">
        {numbers.events.map((event) => (
          <FunctionNumbers
            key={event.id}
            weddingId={weddingId}
            event={event}
            sent={numbers.sent}
            mayInvite={mayInvite}
          />
        ))}
      </div>
      <div className="hidden sm:block">
        <Table caption="Answers of families, by function">
          <TableHead>
            <TableRow>
              <TableHeaderCell>Function</TableHeaderCell>
              {COLUMNS.map((column) => (
                <TableHeaderCell key={column.which} numeric>
                  {column.label}
                </TableHeaderCell>
              ))}
              <TableHeaderCell numeric>Adults</TableHeaderCell>
              <TableHeaderCell numeric>Children</TableHeaderCell>
              <TableHeaderCell numeric>Waiting</TableHeaderCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {numbers.events.map((event) => (
              <TableRow key={event.id}>
                <TableCell kind="main">
                  {event.name} {event.cancelled ? <Badge tone="no">Cancelled</Badge> : null}
                  <span className="block font-normal text-muted text-sm">
                    {event.startsAt ? (
                      <TimeInZone at={event.startsAt} zone={event.zone} show="day" />
                    ) : (
                      "No day yet"
                    )}
                  </span>
                </TableCell>
                {COLUMNS.map((column) => (
                  <Count
                    key={column.which}
                    label={column.label}
                    n={column.of(event)}
                    href={`/weddings/${weddingId}/answers/${event.id}?which=${column.which}`}
                  />
                ))}
                {PERSONS.map((kind) => (
                  <Count
                    key={kind.key}
                    label={kind.label}
                    n={event[kind.key]}
                    href={`/weddings/${weddingId}/answers/${event.id}?which=${kind.which}`}
                  />
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-muted text-sm">
        {numbers.asOf ? <AsOf at={numbers.asOf} zone={zone} arriving={numbers.arriving} /> : null}
        <span className="hidden sm:inline">
          Families; the last three columns are persons: who comes and has a place, and who waits for one.
        </span>
      </p>
    </>
  );
}

function Count({ label, n, href }: { label: string; n: number; href: string }) {
  return (
    <TableCell label={label} numeric>
      {n === 0 ? (
        <span className="tabular text-muted">0</span>
      ) : (
        <Link
          href={href}
          prefetch={false}
          className="hit-area tabular inline-block text-ink underline decoration-line-strong underline-offset-4"
        >
          {n.toLocaleString("en-IN")}
        </Link>
      )}
    </TableCell>
  );
}
