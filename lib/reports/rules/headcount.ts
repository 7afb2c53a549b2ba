export interface Member {
  id: string;
  ageBand: "adult" | "child" | "infant";
  /** What they eat at this function; null where nobody told us. */
  diet: string | null;
}

/** A family's yes to one function, and what is known of who lives in it. */
export interface FamilyYes {
  adults: number;
  /** With the infants. */
  children: number;
  /** Places given to it; null where the function has no ceiling. */
  places: number | null;
  /** Everybody of the family, the unnamed too. */
  home: { adults: number; children: number };
  members: readonly Member[];
  /** Who comes of those who live in it, where the answer says so. */
  named: readonly Member[] | null;
}

export interface FamilyCount {
  adults: number;
  /** With the infants, as in the answer. */
  children: number;
  infants: number;
  /** Said yes and wait, because the function is full. */
  waiting: number;
  /** Of those who have a place, what they eat; '' where nobody told us. */
  diets: Record<string, number>;
}

/**
 * Who of a family is counted, and as what. Those named are known; where everybody comes, all members are; else nobody
 * is, and children are taken to be older than infants. Of those who wait, the grown-ups get a place first.
 */
export function countFamily({ adults, children, places, home, members, named }: FamilyYes): FamilyCount {
  const infantsIn = (people: readonly Member[]) => people.filter((one) => one.ageBand === "infant").length;
  const ownInfants = infantsIn(members);
  const saidInfants = named
    ? Math.min(children, infantsIn(named))
    : Math.max(0, Math.min(ownInfants, children - (home.children - ownInfants)));
  const placed = Math.min(adults + children, places ?? adults + children);
  const seatedAdults = Math.min(adults, placed);
  const seatedChildren = placed - seatedAdults;
  const older = Math.min(children - saidInfants, seatedChildren);
  const room = { adult: seatedAdults, child: older, infant: seatedChildren - older };
  const allCome = adults >= home.adults && children >= home.children;
  const diets: Record<string, number> = {};
  let told = 0;
  for (const band of ["adult", "child", "infant"] as const) {
    const known = (named ?? (allCome ? members : [])).filter((one) => one.ageBand === band);
    const seated = known.toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, room[band]);
    for (const diet of seated.map((one) => one.diet?.trim())) {
      if (!diet) continue;
      diets[diet] = (diets[diet] ?? 0) + 1;
      told++;
    }
  }
  if (placed > told) diets[""] = placed - told;
  return {
    adults: seatedAdults,
    children: seatedChildren,
    infants: room.infant,
    waiting: adults + children - placed,
    diets,
  };
}
