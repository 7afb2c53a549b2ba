"use client";

import { useState } from "react";
import { useUndoable } from "@/components/guests/use-undoable";
import { sideWords } from "@/components/guests/words";
import { AvatarInitials } from "@/components/ui/avatar-initials";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { FieldError } from "@/components/ui/field-parts";
import { Link } from "@/components/ui/link";

export type Suggestion = {
  key: string;
  address: string;
  side: string;
  members: readonly { unitId: string; name: string }[];
};

export type SuggestionListProps = {
  weddingId: string;
  suggestions: readonly Suggestion[];
  mayDecide: boolean;
};

export function SuggestionList({ weddingId, suggestions, mayDecide }: SuggestionListProps) {
  return (
    <ul className="grid gap-4 md:grid-cols-2">
      {suggestions.map((one) => (
        <li key={one.key} className="min-w-0">
          <SuggestionCard weddingId={weddingId} suggestion={one} mayDecide={mayDecide} />
        </li>
      ))}
    </ul>
  );
}

function SuggestionCard(props: { weddingId: string; suggestion: Suggestion; mayDecide: boolean }) {
  const { weddingId, suggestion, mayDecide } = props;
  const { key, members } = suggestion;
  const { act, busy } = useUndoable(weddingId);
  const [error, setError] = useState<string>();
  const decide = async (decision: "accepted" | "refused") => {
    setError(undefined);
    const unitIds = members.map((member) => member.unitId);
    const done = await act(
      [{ command: "guests.decide-suggestion", input: { key, unitIds, decision } }],
      decision === "accepted" ? `${members.length} people are one family now` : "They stay apart",
      decision === "accepted" ? undefined : "You will not be asked about them again.",
    );
    return done.ok ? undefined : { error: done.message };
  };
  return (
    <Card className="flex h-full flex-col">
      <CardBody className="flex-1">
        <ul className="grid gap-2">
          {members.map((member) => (
            <li key={member.unitId} className="flex items-center gap-3">
              <AvatarInitials name={member.name} size="sm" />
              <Link
                href={`/weddings/${weddingId}/guests/${member.unitId}`}
                prefetch={false}
                className="hit-area no-underline underline-offset-4 hover:underline"
              >
                {member.name}
              </Link>
            </li>
          ))}
        </ul>
        <p className="mt-3 text-muted text-sm">
          Same surname, same address: {suggestion.address}. {sideWords[suggestion.side]}.
        </p>
        <FieldError id="suggestion-error">{error}</FieldError>
      </CardBody>
      {mayDecide ? (
        <CardFooter>
          <ConfirmDialog
            title="Make them one family"
            sentence={`${members.map((member) => member.name).join(", ")} become one family, with one invitation and one answer.`}
            undo="You can take it back right after, with what they answered meanwhile."
            confirmLabel="Make them one family"
            onConfirm={() => decide("accepted")}
            trigger={<Button variant="primary">One family</Button>}
          />
          <Button
            loading={busy}
            onClick={() => void decide("refused").then((result) => setError(result?.error))}
          >
            Keep them apart
          </Button>
        </CardFooter>
      ) : null}
    </Card>
  );
}
