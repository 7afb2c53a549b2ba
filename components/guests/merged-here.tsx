"use client";

import { useState } from "react";
import { useUndoable } from "@/components/guests/use-undoable";
import { formatInZone, namedMoment } from "@/components/shared/format-time";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import type { StandingMerge } from "@/lib/guests/queries/household";

export type MergedHereProps = {
  weddingId: string;
  merges: readonly StandingMerge[];
  zone: string;
  mayEdit: boolean;
};

/** Who was made one person here, each to be taken apart again. */
export function MergedHere({ weddingId, merges, zone, mayEdit }: MergedHereProps) {
  return (
    <ul className="divide-y divide-line">
      {merges.map((merge) => (
        <MergeRow key={merge.id} weddingId={weddingId} merge={merge} zone={zone} mayEdit={mayEdit} />
      ))}
    </ul>
  );
}

function MergeRow(props: { weddingId: string; merge: StandingMerge; zone: string; mayEdit: boolean }) {
  const { weddingId, merge, zone, mayEdit } = props;
  const { act, busy } = useUndoable(weddingId);
  const [error, setError] = useState<string>();
  const apart = async () => {
    setError(undefined);
    const done = await act(
      [{ command: "guests.unmerge-people", input: { mergeId: merge.id } }],
      `${merge.gone} and ${merge.kept} are two people again`,
      "Each has the replies from their own number.",
    );
    if (!done.ok) setError(done.message);
  };
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0 break-words">
        <p>
          “{merge.gone}” is <span className="font-medium">{merge.kept}</span>
        </p>
        <p className="text-muted text-sm">
          {merge.who ?? "Somebody who left"},{" "}
          <time dateTime={merge.at} title={formatInZone(merge.at, zone, "full")}>
            {namedMoment(merge.at, zone)}
          </time>
        </p>
        <FieldError id={`apart-${merge.id}`}>{error}</FieldError>
      </div>
      {mayEdit ? (
        <Button
          data-print="hide"
          loading={busy}
          aria-label={`Take apart ${merge.gone} and ${merge.kept}`}
          onClick={() => void apart()}
        >
          Take apart
        </Button>
      ) : null}
    </li>
  );
}
