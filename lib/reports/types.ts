/** What the person at the screen may do about the numbers. */
export interface May {
  read: boolean;
  answer: boolean;
  sendText: boolean;
  record: boolean;
  settle: boolean;
  send: boolean;
  invite: boolean;
  plan: boolean;
  edit: boolean;
  importGuests: boolean;
}

/** Counting stops here: more is many. */
export const MOST_COUNTED = 1_000;

/** What waits for somebody beside the answers: counted when a page opens, not each second. */
export interface OpenWork {
  /** Families that no message can go to, for no number is connected; 0 where one is, or the functions are over. */
  numberless: number;
  /** Lists that were read and not added; `only`: where there is one. */
  lists: { count: number; only: string | null };
  /** What lists say in two ways. */
  differences: number;
  /** Pairs of guests who may be one person, as far as they were found with the last list; `more`: at least so many. */
  likely: { count: number; more: boolean };
  /** People who came alone and may be one family. */
  suggestions: number;
  /** Families whom the latest invites did not reach, who are silent, and whom nobody calls; `run` where it is one invite. */
  unreached: { count: number; run: string | null };
  calls: { open: number; unassigned: number };
}
