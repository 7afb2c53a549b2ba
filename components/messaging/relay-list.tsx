import { Check, MessageCircle } from "lucide-react";
import { reasonWords } from "@/components/messaging/words";
import { Button } from "@/components/ui/button";

export type Relayed = {
  messageId: string;
  household: string;
  destination: string;
  state: "queued" | "calling" | "sent" | "failed" | "blocked";
  reason: string | null;
};

type Act = "open" | "sent" | "unreachable" | "not_sent";

/** One family a line: a tap opens WhatsApp with the text, a tap says that it went out. Works without a script. */
export function RelayList({ token, messages }: { token: string; messages: readonly Relayed[] }) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface">
      {messages.map((one) => (
        <li
          key={one.messageId}
          id={one.messageId}
          className="grid gap-3 p-4 target:bg-accent-soft/40 sm:px-6"
        >
          <div className="min-w-0">
            <p className="font-medium">{one.household}</p>
            <p className="tabular text-muted text-sm">{one.destination}</p>
          </div>
          <Steps token={token} message={one} />
        </li>
      ))}
    </ul>
  );
}

function Steps({ token, message }: { token: string; message: Relayed }) {
  const tap = (act: Act, label: React.ReactNode, variant: "primary" | "secondary" | "quiet") => (
    <form key={act} method="post" action={`/api/relay/${token}`}>
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="message" value={message.messageId} />
      <Button type="submit" variant={variant}>
        {label}
      </Button>
    </form>
  );
  const row = (taps: React.ReactNode) => <div className="flex flex-wrap gap-2">{taps}</div>;
  switch (message.state) {
    case "queued":
      return row(
        tap(
          "open",
          <>
            <MessageCircle aria-hidden="true" />
            Open in WhatsApp
          </>,
          "primary",
        ),
      );
    case "calling":
      return (
        <div className="grid gap-2">
          <p className="text-amber-ink text-sm">Opened. Did it go out?</p>
          {row(
            <>
              {tap(
                "sent",
                <>
                  <Check aria-hidden="true" />
                  Yes, it is sent
                </>,
                "primary",
              )}
              {tap("open", "Open it again", "secondary")}
              {tap("unreachable", "Not on WhatsApp", "quiet")}
              {tap("not_sent", "Not now", "quiet")}
            </>,
          )}
        </div>
      );
    case "sent":
      return (
        <div className="flex flex-wrap items-center gap-3">
          <span className="inline-flex items-center gap-1.5 font-medium text-leaf-ink text-sm">
            <Check aria-hidden="true" className="size-4" />
            Sent
          </span>
          {tap("not_sent", "It was not", "quiet")}
        </div>
      );
    default:
      return (
        <p className="text-muted text-sm">
          {message.reason ? reasonWords(message.reason) : "Not to be sent any more"}
        </p>
      );
  }
}
