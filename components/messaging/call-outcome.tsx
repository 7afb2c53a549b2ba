"use client";

import { Check, CircleHelp, PhoneMissed, X } from "lucide-react";
import { useState } from "react";
import { RecordAnswer } from "@/components/guests/record-answer";
import { useUndoable } from "@/components/guests/use-undoable";
import { functionsWords, peopleWords } from "@/components/guests/words";
import type { CallItem } from "@/components/messaging/call-item";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toaster";

type Said = "yes" | "no" | "maybe";

const SAID: Record<Said, string> = { yes: "are coming", no: "are not coming", maybe: "are not sure yet" };

/** What a call came to in two taps: what they said, then that it holds for everything. */
export function CallOutcome({ weddingId, call }: { weddingId: string; call: CallItem }) {
  const { act, busy } = useUndoable(weddingId);
  const [said, setSaid] = useState<Said>();
  const task = { taskId: call.id, version: call.version };
  const failed = (done: { ok: boolean; message?: string }) => {
    if (!done.ok) notify.failed(done.message ?? "");
  };
  const missed = async () =>
    failed(
      await act(
        [{ command: "messaging.note-call", input: { ...task, outcome: "no_answer", note: call.note } }],
        `${call.household}: nobody picked up`,
      ),
    );
  const record = async () =>
    failed(
      await act(
        [{ command: "rsvp.record-call", input: { ...task, said } }],
        `${call.household}: they ${SAID[said!]}`,
      ),
    );
  const most = {
    adults: Math.max(0, ...call.events.map((one) => one.seats.adults)),
    children: Math.max(0, ...call.events.map((one) => one.seats.children)),
  };
  const everything =
    call.events.length === 1 ? call.events[0]!.name : `all ${functionsWords(call.events.length)}`;
  if (said) {
    return (
      <fieldset data-print="hide" className="flex min-w-0 flex-wrap items-center gap-2">
        <legend className="mb-2 w-full">
          {call.household} {SAID[said]}: {everything}
          {said === "yes"
            ? `, with all places kept for them (${peopleWords(most.adults, most.children)})`
            : ""}
          ?
        </legend>
        <Button variant="primary" loading={busy} onClick={() => void record()} autoFocus>
          <Check aria-hidden="true" />
          Yes, write it down
        </Button>
        <RecordAnswer
          weddingId={weddingId}
          unitId={call.unitId}
          household={call.household}
          events={call.events}
          people={call.people}
          seats={most}
          call={task}
          trigger={<Button>Not quite</Button>}
        />
        <Button variant="quiet" onClick={() => setSaid(undefined)}>
          Go back
        </Button>
      </fieldset>
    );
  }
  const who = <span className="sr-only">, {call.household}</span>;
  return (
    <fieldset data-print="hide" className="flex min-w-0 flex-wrap gap-2">
      <legend className="sr-only">What came of the call to {call.household}</legend>
      <Button onClick={() => setSaid("yes")}>
        <Check aria-hidden="true" className="text-leaf" />
        They come{who}
      </Button>
      <Button onClick={() => setSaid("no")}>
        <X aria-hidden="true" className="text-rose" />
        They do not{who}
      </Button>
      <Button onClick={() => setSaid("maybe")}>
        <CircleHelp aria-hidden="true" className="text-amber" />
        Not sure{who}
      </Button>
      <Button loading={busy} onClick={() => void missed()}>
        <PhoneMissed aria-hidden="true" />
        Nobody picked up{who}
      </Button>
    </fieldset>
  );
}
