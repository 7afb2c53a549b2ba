import { cn } from "@/lib/kernel/class-names";

export type SeparatorProps = { label?: string; vertical?: boolean; className?: string };

export function Separator({ label, vertical = false, className }: SeparatorProps) {
  if (vertical) return <span aria-hidden="true" className={cn("w-px self-stretch bg-line", className)} />;
  if (!label) return <hr className={cn("border-line border-t", className)} />;
  return (
    <div className={cn("flex items-center gap-3 text-muted text-sm", className)}>
      <span className="h-px flex-1 bg-line" />
      {label}
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}
