"use client";

import { Button } from "@/components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import type { Difference } from "@/lib/website/rules/draft-words";

export type DraftConflictProps = {
  /** From what is saved to what stands in this tab. */
  differences: readonly Difference[];
  onKeepMine: () => void;
  onTakeTheirs: () => void;
};

/** Two people, or two tabs, wrote at once: both versions, and one choice. */
export function DraftConflict({ differences, onKeepMine, onTakeTheirs }: DraftConflictProps) {
  return (
    <section role="alert" className="grid gap-4 rounded-md border border-amber bg-amber-soft p-4">
      <div>
        <h2 className="font-semibold text-lg">Somebody saved the website meanwhile</h2>
        <p className="mt-1">
          {differences.length > 0
            ? "Nothing of yours is lost. This is what differs:"
            : "They wrote the same as you. Choose either."}
        </p>
      </div>
      {differences.length > 0 ? (
        <Table caption="What differs between the two versions">
          <TableHead>
            <TableRow>
              <TableHeaderCell>Part</TableHeaderCell>
              <TableHeaderCell>Saved now</TableHeaderCell>
              <TableHeaderCell>Yours</TableHeaderCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {differences.map(({ what, before, after }) => (
              <TableRow key={what}>
                <TableCell kind="main">{what}</TableCell>
                <TableCell label="Saved now">{before}</TableCell>
                <TableCell label="Yours">{after}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      ) : null}
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" onClick={onKeepMine}>
          Go on with mine
        </Button>
        <Button onClick={onTakeTheirs}>Take what is saved</Button>
      </div>
    </section>
  );
}
