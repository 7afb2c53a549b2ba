"use client";

import useSWR from "swr";
import { answerFilterWords, familiesWords, sideWords } from "@/components/guests/words";
import { SelectField } from "@/components/ui/text-field";

export type AudienceChoice = { side: string; tag: string; event: string; answer: string };

export type AudienceFieldsProps = {
  weddingId: string;
  value: AudienceChoice;
  onChange: (part: Partial<AudienceChoice>) => void;
  events: readonly { id: string; name: string; invited: number }[];
  tags: readonly { tag: string; households: number }[];
};

const fetchCount = async (address: string): Promise<{ households: number }> => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return (await answer.json()) as { households: number };
};

/** The chosen parts only: an empty one narrows nothing. */
export const chosenParts = (value: AudienceChoice): Partial<AudienceChoice> =>
  Object.fromEntries(
    (["side", "tag", "event", "answer"] as const).flatMap((key) => (value[key] ? [[key, value[key]]] : [])),
  );

export function AudienceFields({ weddingId, value, onChange, events, tags }: AudienceFieldsProps) {
  const query = new URLSearchParams(chosenParts(value) as Record<string, string>).toString();
  const { data, error } = useSWR(`/api/weddings/${weddingId}/audience?${query}`, fetchCount, {
    keepPreviousData: true,
  });
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
      </div>
      <p className="tabular mt-4 rounded-md border border-line bg-surface px-4 py-3" aria-live="polite">
        {error ? (
          "We could not count them just now."
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
