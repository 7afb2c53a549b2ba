"use client";

import { UserPlus } from "lucide-react";
import { useUndoable } from "@/components/guests/use-undoable";
import { peopleWords } from "@/components/guests/words";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toaster";
import type { ChatToRead } from "@/lib/rsvp/queries/to-read";

type Props = {
  weddingId: string;
  unitId: string;
  household: string;
  wishes: ChatToRead["wishes"];
  may: { invite: boolean; write: boolean };
  /** Opens the words back to them with a first draft. */
  onAnswer: (draft: string) => void;
};

/** More places than are kept, asked for in the chat: give them, or say no. */
export function WishedPlaces({ weddingId, unitId, household, wishes, may, onAnswer }: Props) {
  const { act, busy } = useUndoable(weddingId);
  if (wishes.length === 0) return null;
  const keep = async ({ eventId, adults, children, kept, name, drafts }: Props["wishes"][number]) => {
    const done = await act(
      [
        {
          command: "invitations.keep-places",
          input: { unitId, eventId, before: kept, places: { adults, children } },
        },
      ],
      `${adults + children} places are kept for ${household} at ${name}`,
    );
    if (!done.ok) return notify.failed(done.message);
    if (may.write) onAnswer(drafts.yes);
  };
  return (
    <ul className="mt-3 grid gap-3">
      {wishes.map((wish) => (
        <li key={wish.eventId} className="rounded-md border border-amber-ink/40 p-3">
          <p>
            They would like <strong>{wish.adults + wish.children} places</strong> at {wish.name} (
            {peopleWords(wish.adults, wish.children)}).{" "}
            {wish.kept.adults + wish.kept.children === 1
              ? "1 is"
              : `${wish.kept.adults + wish.kept.children} are`}{" "}
            kept for them.
          </p>
          <div data-print="hide" className="mt-2 flex flex-wrap gap-2">
            {may.invite ? (
              <Button size="sm" onClick={() => void keep(wish)} loading={busy}>
                <UserPlus aria-hidden="true" />
                Keep {wish.adults + wish.children} places
              </Button>
            ) : null}
            {may.write ? (
              <Button size="sm" variant="quiet" onClick={() => onAnswer(wish.drafts.no)}>
                Say no
              </Button>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
