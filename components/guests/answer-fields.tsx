"use client";

import type { Answer, Answerable, AnswerDraft, Line } from "@/components/guests/answer-draft";
import { CountFields } from "@/components/guests/count-fields";
import { answerWords } from "@/components/guests/words";
import { Checkbox } from "@/components/ui/checkbox";
import { RadioGroup } from "@/components/ui/radio-group";
import { SelectField } from "@/components/ui/text-field";

type Props = {
  events: readonly Answerable[];
  people: readonly { id: string; name: string }[];
  draft: AnswerDraft;
  onChange: (part: Partial<AnswerDraft>) => void;
};

const CHOICES: readonly { value: Answer; label: string }[] = [
  { value: "yes", label: "They are coming" },
  { value: "no", label: "They are not coming" },
  { value: "maybe", label: "Maybe" },
];

/** What a family said: the same of several functions, or each for itself with its own count. */
export function AnswerFields({ events, people, draft, onChange }: Props) {
  return (
    <>
      {events.length > 1 ? (
        <RadioGroup
          legend="Is it the same for all functions"
          legendHidden
          name="way"
          inline
          value={draft.way}
          onValueChange={(way) => onChange({ way: way as AnswerDraft["way"] })}
          options={[
            { value: "same", label: "The same answer" },
            { value: "each", label: "Each function for itself" },
          ]}
        />
      ) : null}
      {draft.way === "same" ? (
        <>
          <fieldset className="min-w-0">
            <legend className="mb-1 font-medium">For which functions</legend>
            {events.map((one) => (
              <Checkbox
                key={one.id}
                label={one.name}
                {...(one.answer ? { help: `Until now: ${answerWords(one.answer).label}` } : {})}
                checked={draft.chosen.includes(one.id)}
                onCheckedChange={(on) =>
                  onChange({
                    chosen: on ? [...draft.chosen, one.id] : draft.chosen.filter((id) => id !== one.id),
                  })
                }
              />
            ))}
          </fieldset>
          <RadioGroup
            legend="What did they say"
            name="answer"
            inline
            value={draft.same.answer}
            onValueChange={(value) => onChange({ same: { ...draft.same, answer: value as Answer } })}
            options={CHOICES}
          />
          {draft.same.answer === "yes" ? (
            <CountFields counts={draft.same} onChange={(same) => onChange({ same })} />
          ) : null}
        </>
      ) : (
        <ul className="grid gap-3">
          {events.map((one) => {
            const line = draft.each[one.id]!;
            const set = (next: Line) => onChange({ each: { ...draft.each, [one.id]: next } });
            return (
              <li key={one.id} className="grid gap-2 rounded-md border border-line p-3">
                <SelectField
                  label={one.name}
                  {...(one.answer ? { help: `Until now: ${answerWords(one.answer).label}` } : {})}
                  options={[{ value: "", label: "Not said" }, ...CHOICES]}
                  value={line.answer}
                  onChange={(event) => set({ ...line, answer: event.target.value as Answer | "" })}
                />
                {line.answer === "yes" ? <CountFields counts={line} name={one.name} onChange={set} /> : null}
              </li>
            );
          })}
        </ul>
      )}
      {people.length > 1 ? (
        <SelectField
          label="Who said it"
          optional
          options={[
            { value: "", label: "Nobody in particular" },
            ...people.map((one) => ({ value: one.id, label: one.name })),
          ]}
          value={draft.saidBy}
          onChange={(event) => onChange({ saidBy: event.target.value })}
        />
      ) : null}
    </>
  );
}
