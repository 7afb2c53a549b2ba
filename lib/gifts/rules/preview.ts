import { TZDate } from "@date-fns/tz";
import type { SheetColumns, SheetRow } from "./sheet";

/** A row of a list as a human looks at it before it is brought in. */
export interface PreviewRow {
  key: string;
  line: number;
  /** As it is written in the list. */
  family: string;
  /** Whose it is, by a number or a whole name; null where a human says. */
  match: { unitId: string; family: string } | null;
  /** In the book already, or taken out of it. */
  known: boolean;
  problem: string | null;
  /** What would be brought in, apart from whose it is. */
  facts: Record<string, unknown>;
  /** The same in a few words. */
  says: {
    amount: number | null;
    currency: string;
    what: string | null;
    occasion: string | null;
    function: string | null;
  };
}

export interface SheetPreview {
  kind: SheetColumns["kind"];
  ignored: string[];
  rows: PreviewRow[];
}

const noon = (day: string, zone: string): string => {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return new Date(new TZDate(year, month - 1, date, 12, 0, 0, zone).getTime()).toISOString();
};

/** What a row becomes: the input of the command that brings it in, apart from whose it is. */
export function rowFacts(
  row: SheetRow,
  kind: SheetColumns["kind"],
  { events, zone }: { events: readonly { id: string; name: string }[]; zone: string },
): Record<string, unknown> {
  const money = { amount: row.money?.amount ?? null, currency: row.money?.currency ?? "INR" };
  if (kind === "notes")
    return { direction: row.direction, occasion: row.occasion, year: row.year, what: row.what, ...money };
  const name = row.function?.toLowerCase();
  const event = name === undefined ? undefined : events.find((one) => one.name.toLowerCase() === name);
  // A function nobody knows here is not lost: it stands in the note.
  const note = [row.note, row.function && !event ? `At: ${row.function}` : null].filter(Boolean).join(". ");
  return {
    giver: row.giver,
    side: row.side ?? "both",
    eventId: event?.id ?? null,
    kind: row.kind,
    ...money,
    what: row.what,
    note: note === "" ? null : note.slice(0, 500),
    receivedBy: row.receivedBy,
    receivedAt: row.receivedOn === null ? null : noon(row.receivedOn, zone),
    thankedAt: row.thanked === null ? null : noon(row.thanked.on, zone),
    thankedHow: row.thanked?.how ?? null,
  };
}
