/** Which of a list's rows are looked at: before it is added, and after. */
export const STAGED_VIEWS = ["all", "new", "known", "again", "noticed", "assumed"] as const;
export const ADDED_VIEWS = ["noticed", "assumed"] as const;

export type RowView = (typeof STAGED_VIEWS)[number];
