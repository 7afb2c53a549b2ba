"use client";

import { fieldCount, fieldWords } from "@/components/imports/difference-words";
import { useDecision } from "@/components/imports/use-decision";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

export type Bulk = {
  field: string;
  batchId: string;
  list: string;
  count: number;
  /** Null where the whole of the field and list is meant. */
  keys: readonly string[] | null;
};

/** Many of a kind at once: one list against the others, field by field. */
export function DifferenceBulk({ weddingId, bulk }: { weddingId: string; bulk: readonly Bulk[] }) {
  if (bulk.length === 0) return null;
  return (
    <Card className="mb-6">
      <CardHeader
        title="Many at once"
        sentence="Where a list says one thing and the others one other. What a list says two ways, or you decided before, stays below."
      />
      <CardBody>
        <ul className="divide-y divide-line">
          {bulk.map((one) => (
            <BulkLine key={`${one.field}${one.batchId}`} weddingId={weddingId} bulk={one} />
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function BulkLine({ weddingId, bulk }: { weddingId: string; bulk: Bulk }) {
  const { field, batchId, list, count, keys } = bulk;
  const { decide } = useDecision(weddingId);
  const n = count.toLocaleString("en-IN");
  const choose = async (kind: "ours" | "theirs") => {
    const which = keys ? { keys } : { field };
    const refused = await decide<{ decided: number }>(
      "guests.decide-conflicts",
      { ...which, batchId, choice: { kind } },
      ({ decided }) =>
        kind === "ours"
          ? `Kept ours for ${fieldCount(field, decided)}`
          : `${fieldCount(field, decided)} taken from ${list}`,
    );
    return refused ? { error: refused } : undefined;
  };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <p className="min-w-0 flex-1 basis-64 break-words">
        <span className="font-medium">{fieldWords[field] ?? field}</span>: {list} says otherwise {n} times
      </p>
      <span className="flex flex-wrap gap-2">
        <ConfirmDialog
          title={`Keep ours for all ${n}`}
          sentence={`${fieldCount(field, count)} stay as the other lists say. What ${list} says otherwise is set aside and not asked again.`}
          undo="This can be undone."
          confirmLabel={`Keep ours for all ${n}`}
          onConfirm={() => choose("ours")}
          trigger={<Button>Keep ours for all {n}</Button>}
        />
        <ConfirmDialog
          title={`Take this list's for all ${n}`}
          sentence={`${fieldCount(field, count)} become what ${list} says. What the other lists say is set aside and not asked again.`}
          undo="This can be undone."
          confirmLabel={`Take this list's for all ${n}`}
          onConfirm={() => choose("theirs")}
          trigger={<Button>Take this list's for all {n}</Button>}
        />
      </span>
    </li>
  );
}
