import { ChevronDown } from "lucide-react";
import { messageStateWords, reasonWords } from "@/components/messaging/words";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";

export type Traced = {
  messageId: string;
  unitId: string;
  household: string;
  destination: string | null;
  state: string;
  reason: string | null;
  steps: readonly { at: string; what: string; attempt: number | null; detail: string | null }[];
};

const STEPS: Record<string, string> = {
  frozen: "Frozen, as approved",
  calling: "Handed to WhatsApp",
  sent: "WhatsApp sent it",
  delivered: "Reached their phone",
  read: "Read",
  failed: "Refused",
  reply: "They wrote",
};

/** Each family's message, and everything that happened to it. */
export function TracedList({
  weddingId,
  messages,
  zone,
}: {
  weddingId: string;
  messages: readonly Traced[];
  zone: string;
}) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface">
      {messages.map((one) => {
        const state = messageStateWords(one.state, null);
        const tries = Math.max(0, ...one.steps.map((step) => step.attempt ?? 0));
        return (
          <li key={one.messageId} className="px-4 sm:px-6">
            <details className="group">
              <summary className="flex min-h-11 list-none flex-wrap items-center gap-x-3 gap-y-1 py-2.5 [&::-webkit-details-marker]:hidden">
                <span className="min-w-0 flex-1 basis-40 font-medium">{one.household}</span>
                {one.destination ? (
                  <span className="tabular text-muted text-sm">{one.destination}</span>
                ) : null}
                <Badge tone={state.tone}>{state.label}</Badge>
                <ChevronDown
                  aria-hidden="true"
                  className="size-5 shrink-0 text-muted transition-transform group-open:rotate-180"
                />
              </summary>
              {one.reason ? <p className="pb-3 text-sm">{reasonWords(one.reason)}</p> : null}
              <ol className="grid gap-2 border-line border-s ps-4 pb-4 text-sm">
                {one.steps.map((step) => (
                  <li key={`${step.at}:${step.what}:${step.attempt}`}>
                    <span className="font-medium">{STEPS[step.what] ?? step.what}</span>
                    {tries > 1 && step.attempt ? (
                      <span className="text-muted"> (attempt {step.attempt})</span>
                    ) : null}
                    {step.detail ? <span>: {step.detail}</span> : null}
                    <span className="block text-muted">
                      <TimeInZone at={step.at} zone={zone} show="short" />
                    </span>
                  </li>
                ))}
                <li>
                  <Link
                    href={`/weddings/${weddingId}/guests/${one.unitId}`}
                    prefetch={false}
                    className="hit-area"
                  >
                    Open the family
                  </Link>
                </li>
              </ol>
            </details>
          </li>
        );
      })}
    </ul>
  );
}
