"use client";

import { ChevronDown } from "lucide-react";
import type { CardDraft } from "@/components/cards/card-draft";
import { ZoneSelect } from "@/components/events/zone-select";
import type { ZoneGroups } from "@/components/events/zones";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { RadioGroup } from "@/components/ui/radio-group";
import { SelectField, TextareaField, TextField } from "@/components/ui/text-field";
import type { Booking } from "@/lib/cards/types";
import { GUEST_LANGUAGES } from "@/lib/kernel/languages";

const LOOKS = [
  { value: "genda", label: "Genda: marigolds, festive" },
  { value: "motia", label: "Motia: ivory, quiet" },
  { value: "raat", label: "Raat: night and gold" },
];
const LANGUAGES = Object.entries(GUEST_LANGUAGES).map(([value, { name }]) => ({ value, label: name }));

export interface CardFieldsProps {
  draft: CardDraft;
  onChange: (draft: CardDraft) => void;
  errors: Record<string, string>;
  zones: ZoneGroups;
  /** What a text left open, to be chosen by a tap. */
  choices?: Booking["choices"] | null;
}

/** One column, in the order in which a guest asks: what, when, where, who. */
export function CardFields({ draft, onChange, errors, zones, choices }: CardFieldsProps) {
  const set = (more: Partial<CardDraft>) => onChange({ ...draft, ...more });
  const text = (name: Exclude<keyof CardDraft, "isPrivate">) => ({
    name,
    value: draft[name],
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
    ...(errors[name] ? { error: errors[name] } : {}),
  });
  return (
    <div className="grid gap-5">
      <TextField
        label="What is it?"
        {...text("title")}
        maxLength={80}
        autoComplete="off"
        help="For example “Dinner for Asha's birthday”."
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <div>
          <TextField label="On which day?" type="date" {...text("date")} />
          <Choices
            values={choices?.date}
            show={dayWords}
            onChoose={(date) => set({ date })}
            label="The text may mean"
          />
        </div>
        <div>
          <TextField label="At what time?" type="time" {...text("time")} />
          <Choices
            values={choices?.time}
            show={(one) => one}
            onChoose={(time) => set({ time })}
            label="The text may mean"
          />
        </div>
      </div>
      <div>
        <TextField label="Where is it?" {...text("placeName")} maxLength={120} autoComplete="off" />
        <Choices
          values={choices?.place}
          show={(one) => one}
          onChoose={(placeName) => set({ placeName })}
          label="Perhaps"
        />
      </div>
      <TextField
        label="Address"
        optional
        {...text("address")}
        maxLength={300}
        autoComplete="off"
        help="Left empty, we look it up."
      />
      <TextField label="Who invites?" {...text("hostName")} maxLength={80} help="Guests read this first." />
      <TextareaField label="A line to your guests" optional {...text("note")} rows={3} maxLength={1000} />
      <RadioGroup
        legend="How it looks"
        name="look"
        inline
        options={LOOKS}
        value={draft.look}
        onValueChange={(look) => set({ look })}
      />
      <details className="group rounded-md border border-line bg-surface px-4">
        <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between gap-3 py-2 font-medium [&::-webkit-details-marker]:hidden">
          More: people, language, clock, map, privacy
          <ChevronDown aria-hidden="true" className="size-5 shrink-0 text-muted group-open:rotate-180" />
        </summary>
        <div className="grid gap-5 pt-2 pb-4">
          <div>
            <TextField
              label="For how many is the table?"
              optional
              inputMode="numeric"
              {...text("partySize")}
              help="Only you see this."
            />
            <Choices
              values={choices?.party}
              show={String}
              onChoose={(size) => set({ partySize: String(size) })}
              label="The text may mean"
            />
          </div>
          <SelectField
            label="In which language is the card?"
            options={LANGUAGES}
            {...text("language")}
            help="Guests can switch to any other."
          />
          <ZoneSelect
            label="Whose clock?"
            name="zone"
            zones={zones}
            value={draft.zone}
            onValueChange={(zone) => set({ zone })}
            {...(errors.zone ? { error: errors.zone } : {})}
          />
          <TextField label="Link to the map" optional type="url" {...text("mapUrl")} />
          <Checkbox
            label="Private: opens only with its whole link"
            help="The preview in a chat then says neither what nor where."
            checked={draft.isPrivate}
            onCheckedChange={(isPrivate) => set({ isPrivate })}
          />
        </div>
      </details>
    </div>
  );
}

const dayWords = (day: string): string =>
  new Intl.DateTimeFormat("en-IN", {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  }).format(new Date(`${day}T00:00:00Z`));

interface ChoicesProps<T> {
  values: readonly T[] | undefined;
  show: (value: T) => string;
  onChoose: (value: T) => void;
  label: string;
}

function Choices<T extends string | number>({ values, show, onChoose, label }: ChoicesProps<T>) {
  if (!values || values.length === 0) return null;
  return (
    <p className="mt-2 flex flex-wrap items-center gap-2 text-sm">
      <span className="text-muted">{label}</span>
      {values.map((value) => (
        <Button key={value} size="sm" onClick={() => onChoose(value)}>
          {show(value)}
        </Button>
      ))}
    </p>
  );
}
