import { sha256Hex } from "@/lib/kernel/bytes";

interface Visible {
  id: string;
  visibility: "public" | "invite_only";
}

/** Who reads: everybody with the address, or a household that is invited to these functions. */
export type Reader = { kind: "public" } | { kind: "household"; invitedTo: readonly string[] };

/** The functions a reader may see. A household sees what it is invited to, whatever else is public. */
export function visibleTo<F extends Visible>(reader: Reader, functions: readonly F[]): F[] {
  if (reader.kind === "public") return functions.filter(({ visibility }) => visibility === "public");
  const invited = new Set(reader.invitedTo);
  return functions.filter(({ id }) => invited.has(id));
}

/** One name for a set of functions, in whatever order; `fence.audience_of` makes the same. */
export const audienceHash = (eventIds: readonly string[]): string =>
  sha256Hex([...new Set(eventIds)].sort().join(","));
