import { counted } from "@/components/shared/fill-words";
import { Link } from "@/components/ui/link";

type Guest = { id: string; name: string; unitId: string; off: boolean };

export type StandingProps = {
  row: {
    name: string;
    outcome: string;
    /** The family its guest lives in now, once it was added. */
    unitId: string | null;
    /** Who of the wedding it belongs to, before it is added. */
    known: {
      guests: readonly Guest[];
      hidden: boolean;
      /** How many numbers and e-mails the row brings to its guest. */
      adds: { phones: number; emails: number } | null;
    } | null;
    /** Other rows of the list that are of the same person; `waits`: it fits several, and a human is asked. */
    repeat: { lines: readonly number[]; waits: boolean; called: string | null } | null;
  };
  /** The address of the guests. */
  guests: string;
};

const became: Record<string, string> = {
  created: "Added",
  matched: "Was here already",
  remembered: "Decided before",
  conflict: "To decide",
};

/** Nothing is to be said of it but that it comes for the first time. */
export const isNew = ({ outcome, known, repeat }: StandingProps["row"]): boolean =>
  outcome === "ready" && !known && !repeat;

/** Whether a row's guest is here already; of a row that was added, what became of it. */
export function Standing({ row, guests }: StandingProps) {
  const { known, repeat, outcome, unitId, name } = row;
  if (outcome !== "ready") {
    const words = became[outcome] ?? outcome;
    return unitId ? (
      <Link href={`${guests}/${unitId}`} className="hit-area underline underline-offset-4">
        {words}
      </Link>
    ) : (
      words
    );
  }
  if (!known) return repeat ? <Again {...repeat} /> : <span className="text-muted">New</span>;
  if (known.hidden) return "On the other side's list";
  const [first, ...more] = known.guests;
  if (!first) return "Already here";
  const same = more.length === 0 && first.name === name;
  if (more.length === 0 && first.off)
    return <Guests found={known.guests} guests={guests} words={() => "Taken off the list; stays off"} />;
  return (
    <span className="min-w-0">
      {more.length > 0 ? "Fits several: " : same ? null : "Already here as "}
      <Guests found={known.guests} guests={guests} words={(one) => (same ? "Already here" : one.name)} />
      {repeat?.waits ? null : <Adds adds={known.adds} />}
      {repeat ? (
        <span className="block text-muted text-sm">
          <Again {...repeat} here />
        </span>
      ) : null}
    </span>
  );
}

type AgainProps = NonNullable<StandingProps["row"]["repeat"]> & { here?: boolean };

/** Whose other rows of the list a row repeats, and what a human will be asked; of somebody who is here it may be decided. */
function Again({ lines, waits, called, here }: AgainProps) {
  const rows = `${lines.length === 1 ? "row" : "rows"} ${lines.map((line) => line.toLocaleString("en-IN")).join(" and ")}`;
  if (waits) return `Fits ${rows}${here ? " as well" : ""}; you will be asked whose it is`;
  return (
    <span className="min-w-0">
      The same person as {rows}
      {called && !here ? (
        <span className="block text-muted text-sm wrap-anywhere">
          There “{called}”; you will be asked which name is right
        </span>
      ) : null}
    </span>
  );
}

function Adds({ adds }: { adds: { phones: number; emails: number } | null }) {
  const parts = [
    adds?.phones ? counted(adds.phones, { one: "number", many: "numbers" }) : "",
    adds?.emails ? counted(adds.emails, { one: "e-mail", many: "e-mails" }) : "",
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return <span className="block text-muted text-sm">adds {parts.join(", ")}</span>;
}

type GuestsProps = { found: readonly Guest[]; guests: string; words: (guest: Guest) => string };

function Guests({ found, guests, words }: GuestsProps) {
  return found.map((one, at) => (
    <span key={one.id}>
      {at > 0 ? ", " : ""}
      <Link href={`${guests}/${one.unitId}`} className="hit-area underline underline-offset-4 wrap-anywhere">
        {words(one)}
      </Link>
    </span>
  ));
}
