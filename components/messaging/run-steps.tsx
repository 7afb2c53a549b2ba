import { Check, Circle, CircleDot } from "lucide-react";
import { cn } from "@/lib/kernel/class-names";

const STEPS = ["Rehearse", "Look", "Freeze", "Approve", "Send"] as const;

/** Which step is next, by the run's state; 5 is past all of them. */
const NEXT: Record<string, number> = {
  draft: 0,
  rehearsed: 1,
  frozen: 3,
  approved: 4,
  sending: 4,
  paused: 4,
  done: 5,
};

export function RunSteps({ state }: { state: string }) {
  const next = NEXT[state];
  if (next === undefined) return null;
  return (
    <ol aria-label="Steps to sending" className="mb-6 grid grid-cols-5 gap-1 sm:gap-2">
      {STEPS.map((step, index) => {
        const past = index < next;
        // Looking and freezing are one screen: what one has looked at is what one freezes.
        const current = index === next;
        const Sign = past ? Check : current ? CircleDot : Circle;
        return (
          <li
            key={step}
            aria-current={current ? "step" : undefined}
            className={cn(
              "min-w-0 border-t-4 pt-2 text-sm",
              past ? "border-leaf" : current ? "border-accent" : "border-line",
              current ? "font-semibold" : past ? "" : "text-muted",
            )}
          >
            <span className="flex flex-col items-start gap-0.5 sm:flex-row sm:items-center sm:gap-1.5">
              <Sign
                aria-hidden="true"
                className={cn("size-4 shrink-0", past && "text-leaf-ink", current && "text-accent-text")}
              />
              {/* Five words stand in no row of a small phone. */}
              <span className={cn(!current && "max-[22rem]:sr-only")}>{step}</span>
              {past ? <span className="sr-only">, done</span> : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
