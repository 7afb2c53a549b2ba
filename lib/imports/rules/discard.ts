const UNREAD: readonly string[] = ["reading", "mapping", "staged", "failed"];

/** Whether a list can be thrown away: it was brought, and nothing of it was added. */
export const isDiscardable = (state: string, rowsDone: number): boolean =>
  rowsDone === 0 && UNREAD.includes(state);

/** Why a list cannot be thrown away, in words; null where it can. */
export function discardRefusal(state: string, rowsDone: number): string | null {
  if (isDiscardable(state, rowsDone)) return null;
  if (state === "committing")
    return "This list is being added at this moment. Once that is done it can be taken back.";
  if (state === "undoing") return "This list is being taken back at this moment.";
  if (state === "undone")
    return "This list was added and taken back. Its rows are kept so that it can be added again.";
  return rowsDone > 0
    ? "Rows of this list are added already. Take the list back instead."
    : "There is nothing in this list to throw away.";
}
