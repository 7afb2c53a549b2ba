import { instantOf, wallTime } from "@/components/events/venue-time";
import { readMapLink } from "@/lib/events/rules/map-link";
import type { WordsByLanguage } from "@/lib/events/types";

/** A function as it leaves the server. */
export type FunctionData = {
  id: string;
  version: number;
  name: string;
  visibility: "public" | "invite_only";
  venueName: string | null;
  venueAddress: string | null;
  venueMapUrl: string | null;
  dress: string | null;
  note: string | null;
  words: WordsByLanguage;
  startsAt: string | null;
  zone: string;
  rsvpDeadline: string | null;
  ceilingPersons: number | null;
  cancelled: boolean;
};

/** A place that a function of this wedding is held at already. */
export type KnownVenue = { name: string; address: string | null; mapUrl: string | null };

/** A function as it stands in the form: all text. */
export type FunctionDraft = {
  name: string;
  visibility: "public" | "invite_only";
  venueName: string;
  venueAddress: string;
  venueMapUrl: string;
  dress: string;
  note: string;
  date: string;
  time: string;
  zone: string;
  deadlineDate: string;
  deadlineTime: string;
  ceiling: string;
};

export const FIELD_NAMES: Record<keyof FunctionDraft, string> = {
  name: "Name",
  visibility: "Who sees it",
  venueName: "Venue",
  venueAddress: "Address",
  venueMapUrl: "Map link",
  dress: "What to wear",
  note: "Note for guests",
  date: "Day",
  time: "Time",
  zone: "Time zone",
  deadlineDate: "Answer by, day",
  deadlineTime: "Answer by, time",
  ceiling: "Places",
};

export const emptyDraft = (zone: string): FunctionDraft => ({
  name: "",
  visibility: "invite_only",
  venueName: "",
  venueAddress: "",
  venueMapUrl: "",
  dress: "",
  note: "",
  date: "",
  time: "",
  zone,
  deadlineDate: "",
  deadlineTime: "",
  ceiling: "",
});

export function draftOf(event: FunctionData): FunctionDraft {
  const starts = wallTime(event.startsAt, event.zone);
  const deadline = wallTime(event.rsvpDeadline, event.zone);
  return {
    name: event.name,
    visibility: event.visibility,
    venueName: event.venueName ?? "",
    venueAddress: event.venueAddress ?? "",
    venueMapUrl: event.venueMapUrl ?? "",
    dress: event.dress ?? "",
    note: event.note ?? "",
    date: starts.date,
    time: starts.time,
    zone: event.zone,
    deadlineDate: deadline.date,
    deadlineTime: deadline.time,
    ceiling: event.ceilingPersons === null ? "" : String(event.ceilingPersons),
  };
}

export type Checked =
  | { ok: true; input: Record<string, unknown> }
  | { ok: false; errors: Partial<Record<keyof FunctionDraft, string>> };

/** The command's input, or what is wrong, by field and in words. */
export function checkDraft(draft: FunctionDraft): Checked {
  const errors: Partial<Record<keyof FunctionDraft, string>> = {};
  const name = draft.name.trim();
  if (name.length < 2) errors.name = "Give the function a name, for example “Sangeet”.";
  const starts = instantOf({ date: draft.date, time: draft.time }, draft.zone);
  if (!starts.ok) errors[starts.field] = starts.message;
  // A day alone means: until that day is over.
  const deadlineTime = draft.deadlineDate ? draft.deadlineTime || "23:59" : draft.deadlineTime;
  const deadline = instantOf({ date: draft.deadlineDate, time: deadlineTime }, draft.zone);
  if (!deadline.ok) errors[deadline.field === "date" ? "deadlineDate" : "deadlineTime"] = deadline.message;
  if (starts.ok && deadline.ok && starts.instant && deadline.instant && deadline.instant > starts.instant)
    errors.deadlineDate = "This is after the function has begun.";
  const ceiling = draft.ceiling.trim() === "" ? null : Number(draft.ceiling.replace(/[\s,]/g, ""));
  if (ceiling !== null && (!Number.isInteger(ceiling) || ceiling < 1 || ceiling > 1_000_000))
    errors.ceiling = "The places are a number of persons, for example 250.";
  const pasted = draft.venueMapUrl.trim();
  const map = pasted ? readMapLink(pasted) : null;
  if (map && !map.ok) errors.venueMapUrl = map.message;
  const venue = venueOf(draft, map?.ok ? map.url : null);
  if (!venue) errors.venueName = "What is the place called? The address and the map belong to it.";
  if (Object.keys(errors).length > 0 || !starts.ok || !deadline.ok) return { ok: false, errors };
  return {
    ok: true,
    input: {
      name,
      visibility: draft.visibility,
      ...venue,
      dress: draft.dress.trim() || null,
      note: draft.note.trim() || null,
      startsAt: starts.instant,
      zone: draft.zone,
      rsvpDeadline: deadline.instant,
      ceilingPersons: ceiling,
    },
  };
}

/** The place as the command takes it; null where there is an address or a map of no place. */
function venueOf(draft: FunctionDraft, mapUrl: string | null) {
  const name = draft.venueName.trim();
  const address = draft.venueAddress.trim();
  if (!name) return address || mapUrl ? null : {};
  return { venueName: name, venueMapUrl: mapUrl, ...(address ? { venueAddress: address } : {}) };
}

export const changedFields = (a: FunctionDraft, b: FunctionDraft): (keyof FunctionDraft)[] =>
  (Object.keys(FIELD_NAMES) as (keyof FunctionDraft)[]).filter((field) => a[field] !== b[field]);
