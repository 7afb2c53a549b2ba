"use client";

import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { useUndoable } from "@/components/guests/use-undoable";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextField } from "@/components/ui/text-field";

export type LateAnsweringProps = {
  weddingId: string;
  unitId: string;
  household: string;
  /** How many of their functions are past the date to answer by. */
  closed: number;
  extension: { until: string | null } | null;
  zone: string;
  /** The first day that can be chosen, YYYY-MM-DD. */
  today: string;
};

/** The end of a day where the wedding is: whoever may answer until the 14th may do so all day. */
function endOfDay(day: string, zone: string): string {
  const guess = new Date(`${day}T23:59:00Z`);
  const shown = new Date(
    `${new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(guess).replace(" ", "T")}:00Z`,
  );
  return new Date(guess.getTime() - (shown.getTime() - guess.getTime())).toISOString();
}

/** Lets one family answer after the date, on its page and in the chat; and takes that back. */
export function LateAnswering(props: LateAnsweringProps) {
  const { weddingId, unitId, household, closed, extension, zone, today } = props;
  const { act, busy } = useUndoable(weddingId);
  const [how, setHow] = useState<"until" | "open">("until");
  const [day, setDay] = useState("");
  const extend = (given: { until: string | null } | null, said: string) =>
    act([{ command: "rsvp.extend-answering", input: { unitId, extension: given } }], said);
  const save = async () => {
    if (how === "until" && !/^\d{4}-\d{2}-\d{2}$/.test(day)) return "Choose the last day.";
    const done = await extend(
      { until: how === "until" ? endOfDay(day, zone) : null },
      `${household} may answer now`,
    );
    return done.ok ? undefined : done.message;
  };
  if (!extension && closed === 0) return null;
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-t pt-4">
      <p className="min-w-0 flex-1 basis-60 text-sm">
        {extension === null ? (
          "The date to answer by has passed: their page shows their answers and takes no new ones."
        ) : extension.until === null ? (
          "They may answer for as long as they like, whatever the date to answer by."
        ) : (
          <>
            They may answer until <TimeInZone at={extension.until} zone={zone} show="short" />, whatever the
            date to answer by.
          </>
        )}
      </p>
      {extension ? (
        <Button
          size="sm"
          loading={busy}
          onClick={() => void extend(null, `${household} answers by the date again`)}
        >
          Take it back
        </Button>
      ) : (
        <FormDialog
          title={`Let ${household} answer`}
          sentence="Their page is open again, for them alone."
          saveLabel="Let them answer"
          busy={busy}
          onOpen={() => {
            setHow("until");
            setDay("");
          }}
          onSave={save}
          trigger={<Button size="sm">Let them answer</Button>}
        >
          <RadioGroup
            legend="Until when"
            name={`late-${unitId}`}
            value={how}
            onValueChange={(value) => setHow(value as "until" | "open")}
            options={[
              { value: "until", label: "Until a day" },
              { value: "open", label: "For as long as they like" },
            ]}
          />
          {how === "until" ? (
            <TextField
              label="Last day"
              type="date"
              min={today}
              value={day}
              onChange={(event) => setDay(event.target.value)}
            />
          ) : null}
        </FormDialog>
      )}
    </div>
  );
}
