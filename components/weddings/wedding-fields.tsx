"use client";

import { ZoneSelect } from "@/components/events/zone-select";
import type { ZoneGroups } from "@/components/events/zones";
import { SelectField, TextField } from "@/components/ui/text-field";
import { COUNTRIES } from "@/components/weddings/countries";

export type WeddingDraft = { name: string; hosts: string; homeCountry: string; zone: string };

export type WeddingFieldsProps = {
  draft: WeddingDraft;
  /** By the name of the field. */
  errors: Readonly<Record<string, string>>;
  onChange: (part: Partial<WeddingDraft>) => void;
  zones: ZoneGroups;
};

/** What a wedding begins with, and what its settings change. */
export function WeddingFields({ draft, errors, onChange, zones }: WeddingFieldsProps) {
  const errorOf = (name: string) => (errors[name] ? { error: errors[name] } : {});
  const listed = COUNTRIES.some((one) => one.value === draft.homeCountry);
  return (
    <>
      <TextField
        label="Whose wedding is it?"
        name="name"
        autoComplete="off"
        maxLength={120}
        value={draft.name}
        onChange={(event) => onChange({ name: event.target.value })}
        help="As the family says it, for example “Anjali & Rohan”."
        {...errorOf("name")}
      />
      <TextField
        label="Who invites?"
        name="hosts"
        autoComplete="off"
        maxLength={120}
        value={draft.hosts}
        onChange={(event) => onChange({ hosts: event.target.value })}
        help="Guests read this in the message, for example “Meera & Rajesh Sharma”."
        {...errorOf("hosts")}
      />
      <SelectField
        label="Where are most of the phone numbers from?"
        name="homeCountry"
        value={draft.homeCountry}
        onChange={(event) => onChange({ homeCountry: event.target.value })}
        options={listed ? COUNTRIES : [{ value: draft.homeCountry, label: draft.homeCountry }, ...COUNTRIES]}
        help="Numbers written without a country code are read as numbers of this country."
        {...errorOf("homeCountry")}
      />
      <ZoneSelect
        label="Whose clock do the functions go by?"
        name="zone"
        value={draft.zone}
        onValueChange={(zone) => onChange({ zone })}
        zones={zones}
        help="Each function can have its own."
        {...errorOf("zone")}
      />
    </>
  );
}

type Issue = { path: string; message: string };

/** The words of a refusal beside their fields; what belongs to none stands under `form`. */
export function errorsByField(message: string | undefined, details: unknown): Record<string, string> {
  const issues = (details as { issues?: Issue[] } | undefined)?.issues ?? [];
  if (issues.length > 0) return Object.fromEntries(issues.map((issue) => [issue.path, issue.message]));
  return { form: message ?? "This could not be saved. Please try again." };
}

export function focusFirstError(errors: Readonly<Record<string, string>>): void {
  const [name] = Object.keys(errors);
  document.querySelector<HTMLElement>(`main form [name="${name}"]`)?.focus();
}
