/** A family to call, as the call list shows it. */
export type CallItem = {
  id: string;
  unitId: string;
  household: string;
  phone: { href: string; shown: string } | null;
  contact: string | null;
  reason: string;
  run: string | null;
  assignedTo: string | null;
  outcome: string | null;
  note: string | null;
  version: number;
  answered: boolean;
  askAgainOn: string | null;
  sentNote: string;
  silentDays: number | null;
  people: readonly { id: string; name: string }[];
  events: readonly {
    id: string;
    name: string;
    seats: { adults: number; children: number };
    answer: "yes" | "no" | "maybe" | null;
    adults: number;
    children: number;
  }[];
};
