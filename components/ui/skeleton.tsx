import type { ComponentProps } from "react";
import { cn } from "@/lib/kernel/class-names";

/** Give it the size of what will come, so that nothing jumps. */
export function Skeleton({ className, ...rest }: ComponentProps<"span">) {
  return (
    <span
      aria-hidden="true"
      className={cn("block h-4 animate-[breathe_1.6s_ease-in-out_infinite] rounded-sm bg-line", className)}
      {...rest}
    />
  );
}

export type SkeletonRowsProps = { rows?: number; label?: string; className?: string };

const widths = ["w-3/5", "w-2/5", "w-1/2", "w-2/3"];

/** A list on its way; says so once to a screen reader. */
export function SkeletonRows({ rows = 6, label = "Loading", className }: SkeletonRowsProps) {
  const ids = Array.from({ length: rows }, (_, index) => index);
  return (
    <div
      role="status"
      className={cn("divide-y divide-line rounded-md border border-line bg-surface", className)}
    >
      <span className="sr-only">{label}</span>
      {ids.map((id) => (
        <div key={id} className="flex min-h-14 items-center gap-3 px-4 py-3">
          <Skeleton className="size-8 rounded-full" />
          <Skeleton className={widths[id % widths.length]} />
          <Skeleton className="ms-auto w-16" />
        </div>
      ))}
    </div>
  );
}
