import { SEAT_BANDS, type Seats } from "./share-seats";

/** What a family has said of a function. `leaving`: of the people it names, those who go; null where it names nobody. */
export interface Said extends Seats {
  answer: "yes" | "no" | "maybe";
  leaving: Seats | null;
}

/** What is said from now on; nothing of children and adults but with a yes. */
export type Apart = Seats & { answer: Said["answer"] };

const NOBODY: Seats = { adults: 0, children: 0 };
const total = ({ adults, children }: Seats): number => adults + children;
const coming = (seats: Seats): Apart =>
  total(seats) > 0 ? { answer: "yes", ...seats } : { answer: "no", ...NOBODY };

/**
 * What a family has said, once some of it are a household of their own with `taken` of its `places`: what `goes` with them
 * and what `stays`, null where nothing new is known. Where all come, each part comes; where names were given, those
 * named; else as many go as have no place left where the family is. Together they say what was said: a yes counts nobody twice.
 */
export function answersApart(
  said: Said,
  { places, taken }: { places: Seats; taken: Seats },
): { goes: Apart | null; stays: Apart | null } {
  if (total(taken) === 0) return { goes: null, stays: null };
  if (said.answer !== "yes") return { goes: { answer: said.answer, ...NOBODY }, stays: null };
  const all = total(said) >= total(places);
  const short = total(said) - (total(places) - total(taken));
  if (!said.leaving && !all && short <= 0) return { goes: null, stays: null };
  const going = said.leaving ?? outOf(said, taken, all ? total(taken) : short);
  if (total(going) === 0) return { goes: coming(NOBODY), stays: null };
  return {
    goes: coming(going),
    stays: coming({ adults: said.adults - going.adults, children: said.children - going.children }),
  };
}

/** What a family has said, where all who are guests go: theirs whole. Whoever is put back there one day has not said. */
export const allGoes = ({ answer, adults, children }: Said): { goes: Apart; stays: Apart } => ({
  goes: { answer, adults, children },
  stays: { answer: "maybe", ...NOBODY },
});

/** What a family says once people come to it who said `goes` elsewhere; null where it has not said, or nothing new is known. */
export function answersTogether(there: Apart | null, goes: Apart | null): Apart | null {
  if (goes?.answer !== "yes" || !there || there.answer === "maybe") return null;
  return coming({ adults: there.adults + goes.adults, children: there.children + goes.children });
}

/** So many of those who come: adults and children as wanted, as far as there are any. */
function outOf(said: Seats, wanted: Seats, count: number): Seats {
  const going = { ...NOBODY };
  let left = Math.min(count, total(said));
  for (const most of [wanted, said])
    for (const band of SEAT_BANDS) {
      const n = Math.min(left, Math.min(most[band], said[band]) - going[band]);
      going[band] += n;
      left -= n;
    }
  return going;
}
