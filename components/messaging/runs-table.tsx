import { familiesWords } from "@/components/guests/words";
import { runStateWords, sumBuckets } from "@/components/messaging/words";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";

export type RunRow = {
  id: string;
  name: string;
  wave: string;
  state: string;
  recipients: number | null;
  templateName: string;
  audience: string;
  createdAt: string;
  startedAt: string | null;
  buckets: Record<string, number>;
};

const n = (value: number) => value.toLocaleString("en-IN");

/** "312 of 357 delivered, 4 failed" for a run that went out; how many it will reach for one that has not. */
function numbersOf(run: RunRow): string {
  if (!run.startedAt)
    return run.recipients === null ? "not rehearsed" : `${familiesWords(run.recipients)} will get it`;
  const sums = sumBuckets(run.buckets);
  const parts = [`${n(sums.delivered + sums.read)} of ${n(run.recipients ?? 0)} delivered`];
  if (sums.read > 0) parts.push(`${n(sums.read)} read`);
  if (sums.failed > 0) parts.push(`${n(sums.failed)} not delivered`);
  if (sums.inDoubt > 0) parts.push(`${n(sums.inDoubt)} in doubt`);
  return parts.join(", ");
}

export function RunsTable({ base, runs, zone }: { base: string; runs: readonly RunRow[]; zone: string }) {
  return (
    <Table caption="Invites">
      <TableHead>
        <tr>
          <TableHeaderCell>Invite</TableHeaderCell>
          <TableHeaderCell>State</TableHeaderCell>
          <TableHeaderCell>Numbers</TableHeaderCell>
          <TableHeaderCell>Wave</TableHeaderCell>
          <TableHeaderCell>When</TableHeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {runs.map((run) => {
          const state = runStateWords[run.state] ?? runStateWords.draft!;
          return (
            <TableRow key={run.id}>
              <TableCell kind="main">
                <Link
                  href={`${base}/${run.id}`}
                  prefetch={false}
                  className="hit-area no-underline underline-offset-4 hover:underline"
                >
                  {run.name}
                </Link>
                <span className="block font-normal text-muted text-sm">To {run.audience}</span>
              </TableCell>
              <TableCell label="State">
                <Badge tone={state.tone}>{state.label}</Badge>
              </TableCell>
              <TableCell label="Numbers" className="tabular">
                {numbersOf(run)}
              </TableCell>
              <TableCell label="Wave">{run.wave}</TableCell>
              <TableCell label={run.startedAt ? "Sent" : "Made"} className="whitespace-nowrap">
                <TimeInZone at={run.startedAt ?? run.createdAt} zone={zone} show="short" />
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
