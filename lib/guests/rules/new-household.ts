import type { Side } from "./claim";
import type { PersonPlan } from "./outcome";

/** A household as it is first stored. */
export interface NewHousehold {
  name: string;
  side: Side;
  address: string | null;
  language: string;
  adults: number;
  children: number;
  attested: boolean;
  tags: string[];
}

type Resident = Pick<PersonPlan, "id" | "state">;

/**
 * A household that nobody has edited, from those who move in: what `settleHouseholds` would make of it, without
 * storing it twice. At least one resident, each of them live. The order of residents does not matter.
 */
export function newHousehold(home: string, residents: readonly Resident[]): NewHousehold {
  const claimed = residents.map(({ state }) => state.claimed);
  const sides = new Set(claimed.map((one) => one.side));
  const speakers = [...residents].sort(
    (a, b) => a.state.contactRank - b.state.contactRank || inC(a.state.name, b.state.name) || inC(a.id, b.id),
  );
  const languages = [...residents]
    .sort(
      (a, b) =>
        a.state.contactRank - b.state.contactRank ||
        inC(a.state.claimed.language ?? "", b.state.claimed.language ?? ""),
    )
    .flatMap(({ state }) => state.claimed.language ?? []);
  const here = claimed.filter((one) => one.homes.includes(home));
  return {
    name: fullest(here.map((one) => one.household)) ?? speakers[0]!.state.name,
    side: home.startsWith("column:")
      ? (home.split(":")[1] as Side)
      : sides.size === 1
        ? [...sides][0]!
        : "both",
    address: fullest(claimed.map((one) => one.address)),
    language: languages[0] ?? "en",
    adults: Math.max(0, sum(claimed.map((one) => one.extraAdults))),
    children: Math.max(0, sum(claimed.map((one) => one.extraChildren))),
    attested: claimed.some((one) => one.attested),
    tags: [...new Set(claimed.flatMap((one) => one.tags))],
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Postgres's collation "C" compares code points; JavaScript's `<` compares halves of those beyond U+FFFF. */
function inC(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; at++) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left !== right) return lift(left) - lift(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for what comes after every other code unit. */
const lift = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

const letters = (text: string): number =>
  text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);

function fullest(texts: readonly (string | null)[]): string | null {
  let best: string | null = null;
  for (const text of new Set(texts)) {
    if (text === null) continue;
    if (
      best === null ||
      letters(text) > letters(best) ||
      (letters(text) === letters(best) && inC(text, best) < 0)
    )
      best = text;
  }
  return best;
}
