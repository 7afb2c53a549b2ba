"use client";

import useSWR from "swr";
import { languageWords } from "@/components/guests/person-words";
import { answerFilterWords, familiesWords, sideWords } from "@/components/guests/words";
import { readLive, SignedOut } from "@/components/shared/read-live";
import { SelectField } from "@/components/ui/text-field";
import { type AudiencePart, addressOfAudience, audienceFromParts } from "@/lib/audience/rules/address";
import type { Audience } from "@/lib/audience/types";

/** The parts of an audience a form can choose, each as its text; empty narrows nothing. */
export type AudienceChoice = Record<(typeof CHOSEN)[number], string>;
const CHOSEN = [
  "side",
  "tag",
  "event",
  "answer",
  "language",
  "list",
  "reachedFewer",
  "silentDays",
  "notInRun",
] as const satisfies readonly AudiencePart[];

export const NO_CHOICE = Object.fromEntries(CHOSEN.map((part) => [part, ""])) as AudienceChoice;

/** The form's parts of an audience that came with the address. */
export const choiceOf = (audience: Audience): Partial<AudienceChoice> =>
  Object.fromEntries(
    CHOSEN.flatMap((part) => (audience[part] === undefined ? [] : [[part, String(audience[part])]])),
  );

export type AudienceFieldsProps = {
  weddingId: string;
  value: AudienceChoice;
  onChange: (part: Partial<AudienceChoice>) => void;
  events: readonly { id: string; name: string; invited: number }[];
  tags: readonly { tag: string; households: number }[];
  /** Earlier runs, newest first. */
  runs: readonly { id: string; name: string }[];
};

export function AudienceFields({ weddingId, value, onChange, events, tags, runs }: AudienceFieldsProps) {
  const query = addressOfAudience(audienceFromParts(value));
  const { data, error } = useSWR<{ households: number }, Error>(
    `/api/weddings/${weddingId}/audience?${query}`,
    readLive,
    {
      keepPreviousData: true,
    },
  );
  const options = (all: string, words: Record<string, string>) => [
    { value: "", label: all },
    ...Object.entries(words).map(([key, label]) => ({ value: key, label })),
  ];
  return (
    <fieldset className="min-w-0">
      <legend className="mb-3 font-semibold text-lg">Who gets it</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label="Side"
          options={options("Every side", sideWords)}
          value={value.side}
          onChange={(event) => onChange({ side: event.target.value })}
        />
        <SelectField
          label="Invited to"
          options={[
            { value: "", label: "Any function" },
            ...events.map((event) => ({
              value: event.id,
              label: `${event.name} (${event.invited.toLocaleString("en-IN")})`,
            })),
          ]}
          value={value.event}
          onChange={(event) => onChange({ event: event.target.value })}
        />
        <SelectField
          label="Answer"
          options={options("Any answer, or none", answerFilterWords)}
          value={value.answer}
          onChange={(event) => onChange({ answer: event.target.value })}
        />
        {tags.length > 0 ? (
          <SelectField
            label="Tag"
            options={[
              { value: "", label: "Any tag" },
              ...tags.map(({ tag, households }) => ({
                value: tag,
                label: `${tag} (${households.toLocaleString("en-IN")})`,
              })),
            ]}
            value={value.tag}
            onChange={(event) => onChange({ tag: event.target.value })}
          />
        ) : null}
        <SelectField
          label="Language"
          options={options("Any language", languageWords)}
          value={value.language}
          onChange={(event) => onChange({ language: event.target.value })}
        />
      </div>
      <History value={value} onChange={onChange} runs={runs} />
      <p className="tabular mt-4 rounded-md border border-line bg-surface px-4 py-3" aria-live="polite">
        {error ? (
          error instanceof SignedOut ? (
            "You were signed out. Sign in again in another tab, then choose once more; what you typed is kept."
          ) : (
            "We could not count them just now."
          )
        ) : data ? (
          <>
            <span className="font-semibold">{familiesWords(data.households)}</span>
            <span className="text-muted"> fit. Who is not invited to any function is left out.</span>
          </>
        ) : (
          <span className="text-muted">Counting</span>
        )}
      </p>
    </fieldset>
  );
}

const TIMES = ["1", "2", "3", "4", "5"];
const DAYS = ["1", "2", "3", "5", "7", "10", "14", "21"];

/** What was sent to them before; open where something of it is chosen. */
function History({ value, onChange, runs }: Pick<AudienceFieldsProps, "value" | "onChange" | "runs">) {
  return (
    <details className="mt-4" open={Boolean(value.reachedFewer || value.silentDays || value.notInRun)}>
      <summary className="hit-area w-fit underline underline-offset-4">By what they were sent before</summary>
      <div className="mt-3 grid gap-4 sm:grid-cols-2">
        <SelectField
          label="Reached"
          options={[
            { value: "", label: "However often" },
            ...TIMES.map((n) => ({ value: n, label: n === "1" ? "Never yet" : `Fewer than ${n} times` })),
          ]}
          value={value.reachedFewer}
          onChange={(event) => onChange({ reachedFewer: event.target.value })}
        />
        <SelectField
          label="Read, but not answered"
          options={[
            { value: "", label: "Does not matter" },
            ...DAYS.map((n) => ({ value: n, label: `For ${n} ${n === "1" ? "day" : "days"}` })),
          ]}
          value={value.silentDays}
          onChange={(event) => onChange({ silentDays: event.target.value })}
        />
        {runs.length > 0 ? (
          <SelectField
            label="Not in"
            options={[
              { value: "", label: "Any invite" },
              ...runs.map((run) => ({ value: run.id, label: run.name })),
            ]}
            value={value.notInRun}
            onChange={(event) => onChange({ notInRun: event.target.value })}
          />
        ) : null}
      </div>
    </details>
  );
}
