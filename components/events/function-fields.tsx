"use client";

import { FIELD_NAMES, type FunctionDraft } from "@/components/events/function-draft";
import { ZoneSelect } from "@/components/events/zone-select";
import type { ZoneGroups } from "@/components/events/zones";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextareaField, TextField } from "@/components/ui/text-field";

export type FunctionFieldsProps = {
  draft: FunctionDraft;
  errors: Partial<Record<keyof FunctionDraft, string>>;
  onChange: (fields: Partial<FunctionDraft>) => void;
  zones: ZoneGroups;
  /** Names already in use here, offered while typing. */
  venues: readonly { name: string; address: string | null }[];
};

export function FunctionFields({ draft, errors, onChange, zones, venues }: FunctionFieldsProps) {
  const text = (field: Exclude<keyof FunctionDraft, "visibility">) => ({
    name: field,
    value: draft[field],
    onChange: (event: { target: { value: string } }) => onChange({ [field]: event.target.value }),
    ...(errors[field] ? { error: errors[field] } : {}),
  });
  const chooseVenue = (name: string) => {
    const known = venues.find((venue) => venue.name === name);
    onChange({ venueName: name, ...(known?.address ? { venueAddress: known.address } : {}) });
  };
  return (
    <>
      <TextField
        {...text("name")}
        label={FIELD_NAMES.name}
        maxLength={60}
        autoComplete="off"
        help="As guests read it: Mehndi, Sangeet, Reception."
      />
      <RadioGroup
        legend={FIELD_NAMES.visibility}
        name="visibility"
        value={draft.visibility}
        onValueChange={(value) => onChange({ visibility: value as FunctionDraft["visibility"] })}
        options={[
          { value: "invite_only", label: "Only invited families", help: "Nobody else learns of it." },
          { value: "public", label: "Everyone", help: "It is shown on the wedding’s page as well." },
        ]}
      />
      <fieldset className="grid gap-4">
        <legend className="mb-3 font-semibold">When, by the clock at the venue</legend>
        <div className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-3">
          <TextField {...text("date")} type="date" label={FIELD_NAMES.date} optional />
          <TextField {...text("time")} type="time" label={FIELD_NAMES.time} />
        </div>
        <ZoneSelect
          label="The venue is in"
          name="zone"
          value={draft.zone}
          onValueChange={(zone) => onChange({ zone })}
          zones={zones}
          help="Guests read the time of this place, wherever they are."
          {...(errors.zone ? { error: errors.zone } : {})}
        />
      </fieldset>
      <fieldset className="grid gap-4">
        <legend className="mb-3 font-semibold">Where</legend>
        <TextField
          {...text("venueName")}
          onChange={(event) => chooseVenue(event.target.value)}
          label={FIELD_NAMES.venueName}
          optional
          maxLength={120}
          autoComplete="off"
          list="known-venues"
        />
        <datalist id="known-venues">
          {venues.map((venue) => (
            <option key={venue.name} value={venue.name} />
          ))}
        </datalist>
        <TextareaField
          {...text("venueAddress")}
          label={FIELD_NAMES.venueAddress}
          optional
          rows={2}
          maxLength={300}
          help="A new address holds for every function at this venue."
        />
      </fieldset>
      <fieldset className="grid gap-4">
        <legend className="mb-3 font-semibold">Answers</legend>
        <div className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-3">
          <TextField {...text("deadlineDate")} type="date" label="Answer by" optional />
          <TextField {...text("deadlineTime")} type="time" label="Time" optional />
        </div>
        <TextField
          {...text("ceiling")}
          label="Places"
          optional
          inputMode="numeric"
          autoComplete="off"
          help="How many persons the venue or the caterer can take. You are told before it is passed."
        />
      </fieldset>
    </>
  );
}
