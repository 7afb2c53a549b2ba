"use client";

import { TextField } from "@/components/ui/text-field";

/** As they are typed. */
export type Counts = { adults: string; children: string };

export type CountFieldsProps<T extends Counts> = {
  counts: T;
  /** Of what, for whoever hears the labels. */
  name?: string;
  onChange: (counts: T) => void;
};

/** How many adults, and how many children. */
export function CountFields<T extends Counts>({ counts, name, onChange }: CountFieldsProps<T>) {
  const more = name ? <span className="sr-only">, {name}</span> : null;
  return (
    <div className="grid grid-cols-2 gap-3">
      <TextField
        label={<>Adults{more}</>}
        inputMode="numeric"
        autoComplete="off"
        value={counts.adults}
        onChange={(event) => onChange({ ...counts, adults: event.target.value })}
      />
      <TextField
        label={<>Children{more}</>}
        inputMode="numeric"
        autoComplete="off"
        value={counts.children}
        onChange={(event) => onChange({ ...counts, children: event.target.value })}
      />
    </div>
  );
}
