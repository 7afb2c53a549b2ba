import { UNTOLD } from "./failures";

export const RANKS = { calling: 0, accepted: 1, sent: 2, delivered: 3, read: 4, failed: 5 } as const;
export type AttemptState = keyof typeof RANKS;

export interface Report {
  state: AttemptState;
  /** Provider's time, ISO 8601. */
  at: string;
  errorCode?: number;
}

/** The provider's status word as one of ours; null where it means nothing to an attempt (`played`, or one not known yet). */
export function stateOf(status: string): AttemptState | null {
  return status === "sent" || status === "delivered" || status === "read" || status === "failed"
    ? status
    : null;
}

/**
 * An attempt's state is the highest rank reported, and of several reasons one that says something, then the earliest by
 * the provider's time, then the lowest code: so any order and any repetition of reports ends in the same state.
 */
export function reduceReports(reports: readonly Report[]): { state: AttemptState; errorCode: number | null } {
  const state = reports.reduce<AttemptState>(
    (best, report) => (RANKS[report.state] > RANKS[best] ? report.state : best),
    "calling",
  );
  const [reason] = reports
    .filter((report) => report.state === "failed" && report.errorCode !== undefined)
    .sort(
      (a, b) =>
        Number(UNTOLD.includes(a.errorCode!)) - Number(UNTOLD.includes(b.errorCode!)) ||
        (a.at < b.at ? -1 : a.at > b.at ? 1 : a.errorCode! - b.errorCode!),
    );
  return { state, errorCode: reason?.errorCode ?? null };
}
