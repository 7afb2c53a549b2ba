"use client";

import { UserX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

const STAYS_OFF =
  "Not counted, not invited and not written to any more. Lists that bring the same number, or the same row, again do not change that.";
const WAY_BACK = "You can put them back: Guests, Taken off the list.";

const staying = ({ coming }: { coming: boolean }): string =>
  coming
    ? " The places kept for the family stay, and so does what they have answered: if fewer come now, record their answer anew under Functions."
    : " The places kept for the family stay; they are changed under Functions.";

export type TakeOffPersonProps = {
  weddingId: string;
  person: { id: string; name: string };
  /** `coming`: they have said that some of them come. */
  household: { id: string; name: string; coming: boolean };
  /** Nobody stays behind: the family goes as well. */
  last: boolean;
};

/** Somebody a list brought who is no guest. */
export function TakeOffPerson({ weddingId, person, household, last }: TakeOffPersonProps) {
  const { act } = useUndoable(weddingId);
  const router = useRouter();
  const save = async () => {
    const input = { unitIds: [], personIds: [person.id] };
    const done = await act([{ command: "guests.take-off", input }], `${person.name} is off the guest list`);
    if (done.ok && last) router.push(`/weddings/${weddingId}/guests`);
    return done.ok ? undefined : { error: done.message };
  };
  return (
    <ConfirmDialog
      title={`Take ${person.name} off the guest list`}
      sentence={`${STAYS_OFF}${last ? ` Nobody is left in ${household.name} then, so the family goes as well.` : staying(household)}`}
      undo={WAY_BACK}
      confirmLabel="Take off the list"
      onConfirm={save}
      trigger={
        <Button variant="quiet" size="sm" aria-label={`Not a guest (${person.name})`}>
          <UserX aria-hidden="true" />
          Not a guest
        </Button>
      }
    />
  );
}

export type TakeOffFamilyProps = {
  weddingId: string;
  household: { id: string; name: string };
  /** Whether they have said anything yet. */
  answered: boolean;
};

/** A family that is not invited after all. */
export function TakeOffFamily({ weddingId, household, answered }: TakeOffFamilyProps) {
  const { act } = useUndoable(weddingId);
  const router = useRouter();
  const save = async () => {
    const input = { unitIds: [household.id], personIds: [] };
    const done = await act(
      [{ command: "guests.take-off", input }],
      `${household.name} is off the guest list`,
    );
    if (done.ok) router.push(`/weddings/${weddingId}/guests`);
    return done.ok ? undefined : { error: done.message };
  };
  return (
    <ConfirmDialog
      title={`Take ${household.name} off the guest list`}
      sentence={`${STAYS_OFF} Their page opens no more.${answered ? " What they answered is kept, and does not count." : ""}`}
      undo={WAY_BACK}
      confirmLabel="Take off the list"
      onConfirm={save}
      trigger={
        <Button variant="quiet" size="sm">
          <UserX aria-hidden="true" />
          Not guests
        </Button>
      }
    />
  );
}
