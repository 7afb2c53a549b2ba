"use client";

import { type FormEvent, type ReactElement, useState } from "react";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { FieldError } from "@/components/ui/field-parts";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";

export type RecordAnswerProps = {
  weddingId: string;
  unitId: string;
  household: string;
  /** What this family is invited to. */
  events: readonly { id: string; name: string }[];
  /** Chosen at the beginning; every function where it is left out. */
  eventId?: string;
  seats: { adults: number; children: number };
  trigger: ReactElement;
  /** After it was saved. */
  onRecorded?: () => void;
};

type Answer = "yes" | "no" | "maybe";

const WORDS: Record<Answer, string> = { yes: "coming", no: "not coming", maybe: "perhaps coming" };

const count = (text: string): number => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN);

/** What a family said on the phone. It keeps who entered it, and stands beside what the family wrote. */
export function RecordAnswer(props: RecordAnswerProps) {
  const { weddingId, unitId, household, events, eventId, seats, trigger } = props;
  const { run, busy } = useCommand(weddingId);
  const [open, setOpen] = useState(false);
  const [answer, setAnswer] = useState<Answer>();
  const [chosen, setChosen] = useState<readonly string[]>(eventId ? [eventId] : events.map((one) => one.id));
  const [adults, setAdults] = useState(String(seats.adults));
  const [children, setChildren] = useState(String(seats.children));
  const [error, setError] = useState<string>();
  const form = `record-${unitId}`;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (!answer) return setError("What did they say?");
    if (chosen.length === 0) return setError("For which function?");
    const yes = answer === "yes";
    const counts = { adults: yes ? count(adults) : 0, children: yes ? count(children) : 0 };
    if (Number.isNaN(counts.adults + counts.children))
      return setError("How many are coming? Write a number.");
    setError(undefined);
    const done = await run("rsvp.record-answer", { unitId, eventIds: chosen, answer, ...counts });
    if (!done.ok) return setError(done.message);
    setOpen(false);
    notify.done(`${household}: ${WORDS[answer]}.`);
    props.onRecorded?.();
  };

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={trigger}
      keepOpenOnOutsideClick
      title={household}
      sentence="What they told you. Your name is kept beside it."
      footer={
        <Button type="submit" form={form} variant="primary" loading={busy} loadingText="Saving">
          Save the answer
        </Button>
      }
    >
      <form id={form} noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <RadioGroup
          legend="They are"
          name="answer"
          inline
          value={answer ?? ""}
          onValueChange={(value) => setAnswer(value as Answer)}
          options={[
            { value: "yes", label: "Coming" },
            { value: "no", label: "Not coming" },
            { value: "maybe", label: "Not sure yet" },
          ]}
        />
        {answer === "yes" ? (
          <div className="grid max-w-xs grid-cols-2 gap-3">
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
        {events.length > 1 ? (
          <fieldset>
            <legend className="mb-1 font-medium">For which functions?</legend>
            <div className="grid sm:grid-cols-2">
              {events.map((one) => (
                <Checkbox
                  key={one.id}
                  label={one.name}
                  checked={chosen.includes(one.id)}
                  onCheckedChange={(on) =>
                    setChosen(on ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))
                  }
                />
              ))}
            </div>
          </fieldset>
        ) : null}
        <FieldError id={`${form}-error`}>{error}</FieldError>
      </form>
    </Dialog>
  );
}
