"use client";

import type { ZoneGroups } from "@/components/events/zones";
import { Field, type FieldFrame } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

export type ZoneSelectProps = FieldFrame & {
  zones: ZoneGroups;
  name: string;
  value?: string;
  defaultValue?: string;
  onValueChange?: (zone: string) => void;
};

/** The zones a family is likely to need, then all of them. */
export function ZoneSelect({ zones, name, value, defaultValue, onValueChange, ...frame }: ZoneSelectProps) {
  const chosen = value ?? defaultValue ?? "";
  const listed = [...zones.often, ...zones.others].some((one) => one.value === chosen);
  return (
    <Field {...frame}>
      {(control) => (
        <Select
          {...control}
          name={name}
          {...(value === undefined ? { defaultValue } : { value })}
          {...(onValueChange ? { onChange: (event) => onValueChange(event.target.value) } : {})}
        >
          {listed || !chosen ? null : <option value={chosen}>{chosen}</option>}
          <optgroup label="Often chosen">
            {zones.often.map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </optgroup>
          <optgroup label="All others">
            {zones.others.map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </optgroup>
        </Select>
      )}
    </Field>
  );
}
