"use client";

import { Phone } from "lucide-react";
import { useState } from "react";
import { answerWords } from "@/components/guests/words";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { FieldError } from "@/components/ui/field-parts";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";

type Answer = "yes" | "no" | "maybe";

export type RecordableInvitation = {
  eventId: string;
  event: string;
  adults: number;
  children: number;
  answer: string | null;
  yesAdults: number;
  yesChildren: number;
};

export type RecordAnswerProps = {
  weddingId: string;
  unitId: string;
  name: string;
  invitations: readonly RecordableInvitation[];
};

/** What a family said on the phone. It stands beside what they wrote, with the name of who took the call. */
export function RecordAnswer({ weddingId, unitId, name, invitations }: RecordAnswerProps) {
  const seats = (kind: "adults" | "children") => Math.max(0, ...invitations.map((one) => one[kind]));
  const [open, setOpen] = useState(false);
  const [eventIds, setEventIds] = useState<readonly string[]>(invitations.map((one) => one.eventId));
  const [answer, setAnswer] = useState<Answer>();
  const [adults, setAdults] = useState(String(seats("adults")));
  const [children, setChildren] = useState(String(seats("children")));
  const [error, setError] = useState<string>();
  const { run, busy } = useCommand(weddingId);
  const count = (text: string) => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN);

  const before = invitations.filter((one) => eventIds.includes(one.eventId));
  const undo = async () => {
    for (const one of before) {
      const back = await run("rsvp.record-answer", {
        unitId,
        eventIds: [one.eventId],
        answer: one.answer,
        adults: one.yesAdults,
        children: one.yesChildren,
      });
      if (!back.ok) return notify.failed(back.message);
    }
    notify.done("Undone", { more: "Their earlier answers count again." });
  };

  const save = async () => {
    if (eventIds.length === 0) return setError("Choose at least one function.");
    if (!answer) return setError("Choose what they said.");
    const counts = answer === "yes" ? { adults: count(adults), children: count(children) } : {};
    if (Object.values(counts).some(Number.isNaN)) return setError("Write the number of people in digits.");
    const done = await run("rsvp.record-answer", { unitId, eventIds, answer, ...counts });
    if (!done.ok) return setError(done.message);
    setOpen(false);
    const had = before.every((one) => one.answer !== null);
    notify.done(`Noted for ${name}`, had ? { undo: () => void undo() } : {});
  };

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setError(undefined);
      }}
      keepOpenOnOutsideClick
      title={`What ${name} said`}
      sentence="For an answer by phone or in person. It replaces their answer for these functions."
      trigger={
        <Button>
          <Phone aria-hidden="true" />
          Record an answer
        </Button>
      }
      footer={
        <>
          <DialogClose>Go back</DialogClose>
          <Button variant="primary" loading={busy} onClick={() => void save()}>
            Save the answer
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        <fieldset className="min-w-0">
          <legend className="mb-1 font-medium">For which functions</legend>
          {invitations.map((one) => (
            <Checkbox
              key={one.eventId}
              label={one.event}
              {...(one.answer ? { help: `Until now: ${answerWords(one.answer).label}` } : {})}
              checked={eventIds.includes(one.eventId)}
              onCheckedChange={(on) =>
                setEventIds(on ? [...eventIds, one.eventId] : eventIds.filter((id) => id !== one.eventId))
              }
            />
          ))}
        </fieldset>
        <RadioGroup
          legend="What did they say"
          name="answer"
          inline
          value={answer ?? ""}
          onValueChange={(value) => {
            setError(undefined);
            setAnswer(value as Answer);
          }}
          options={[
            { value: "yes", label: "They are coming" },
            { value: "no", label: "They are not coming" },
            { value: "maybe", label: "Maybe" },
          ]}
        />
        {answer === "yes" ? (
          <div className="grid grid-cols-2 gap-3">
            <TextField
              label="Adults"
              inputMode="numeric"
              autoComplete="off"
              value={adults}
              onChange={(event) => setAdults(event.target.value)}
            />
            <TextField
              label="Children"
              inputMode="numeric"
              autoComplete="off"
              value={children}
              onChange={(event) => setChildren(event.target.value)}
            />
          </div>
        ) : null}
        <FieldError id="answer-error">{error}</FieldError>
      </div>
    </Dialog>
  );
}
