import type { Tone } from "@/components/ui/tone";
import { REASONS, type ReasonCode } from "@/lib/compliance/rules";
import { FAILURE_WORDS, type FailureClass } from "@/lib/messaging/rules/failures";
import { pauseWords as pausedByItself } from "@/lib/messaging/rules/pause-words";

export const runStateWords: Record<string, { label: string; tone: Tone }> = {
  draft: { label: "Draft", tone: "neutral" },
  rehearsed: { label: "Rehearsed", tone: "info" },
  frozen: { label: "Frozen, needs a yes", tone: "attention" },
  approved: { label: "Approved, not sent", tone: "attention" },
  sending: { label: "Sending", tone: "accent" },
  paused: { label: "Paused", tone: "attention" },
  done: { label: "Sent", tone: "yes" },
  stopped: { label: "Stopped", tone: "no" },
};

const messageStates: Record<string, { label: string; tone: Tone }> = {
  queued: { label: "Waiting to be sent", tone: "pending" },
  calling: { label: "Being sent", tone: "pending" },
  in_doubt: { label: "Not known whether it went out", tone: "attention" },
  accepted: { label: "Handed to WhatsApp", tone: "info" },
  sent: { label: "Sent", tone: "info" },
  delivered: { label: "Delivered", tone: "yes" },
  read: { label: "Read", tone: "yes" },
  failed: { label: "Not delivered", tone: "failed" },
  blocked: { label: "Not sent", tone: "no" },
  cancelled: { label: "Called off", tone: "neutral" },
};

/** A gate's or provider's reason in words for a family. */
export function reasonWords(reason: string): string {
  if (reason === "LEFT_IN_DOUBT") return "Left as it was, not known whether it arrived";
  if (reason === "NOT_SEEN") return "Has not seen that a function changed";
  if (reason === "SILENT") return "Asked, and has not replied";
  if (reason === "ASK_AGAIN") return "Was not sure, and is to be asked again";
  if (reason === "NO_ANSWER") return "WhatsApp did not answer when we sent it";
  return REASONS[reason as ReasonCode] ?? FAILURE_WORDS[reason as FailureClass] ?? FAILURE_WORDS.UNKNOWN;
}

/** Why a run stands still, as far as a family needs to know, and what to do about it. */
export const pauseWords = (reason: string): string => pausedByItself(reason) ?? `${reasonWords(reason)}.`;

export function messageStateWords(state: string, reason: string | null): { label: string; tone: Tone } {
  const words = messageStates[state] ?? { label: state, tone: "neutral" as const };
  return reason && (state === "failed" || state === "blocked")
    ? { ...words, label: `${words.label}: ${reasonWords(reason)}` }
    : words;
}

export const inboundOutcomeWords: Record<string, { label: string; tone: Tone }> = {
  answered: { label: "Counted as an answer", tone: "yes" },
  prompted: { label: "We asked back", tone: "info" },
  opted_out: { label: "Asked us to stop", tone: "no" },
  opted_in: { label: "Lets us write again", tone: "yes" },
  to_read: { label: "For you to read", tone: "attention" },
  ignored: { label: "Nothing to do", tone: "neutral" },
  unknown_sender: { label: "From a number we do not know", tone: "attention" },
};

/** Which message states have left for good, which wait, which ended badly. */
export function sumBuckets(buckets: Record<string, number>) {
  const of = (...names: string[]) =>
    Object.entries(buckets).reduce(
      (sum, [name, n]) => sum + (names.includes(name.split(":")[0]!) ? Number(n) : 0),
      0,
    );
  return {
    waiting: of("queued", "calling"),
    onTheWay: of("accepted", "sent"),
    delivered: of("delivered"),
    read: of("read"),
    failed: of("failed"),
    inDoubt: of("in_doubt"),
    cancelled: of("cancelled"),
    leftOut: of("blocked"),
  };
}

/** `failed:RECIPIENT` and the like, counted by their reason, most first. */
export function reasonsOf(buckets: Record<string, number>, state: "failed" | "blocked"): [string, number][] {
  return Object.entries(buckets)
    .filter(([name]) => name.startsWith(`${state}:`))
    .map(([name, n]): [string, number] => [name.slice(state.length + 1), Number(n)])
    .sort((a, b) => b[1] - a[1]);
}
