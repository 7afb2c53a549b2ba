type Somebody = { name: string; family: string; phone: string | null };

/** What a button calls one of two people by, so that nobody takes the one for the other where both are written alike. */
export function toldApart(one: Somebody, other: Somebody, first: boolean): string {
  if (one.name !== other.name) return one.name;
  if (one.phone !== other.phone) return `${one.name}, ${one.phone ?? "without a number"}`;
  if (one.family !== other.family) return `${one.name} of ${one.family}`;
  return `${one.name}, the ${first ? "upper" : "lower"} one`;
}
