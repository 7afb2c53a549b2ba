import type { ReactNode } from "react";
import { cn } from "@/lib/kernel/class-names";

export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={cn(
        "inline-flex h-6 min-w-6 items-center justify-center rounded-sm border border-line-strong bg-surface px-1.5 font-sans text-muted text-sm",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
