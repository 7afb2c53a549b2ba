/** The tags a household carries, and what a human has said about them. */
export interface Tagged {
  tags: readonly string[];
  edits: { tagged?: string[]; untagged?: string[] };
}

/**
 * What a human says so that a household carries exactly `wanted`: tags given by hand, and tags of lists taken off. What
 * both say stays as it is.
 */
export function tagPatch(
  { tags, edits }: Tagged,
  wanted: readonly string[],
): { tagged: string[] | null; untagged: string[] | null } {
  const [now, next] = [new Set(tags), new Set(wanted)];
  const given = (edits.tagged ?? []).filter((tag) => next.has(tag));
  const added = wanted.filter((tag) => !now.has(tag));
  const kept = (edits.untagged ?? []).filter((tag) => !next.has(tag));
  const removed = tags.filter((tag) => !next.has(tag));
  return { tagged: listOf([...given, ...added]), untagged: listOf([...kept, ...removed]) };
}

const listOf = (tags: readonly string[]): string[] | null =>
  tags.length > 0 ? [...new Set(tags)].sort() : null;
