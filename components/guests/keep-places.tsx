"use client";

import { Armchair } from "lucide-react";
import { useState } from "react";
import { CountFields, type Counts } from "@/components/guests/count-fields";
import { FormDialog } from "@/components/guests/form-dialog";
import { type Step, useUndoable } from "@/components/guests/use-undoable";
import { peopleWords } from "@/components/guests/words";
import { Button } from "@/components/ui/button";

type Places = { adults: number; children: number };
type Kept = Places & { eventId: string; event: string; answer: string | null };

export type KeepPlacesProps = {
  weddingId: string;
  unitId: string;
  household: string;
  functions: readonly Kept[];
  /** How many they are now. */
  size: Places;
};

type Draft = Record<string, Counts>;
const typed = ({ adults, children }: Places): Counts => ({
  adults: String(adults),
  children: String(children),
});

/** "" is none; what is no number is NaN. */
const numberOf = (text: string): number => (/^\d{1,3}$/.test(text.trim() || "0") ? Number(text) : Number.NaN);
const isSame = (one: Places, other: Places) => one.adults === other.adults && one.children === other.children;

/** The steps that make what is kept what was typed, or what is wrong with it. */
function stepsOf(unitId: string, functions: readonly Kept[], draft: Draft): Step[] | string {
  const steps: Step[] = [];
  for (const { eventId, event, adults, children } of functions) {
    const places = { adults: numberOf(draft[eventId]!.adults), children: numberOf(draft[eventId]!.children) };
    if (Number.isNaN(places.adults) || Number.isNaN(places.children))
      return `Write how many places as a number (${event}).`;
    if (places.adults + places.children === 0)
      return `Keep at least one place at ${event}, or take them off this function.`;
    if (!isSame(places, { adults, children }))
      steps.push({
        command: "invitations.keep-places",
        input: { unitId, eventId, before: { adults, children }, places },
      });
  }
  return steps.length > 0 ? steps : "Nothing was changed.";
}

/** How many places are kept for a family, function by function. */
export function KeepPlaces({ weddingId, unitId, household, functions, size }: KeepPlacesProps) {
  const { act, busy } = useUndoable(weddingId);
  const begin = (): Draft => Object.fromEntries(functions.map((one) => [one.eventId, typed(one)]));
  const [draft, setDraft] = useState(begin);
  // Where they have answered, their word says how many they are.
  const unfit = functions.filter((one) => one.answer === null && !isSame(one, size));
  const mayFit = unfit.length > 0 && size.adults + size.children > 0;
  const save = async () => {
    const steps = stepsOf(unitId, functions, draft);
    if (typeof steps === "string") return steps;
    const done = await act(steps, `The places for ${household} are changed`, "Nothing is sent by this.");
    return done.ok ? undefined : done.message;
  };
  return (
    <div data-print="hide" className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
      {mayFit ? (
        <p className="min-w-0 flex-1 basis-56 text-sm">
          They are {peopleWords(size.adults, size.children)} now, and the places kept for{" "}
          {new Intl.ListFormat("en-IN").format(unfit.map((one) => one.event))} differ.
        </p>
      ) : null}
      <FormDialog
        title={`Places for ${household}`}
        sentence="How many may come. What they answered stays; nothing is sent by this."
        saveLabel="Keep these places"
        busy={busy}
        onOpen={() => setDraft(begin())}
        onSave={save}
        trigger={
          <Button variant="quiet" size="sm" className="-ms-3">
            <Armchair aria-hidden="true" />
            Change places
          </Button>
        }
      >
        {mayFit ? (
          <Button
            size="sm"
            className="justify-self-start"
            onClick={() =>
              setDraft({ ...draft, ...Object.fromEntries(unfit.map((one) => [one.eventId, typed(size)])) })
            }
          >
            As many as they are: {peopleWords(size.adults, size.children)}
          </Button>
        ) : null}
        <ul className="grid gap-4">
          {functions.map(({ eventId, event }) => (
            <li key={eventId}>
              <p className="mb-1 font-medium">{event}</p>
              <CountFields
                counts={draft[eventId] ?? { adults: "", children: "" }}
                name={event}
                onChange={(counts) => setDraft({ ...draft, [eventId]: counts })}
              />
            </li>
          ))}
        </ul>
      </FormDialog>
    </div>
  );
}
