"use client";

import { useState } from "react";
import { useUndoable } from "@/components/guests/use-undoable";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { AvatarInitials } from "@/components/ui/avatar-initials";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import type { TakenOffEntry } from "@/lib/guests/queries/taken-off";

export type TakenOffListProps = {
  weddingId: string;
  entries: readonly TakenOffEntry[];
  /** The zone of the wedding's clock. */
  zone: string;
  mayEdit: boolean;
};

/** Who was taken off the guest list, each with the way back. */
export function TakenOffList({ weddingId, entries, zone, mayEdit }: TakenOffListProps) {
  return (
    <ul className="divide-y divide-line">
      {entries.map((entry) => (
        <li
          key={entry.personId ?? entry.unitId}
          className="flex flex-wrap items-start gap-x-3 gap-y-2 py-3 first:pt-0"
        >
          <AvatarInitials name={entry.name} />
          <div className="min-w-0 flex-1 basis-48">
            <p className="break-words font-medium">{entry.name}</p>
            <p className="break-words text-muted text-sm">
              {whoWords(entry)}
              {entry.at ? (
                <>
                  Taken off on <TimeInZone at={entry.at} zone={zone} show="short" />.
                </>
              ) : null}
            </p>
          </div>
          {mayEdit ? <PutBack weddingId={weddingId} entry={entry} /> : null}
        </li>
      ))}
    </ul>
  );
}

/** Of which family, or who of the family; nothing where the name has said it. */
function whoWords({ personId, name, family, people }: TakenOffEntry): string {
  if (personId) return family ? `Of the family ${family}. ` : "";
  return people.length > 1 || people[0] !== name ? `${listed(people)}. ` : "";
}

const listed = (names: readonly string[]): string =>
  names.length > 0 ? new Intl.ListFormat("en-IN").format(names) : "Counted without names";

function PutBack({ weddingId, entry }: { weddingId: string; entry: TakenOffEntry }) {
  const { act, busy } = useUndoable(weddingId);
  const [error, setError] = useState<string>();
  const save = async () => {
    const done = await act(
      [{ command: "guests.put-back", input: { words: [entry.word] } }],
      `${entry.name} ${entry.people.length > 1 ? "are guests" : "is a guest"} again`,
      "With the invitations and answers they had.",
    );
    setError(done.ok ? undefined : done.message);
  };
  return (
    <div>
      <Button size="sm" loading={busy} aria-label={`Put back ${entry.name}`} onClick={() => void save()}>
        Put back
      </Button>
      <FieldError id={`put-back-${entry.personId ?? entry.unitId}`}>{error}</FieldError>
    </div>
  );
}
