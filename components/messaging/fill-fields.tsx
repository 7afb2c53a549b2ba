"use client";

import { SelectField, TextField } from "@/components/ui/text-field";
import { FILL_KINDS, type Fill, problemOfValue } from "@/lib/messaging/rules/parameters";

const KINDS: Record<Fill["kind"], string> = {
  family: "The family’s name",
  hosts: "Who invites",
  functions: "Their functions",
  places: "How many places are kept",
  deadline: "The date to answer by",
  link: "Their own link",
  function: "The function that changed",
  was: "What it was before the change",
  now: "What it is now",
  place: "The place of that function",
  text: "The same words for everybody",
};

const OPTIONS = [
  { value: "", label: "Choose", disabled: true },
  ...[...FILL_KINDS, "text" as const].map((kind) => ({ value: kind, label: KINDS[kind] })),
];

/** The words' problem, where a place is filled with words that WhatsApp would refuse. */
export const problemOfFill = (fill: Fill | null): string | undefined =>
  fill === null
    ? "Choose what stands here."
    : fill.kind === "text"
      ? (problemOfValue(fill.text) ?? undefined)
      : undefined;

/** What each place of a message is filled with. */
export function FillFields(props: {
  parameters: readonly string[];
  fills: readonly (Fill | null)[];
  onChange: (fills: (Fill | null)[]) => void;
  showErrors: boolean;
}) {
  const { parameters, fills, onChange, showErrors } = props;
  const set = (place: number, fill: Fill) =>
    onChange(parameters.map((_, at) => (at === place ? fill : (fills[at] ?? null))));
  return (
    <div className="grid gap-4">
      {parameters.map((name, place) => {
        const fill = fills[place] ?? null;
        const error = showErrors ? problemOfFill(fill) : undefined;
        return (
          <div key={name} className="grid gap-3 sm:grid-cols-2">
            <SelectField
              label={`{{${name}}} is`}
              options={OPTIONS}
              value={fill?.kind ?? ""}
              onChange={(event) => {
                const kind = event.target.value as Fill["kind"];
                set(place, kind === "text" ? { kind, text: "" } : { kind });
              }}
              {...(error && fill?.kind !== "text" ? { error } : {})}
            />
            {fill?.kind === "text" ? (
              <TextField
                label="Words"
                value={fill.text}
                maxLength={300}
                onChange={(event) => set(place, { kind: "text", text: event.target.value })}
                {...(error ? { error } : {})}
              />
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
