"use client";

import { Phone } from "lucide-react";
import { type FormEvent, type ReactElement, useState } from "react";
import { answerWords } from "@/components/guests/words";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { FieldError } from "@/components/ui/field-parts";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";
import type { Household } from "@/lib/audience/queries/households";

type Answer = "yes" | "no" | "maybe";

/** A function with its answer until now, as far as that is known. */
type Answerable = { id: string; name: string } & Partial<
  Pick<Household["invitations"][number], "answer" | "yesAdults" | "yesChildren">
>;

export type RecordAnswerProps = {
  weddingId: string;
  unitId: string;
  household: string;
  /** What this family is invited to. */
  events: readonly Answerable[];
  /** Chosen at the beginning; every function where it is left out. */
  eventId?: string;
  seats: { adults: number; children: number };
  trigger?: ReactElement;
  /** After it was saved. */
  onRecorded?: () => void;
};

const count = (text: string): number => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN);

const canComeBack = ({ answer, yesAdults }: Answerable): boolean =>
  Boolean(answer) && (answer !== "yes" || yesAdults !== undefined);

/** What a family said on the phone. It stands beside what they wrote, with the name of who took the call. */
export function RecordAnswer(props: RecordAnswerProps) {
  const { weddingId, unitId, household, events, eventId, seats, trigger } = props;
  const { run, busy } = useCommand(weddingId);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>(eventId ? [eventId] : events.map((one) => one.id));
  const [answer, setAnswer] = useState<Answer>();
  const [adults, setAdults] = useState(String(seats.adults));
  const [children, setChildren] = useState(String(seats.children));
  const [error, setError] = useState<string>();
  const form = `record-${unitId}`;

  const before = events.filter((one) => chosen.includes(one.id));
  const undo = async () => {
    for (const one of before) {
      const back = await run("rsvp.record-answer", {
        unitId,
        eventIds: [one.id],
        answer: one.answer,
        adults: one.yesAdults,
        children: one.yesChildren,
      });
      if (!back.ok) return notify.failed(back.message);
    }
    notify.done("Undone", { more: "Their earlier answers count again." });
  };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (chosen.length === 0) return setError("Choose at least one function.");
    if (!answer) return setError("Choose what they said.");
    const counts = answer === "yes" ? { adults: count(adults), children: count(children) } : {};
    if (Object.values(counts).some(Number.isNaN)) return setError("Write the number of people in digits.");
    const done = await run("rsvp.record-answer", { unitId, eventIds: chosen, answer, ...counts });
    if (!done.ok) return setError(done.message);
    setOpen(false);
    notify.done(`Noted for ${household}`, before.every(canComeBack) ? { undo: () => void undo() } : {});
    props.onRecorded?.();
  };

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setError(undefined);
      }}
      keepOpenOnOutsideClick
      title={`What ${household} said`}
      sentence="For an answer by phone or in person. It replaces their answer for these functions."
      trigger={
        trigger ?? (
          <Button>
            <Phone aria-hidden="true" />
            Record an answer
          </Button>
        )
      }
      footer={
        <>
          <DialogClose>Go back</DialogClose>
          <Button type="submit" form={form} variant="primary" loading={busy}>
            Save the answer
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={(event) => void save(event)} className="grid gap-5">
        <fieldset className="min-w-0">
          <legend className="mb-1 font-medium">For which functions</legend>
          {events.map((one) => (
            <Checkbox
              key={one.id}
              label={one.name}
              {...(one.answer ? { help: `Until now: ${answerWords(one.answer).label}` } : {})}
              checked={chosen.includes(one.id)}
              onCheckedChange={(on) =>
                setChosen(on ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))
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
        <FieldError id={`${form}-error`}>{error}</FieldError>
      </form>
    </Dialog>
  );
}
