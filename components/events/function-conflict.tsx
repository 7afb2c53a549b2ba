"use client";

import { changedFields, FIELD_NAMES, type FunctionDraft } from "@/components/events/function-draft";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";

export type FunctionConflictProps = {
  mine: FunctionDraft;
  theirs: FunctionDraft;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
};

const shown = (draft: FunctionDraft, field: keyof FunctionDraft): string =>
  field === "visibility"
    ? draft.visibility === "public"
      ? "Everyone"
      : "Only invited families"
    : draft[field] || "nothing";

/** Two people changed the same function: both versions, and one choice. */
export function FunctionConflict({ mine, theirs, onKeepMine, onTakeTheirs }: FunctionConflictProps) {
  return (
    <section role="alert" className="grid gap-4 rounded-md border border-amber bg-amber-soft p-4">
      <div>
        <h2 className="font-semibold text-lg">Somebody saved this function meanwhile</h2>
        <p className="mt-1">Nothing of yours is lost. This is what differs:</p>
      </div>
      <Table caption="What differs between the two versions">
        <TableHead>
          <TableRow>
            <TableHeaderCell>Field</TableHeaderCell>
            <TableHeaderCell>Saved now</TableHeaderCell>
            <TableHeaderCell>Yours</TableHeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {changedFields(mine, theirs).map((field) => (
            <TableRow key={field}>
              <TableCell kind="main">{FIELD_NAMES[field]}</TableCell>
              <TableCell label="Saved now">{shown(theirs, field)}</TableCell>
              <TableCell label="Yours">{shown(mine, field)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" onClick={onKeepMine}>
          Go on with mine
        </Button>
        <Button onClick={onTakeTheirs}>Take what is saved</Button>
      </div>
    </section>
  );
}
