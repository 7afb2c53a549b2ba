"use client";

import { useState } from "react";
import { type Step, useUndoable } from "@/components/guests/use-undoable";
import { sideWords } from "@/components/guests/words";
import { AvatarInitials } from "@/components/ui/avatar-initials";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter } from "@/components/ui/card";
import { FieldError } from "@/components/ui/field-parts";
import { Link } from "@/components/ui/link";
import { toldApart } from "@/lib/guests/rules/told-apart";

type Guest = {
  id: string;
  name: string;
  unitId: string;
  family: string;
  side: string;
  /** Null as well for whoever may not see numbers. */
  phone: string | null;
};

export type Duplicate = { key: string; reasons: readonly string[]; a: Guest; b: Guest };

export type DuplicateListProps = {
  weddingId: string;
  duplicates: readonly Duplicate[];
  mayDecide: boolean;
};

/** Pairs who may be one person, each for a human to decide. */
export function DuplicateList({ weddingId, duplicates, mayDecide }: DuplicateListProps) {
  return (
    <ul className="grid gap-4 md:grid-cols-2">
      {duplicates.map((one) => (
        <li key={`${one.a.id} ${one.b.id}`} className="min-w-0">
          <DuplicateCard weddingId={weddingId} duplicate={one} mayDecide={mayDecide} />
        </li>
      ))}
    </ul>
  );
}

function DuplicateCard(props: { weddingId: string; duplicate: Duplicate; mayDecide: boolean }) {
  const { weddingId, duplicate, mayDecide } = props;
  const { key, reasons, a, b } = duplicate;
  const { act, busy } = useUndoable(weddingId);
  const [error, setError] = useState<string>();
  const decide = async (step: Step, said: string, more: string) => {
    setError(undefined);
    const done = await act([step], said, more);
    if (!done.ok) setError(done.message);
  };
  const keep = (kept: Guest, gone: Guest) =>
    decide(
      { command: "guests.merge-people", input: { keptId: kept.id, goneId: gone.id } },
      `${gone.name} and ${kept.name} are one person now`,
      `In ${kept.family}, with the numbers, notes and replies of both.`,
    );
  const apart = () =>
    decide(
      {
        command: "guests.decide-duplicate",
        input: { key, keptId: a.id, goneId: b.id, decision: "refused" },
      },
      "They stay two people",
      "You will not be asked about them again.",
    );
  const errorId = `duplicate-error-${a.id}-${b.id}`;
  return (
    <Card className="flex h-full flex-col">
      <CardBody className="flex-1">
        <ul className="grid gap-2">
          {[a, b].map((guest) => (
            <li key={guest.id} className="flex items-center gap-3">
              <AvatarInitials name={guest.name} size="sm" />
              <div className="min-w-0 break-words">
                <Link
                  href={`/weddings/${weddingId}/guests/${guest.unitId}`}
                  prefetch={false}
                  className="hit-area no-underline underline-offset-4 hover:underline"
                >
                  {guest.name}
                </Link>
                <p className="text-muted text-sm">
                  {guest.family === guest.name ? "" : `${guest.family}, `}
                  {sideWords[guest.side]}
                </p>
                {guest.phone ? <p className="tabular text-sm">{guest.phone}</p> : null}
              </div>
            </li>
          ))}
        </ul>
        <ul className="mt-3 grid gap-1 break-words text-muted text-sm">
          {reasons.map((reason) => (
            <li key={reason}>{sentence(reason)}</li>
          ))}
        </ul>
        <FieldError id={errorId}>{error}</FieldError>
      </CardBody>
      {mayDecide ? (
        <CardFooter>
          <Button long variant="primary" loading={busy} onClick={() => void keep(a, b)}>
            Same person, keep {toldApart(a, b, true)}
          </Button>
          <Button long loading={busy} onClick={() => void keep(b, a)}>
            Same person, keep {toldApart(b, a, false)}
          </Button>
          <Button
            loading={busy}
            aria-label={`Two different people: ${a.name} and ${b.name}`}
            onClick={() => void apart()}
          >
            Two different people
          </Button>
        </CardFooter>
      ) : null}
    </Card>
  );
}

const sentence = (reason: string): string => `${reason[0]?.toUpperCase() ?? ""}${reason.slice(1)}.`;
