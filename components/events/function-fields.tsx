"use client";

import { FIELD_NAMES, type FunctionDraft, type KnownVenue } from "@/components/events/function-draft";
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
  venues: readonly KnownVenue[];
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
    const left = venues.find((venue) => venue.name === draft.venueName);
    // The map of the place that was named before would lead guests there.
    const map = known?.mapUrl ?? (left?.mapUrl && left.mapUrl === draft.venueMapUrl ? "" : undefined);
    onChange({
      venueName: name,
      ...(known?.address ? { venueAddress: known.address } : {}),
      ...(map === undefined ? {} : { venueMapUrl: map }),
    });
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
        <TextField
          {...text("venueMapUrl")}
          label={FIELD_NAMES.venueMapUrl}
          optional
          type="url"
          inputMode="url"
          autoComplete="off"
          maxLength={2000}
          help="Open the place in Google Maps, choose “Share”, paste the link. It holds for every function here; without it, guests’ maps look for the address."
        />
      </fieldset>
      <fieldset className="grid gap-4">
        <legend className="mb-3 font-semibold">What guests should know</legend>
        <TextField
          {...text("dress")}
          label={FIELD_NAMES.dress}
          optional
          maxLength={120}
          autoComplete="off"
          help="For example: Yellow, comfortable for dancing."
        />
        <TextareaField
          {...text("note")}
          label={FIELD_NAMES.note}
          optional
          rows={2}
          maxLength={600}
          help="Shown with this function alone, to those who are invited. Nobody is sent a message about it."
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
