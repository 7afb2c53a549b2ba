import type { Claim } from "@/lib/guests/rules/claim";
import { candidatesOf } from "@/lib/guests/rules/fields";
import type { Group, Resolution } from "@/lib/guests/rules/identity";

/** What rows of a list claim: equal ones once. */
export interface ListClaim extends Claim {
  rows: number[];
}

/** A row of somebody whom another row of its list names as well. */
export interface Repeat {
  /** The row that stands for them; several where it fits several people, and a human is asked whose it is. */
  of: number[];
  waits: boolean;
}

/** By row, whose other rows it repeats. Of rows that are one person the first stands for them, or one of who is `here`. */
export function repeatsOf(
  { groups, pending }: Resolution,
  ours: ReadonlyMap<string, ListClaim>,
  here: ReadonlySet<number>,
): Map<number, Repeat> {
  const repeats = new Map<number, Repeat>();
  const stands = new Map<Group, number>();
  const rowsOf = ({ id }: Claim) => ours.get(id)?.rows ?? [];
  for (const [root, members] of Map.groupBy(groups, (group) => group.root)) {
    const rows = members.flatMap(({ claims }) => claims.flatMap(rowsOf)).sort((a, b) => a - b);
    const first = rows.find((row) => here.has(row)) ?? rows[0];
    if (first === undefined) continue;
    stands.set(root, first);
    for (const row of rows) if (row !== first) repeats.set(row, { of: [first], waits: false });
  }
  for (const { claim, fits } of pending) {
    const of = fits.flatMap((group) => stands.get(group.root) ?? []).sort((a, b) => a - b);
    if (of.length > 0) for (const row of rowsOf(claim)) repeats.set(row, { of, waits: true });
  }
  return repeats;
}

/** Claims about which people who are here may have a say: whatever hangs together with one that is `touched`. */
export function openTo({ groups, pending }: Resolution, touched: (claim: Claim) => boolean): Set<Claim> {
  const found = new Set(groups.filter(({ claims }) => claims.some(touched)));
  const left = new Set(pending);
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const one of left)
      if (touched(one.claim) || one.fits.some((group) => found.has(group))) {
        for (const group of one.fits) found.add(group);
        left.delete(one);
      }
  }
  const waiting = pending.filter((one) => !left.has(one)).map(({ claim }) => claim);
  return new Set([...found].flatMap(({ claims }) => claims).concat(waiting));
}

/** What the other claim calls somebody, where that is another name: adding asks which is right. */
export const otherName = (claim: Claim, other: Claim): string | null =>
  claim !== other && candidatesOf([claim, other], "name").length > 1 ? other.draft.name.full : null;
