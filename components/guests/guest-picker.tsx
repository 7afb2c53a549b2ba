"use client";

import { useState } from "react";
import { useGuestSearch } from "@/components/guests/use-guest-search";
import { peopleCount, sideWords } from "@/components/guests/words";
import { FieldError } from "@/components/ui/field-parts";
import { RadioGroup } from "@/components/ui/radio-group";
import { Spinner } from "@/components/ui/spinner";
import { TextField } from "@/components/ui/text-field";
import type { GuestHit } from "@/lib/guests/queries/search";

export type GuestPickerProps = {
  weddingId: string;
  of: "people" | "families";
  label: string;
  /** Of the list that is found: "Which of them". */
  legend: string;
  /** The ids (of people, or of families) that are not to choose from. */
  without: readonly string[];
  value: GuestHit | undefined;
  onChange: (hit: GuestHit | undefined) => void;
};

const MOST = 20;

export const hitId = (hit: GuestHit): string => hit.personId ?? hit.unitId;

const helpOf = (hit: GuestHit): string =>
  hit.personId
    ? `${hit.family}. ${sideWords[hit.side] ?? ""}.`
    : `${peopleCount(hit.people)}. ${sideWords[hit.side] ?? ""}.`;

export function GuestPicker(props: GuestPickerProps) {
  const { weddingId, of, label, legend, without, value, onChange } = props;
  const [text, setText] = useState("");
  const query = text.trim();
  const found = useGuestSearch(weddingId, of, query);
  const hits = query.length < 2 ? [] : found.hits.filter((hit) => !without.includes(hitId(hit)));
  // What is chosen stays in sight while the search goes on.
  const listed = value && !hits.some((hit) => hitId(hit) === hitId(value)) ? [value, ...hits] : hits;
  const said =
    query.length < 2 || found.pending || found.failed
      ? ""
      : found.hits.length === MOST
        ? `The first ${MOST} are shown. Type more of the name to narrow it down.`
        : hits.length === 0
          ? "Nobody else is found by this."
          : `${hits.length} found.`;
  return (
    <div className="grid gap-3">
      <TextField
        label={label}
        help="By name, family or number."
        type="search"
        autoComplete="off"
        enterKeyHint="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          // Enter here is for searching, which happens by itself; it must not send the form.
          if (event.key === "Enter") event.preventDefault();
        }}
      />
      <p role="status" className="flex min-h-6 items-center gap-2 text-muted text-sm">
        {found.pending ? <Spinner /> : null}
        {said}
      </p>
      {found.failed && !found.pending ? (
        <FieldError id="picker-error">
          The search did not answer. Please type it again in a moment.
        </FieldError>
      ) : null}
      {listed.length > 0 ? (
        <RadioGroup
          legend={legend}
          legendHidden
          name={`pick-${of}`}
          value={value ? hitId(value) : ""}
          onValueChange={(id) => onChange(listed.find((hit) => hitId(hit) === id))}
          options={listed.map((hit) => ({ value: hitId(hit), label: hit.name, help: helpOf(hit) }))}
        />
      ) : null}
    </div>
  );
}
