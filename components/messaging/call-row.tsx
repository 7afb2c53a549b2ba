"use client";

import { Phone } from "lucide-react";
import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { useUndoable } from "@/components/guests/use-undoable";
import type { CallItem } from "@/components/messaging/call-item";
import { CallOutcome } from "@/components/messaging/call-outcome";
import { reasonWords } from "@/components/messaging/words";
import { shortDay } from "@/components/shared/format-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextareaField } from "@/components/ui/text-field";
import type { Tone } from "@/components/ui/tone";
import { cn } from "@/lib/kernel/class-names";

export const OUTCOMES: Record<string, { label: string; tone: Tone }> = {
  reached: { label: "Spoke to them", tone: "yes" },
  no_answer: { label: "Nobody picked up", tone: "pending" },
  call_again: { label: "To call again", tone: "attention" },
  wrong_number: { label: "Wrong number", tone: "failed" },
  not_needed: { label: "Not needed any more", tone: "neutral" },
};

/** One family to call: why, the number, and what the call came to. */
export function CallRow(props: { weddingId: string; call: CallItem; mayRecord: boolean }) {
  const { weddingId, call, mayRecord } = props;
  const { act, busy } = useUndoable(weddingId);
  const [form, setForm] = useState({ outcome: call.outcome ?? "reached", note: call.note ?? "" });
  const open = call.outcome === null || call.outcome === "no_answer" || call.outcome === "call_again";
  const outcome = call.outcome ? OUTCOMES[call.outcome] : undefined;
  return (
    <li data-print="keep" className="grid gap-3 p-4 sm:grid-cols-[1fr_auto] sm:px-6">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            href={`/weddings/${weddingId}/guests/${call.unitId}`}
            prefetch={false}
            className="hit-area font-medium no-underline underline-offset-4 hover:underline"
          >
            {call.household}
          </Link>
          {outcome ? <Badge tone={outcome.tone}>{outcome.label}</Badge> : null}
          {call.answered ? <Badge tone="yes">Has answered</Badge> : null}
        </p>
        <p className="mt-1 text-muted text-sm">
          {reasonWords(call.reason)}
          {call.run ? ` (${call.run})` : ""}.{" "}
          {call.assignedTo ? `${call.assignedTo} calls.` : "Nobody has it yet."}
        </p>
        <p className="mt-1 text-sm">
          {call.sentNote}
          {call.silentDays === null ? null : <span className="text-muted"> {silence(call.silentDays)}</span>}
        </p>
        {call.askAgainOn && !call.answered ? (
          <p className="mt-1 text-sm">
            Was not sure; asked to be asked again on {shortDay(call.askAgainOn)}.
          </p>
        ) : null}
        {call.events.length > 0 ? (
          <p className="mt-1 text-muted text-sm">{call.events.map((one) => one.name).join(" · ")}</p>
        ) : null}
        {call.note ? <p className="mt-1 text-sm">“{call.note}”</p> : null}
        <p aria-hidden="true" className="mt-2 hidden gap-x-6 print:flex">
          {["They come, how many:", "They do not", "Not sure", "Nobody picked up"].map((one) => (
            <span key={one}>☐ {one}</span>
          ))}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2 self-start print:[&_button]:hidden">
        {call.phone ? (
          <a href={call.phone.href} className={cn(buttonLook({}), "no-underline")}>
            <Phone aria-hidden="true" />
            <span className="tabular">{call.phone.shown}</span>
          </a>
        ) : (
          <span className="text-muted text-sm">No number known</span>
        )}
        <FormDialog
          title={`The call to ${call.household}`}
          sentence={call.contact ? `You ask for ${call.contact}.` : "What came of it?"}
          trigger={<Button>{call.outcome ? "Change" : "Note the call"}</Button>}
          saveLabel="Save"
          busy={busy}
          onOpen={() => setForm({ outcome: call.outcome ?? "reached", note: call.note ?? "" })}
          onSave={async () => {
            const done = await act(
              [
                {
                  command: "messaging.note-call",
                  input: {
                    taskId: call.id,
                    version: call.version,
                    outcome: form.outcome,
                    note: form.note.trim() || null,
                  },
                },
              ],
              `${call.household}: ${OUTCOMES[form.outcome]!.label.toLowerCase()}`,
              form.outcome === "reached" ? "Their answer is entered on the family’s page." : undefined,
            );
            return done.ok ? undefined : done.message;
          }}
        >
          <RadioGroup
            legend="What came of it"
            name={`outcome-${call.id}`}
            value={form.outcome}
            onValueChange={(value) => setForm({ ...form, outcome: value })}
            options={Object.entries(OUTCOMES).map(([value, { label }]) => ({ value, label }))}
          />
          <TextareaField
            label="Note"
            optional
            rows={3}
            maxLength={500}
            value={form.note}
            onChange={(event) => setForm({ ...form, note: event.target.value })}
          />
        </FormDialog>
      </div>
      {mayRecord && open && call.events.length > 0 ? (
        <div className="sm:col-span-2">
          <CallOutcome weddingId={weddingId} call={call} />
        </div>
      ) : null}
    </li>
  );
}

const silence = (days: number) =>
  days === 0 ? "Silent since today." : days === 1 ? "Silent for a day." : `Silent for ${days} days.`;
