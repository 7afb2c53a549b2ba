"use client";

import { Phone } from "lucide-react";
import { type ReactElement, useState } from "react";
import { type Answerable, answersOf, firstDraft } from "@/components/guests/answer-draft";
import { AnswerFields } from "@/components/guests/answer-fields";
import { FormDialog } from "@/components/guests/form-dialog";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";

export type RecordAnswerProps = {
  weddingId: string;
  unitId: string;
  household: string;
  /** What this family is invited to. */
  events: readonly Answerable[];
  /** Chosen at the beginning; every function where it is left out. */
  eventId?: string;
  seats: { adults: number; children: number };
  /** Who lives there, to say who of them said it. */
  people?: readonly { id: string; name: string }[];
  /** The messages this is the answer to. */
  messages?: readonly string[];
  /** The call they said it in, which is done by it. */
  call?: { taskId: string; version: number };
  trigger?: ReactElement;
};

/** What a family said on the phone or in words of its own. It stands beside what they wrote, with the name of who entered it. */
export function RecordAnswer(props: RecordAnswerProps) {
  const { weddingId, unitId, household, events, eventId, seats, people = [], messages = [], call } = props;
  const { act, busy } = useUndoable(weddingId);
  const begin = () => firstDraft(events, seats, eventId);
  const [draft, setDraft] = useState(begin);
  const save = async () => {
    const answers = answersOf(draft, events);
    if (typeof answers === "string") return answers;
    const saidBy = draft.saidBy || null;
    const step = call
      ? { command: "rsvp.record-call", input: { ...call, said: answers, saidBy } }
      : { command: "rsvp.record-answer", input: { unitId, answers, messages, saidBy } };
    const done = await act([step], `Noted for ${household}`);
    return done.ok ? undefined : done.message;
  };
  return (
    <FormDialog
      title={`What ${household} said`}
      sentence="It replaces their answer for these functions, and keeps your name."
      trigger={
        props.trigger ?? (
          <Button>
            <Phone aria-hidden="true" />
            Record an answer
          </Button>
        )
      }
      saveLabel="Save the answer"
      busy={busy}
      onOpen={() => setDraft(begin())}
      onSave={save}
    >
      <AnswerFields
        events={events}
        people={people}
        draft={draft}
        onChange={(part) => setDraft({ ...draft, ...part })}
      />
    </FormDialog>
  );
}
