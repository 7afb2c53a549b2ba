import { inboundOutcomeWords, messageStateWords } from "@/components/messaging/words";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/lib/kernel/class-names";
import type { ChatLine } from "@/lib/messaging/queries/chat";

/** Everything said in the chat with one family, oldest first. */
export function Chat({ lines, zone }: { lines: readonly ChatLine[]; zone: string }) {
  if (lines.length === 0)
    return (
      <p className="text-muted">
        Nothing was said yet. The invitation and what they reply will be here, in order.
      </p>
    );
  return (
    <ol className="grid gap-4">
      {lines.map((line) => (
        <Line key={line.id} line={line} zone={zone} />
      ))}
    </ol>
  );
}

function Line({ line, zone }: { line: ChatLine; zone: string }) {
  const ours = line.from === "us";
  const state = ours
    ? messageStateWords(line.state ?? "", line.reason)
    : line.outcome
      ? inboundOutcomeWords[line.outcome]
      : undefined;
  return (
    <li className={cn("max-w-[85%]", ours ? "ms-auto" : "me-auto")}>
      <p className={cn("mb-1 text-muted text-sm", ours && "text-end")}>
        {ours
          ? line.run
            ? `Us, “${line.run}”`
            : "Us"
          : line.page
            ? "The family, on their page"
            : (line.who ?? "The family")}
      </p>
      <div
        className={cn(
          "whitespace-pre-wrap break-words rounded-md border px-3 py-2",
          ours ? "border-transparent bg-accent-soft" : "border-line bg-ground",
        )}
        dir="auto"
      >
        {line.text}
      </div>
      <p
        className={cn(
          "mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-sm",
          ours && "justify-end",
        )}
      >
        <TimeInZone at={line.at} zone={zone} show="short" />
        {state ? (
          <Badge tone={state.tone} className="whitespace-normal">
            {state.label}
          </Badge>
        ) : null}
      </p>
    </li>
  );
}
