import type { ReactNode } from "react";
import { type Tone, toneLook } from "@/components/ui/tone";
import { cn } from "@/lib/kernel/class-names";

export type BadgeProps = { tone?: Tone; children: ReactNode; className?: string };

/** A sign and a word; the colour only repeats them. */
export function Badge({ tone = "neutral", children, className }: BadgeProps) {
  const look = toneLook[tone];
  const Sign = look.sign;
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1.5 whitespace-nowrap rounded-full px-2.5 py-0.5 font-medium text-sm",
        look.soft,
        look.text,
        className,
      )}
    >
      {tone === "neutral" ? null : (
        <Sign aria-hidden="true" strokeWidth={2.5} className="size-3.5 shrink-0" />
      )}
      {children}
    </span>
  );
}
