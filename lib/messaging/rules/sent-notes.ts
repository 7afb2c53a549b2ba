/** One message of ours to a household, as far as the provider told. */
export interface SentFact {
  purpose: "invitation" | "reminder" | "test" | "answer" | "thanks";
  /** When it left, and when it was read, if it was: ISO 8601. */
  at: string;
  readAt: string | null;
  failed: boolean;
}

const VERBS: Record<SentFact["purpose"], string> = {
  invitation: "invited",
  reminder: "reminded",
  test: "sent a test",
  answer: "written to",
  thanks: "thanked",
};

const dayIn = (zone: string) => {
  const format = new Intl.DateTimeFormat("en-IN", { day: "numeric", month: "short", timeZone: zone });
  return (iso: string) => format.format(new Date(iso));
};

/** "Invited 3 Nov, read 4 Nov; reminded 8 Nov, not read": what a caller needs to know before dialling. Oldest first. */
export function sentNote(sent: readonly SentFact[], zone: string): string {
  const day = dayIn(zone);
  const said = sent.map(({ purpose, at, readAt, failed }) => {
    const fate = failed ? "did not arrive" : readAt ? `read ${day(readAt)}` : "not read";
    return `${VERBS[purpose]} ${day(at)}, ${fate}`;
  });
  if (said.length === 0) return "No message has gone out to them.";
  const text = said.join("; ");
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

/** Whole days since the last sign between us: since they read, or since we wrote where they did not. */
export function silentDays(sent: readonly SentFact[], now: Date): number | null {
  const times = sent.filter((one) => !one.failed).map((one) => Date.parse(one.readAt ?? one.at));
  if (times.length === 0) return null;
  return Math.max(0, Math.floor((now.getTime() - Math.max(...times)) / 86_400_000));
}
