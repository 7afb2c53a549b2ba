import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { type Tone, toneLook } from "@/components/ui/tone";
import { cn } from "@/lib/kernel/class-names";

export type StatProps = {
  value: number | string;
  /** The word for it: "coming", "families have not replied". */
  label: string;
  /** To the people behind the number. */
  href?: string;
  tone?: Tone;
  /** "1,120 adults, 214 children" */
  detail?: ReactNode;
  locale?: string;
  className?: string;
};

export function Stat({
  value,
  label,
  href,
  tone = "neutral",
  detail,
  locale = "en-IN",
  className,
}: StatProps) {
  const look = toneLook[tone];
  const Sign = look.sign;
  const shown = typeof value === "number" ? value.toLocaleString(locale) : value;
  const body = (
    <>
      <span className="tabular block font-semibold text-xl">{shown}</span>
      <span className="mt-1 flex items-start gap-1.5">
        {tone === "neutral" ? null : (
          <Sign aria-hidden="true" strokeWidth={2.5} className={cn("mt-1 size-4 shrink-0", look.text)} />
        )}
        <span className="min-w-0">{label}</span>
        {href ? (
          <ChevronRight
            aria-hidden="true"
            className="ms-auto mt-1 size-4 shrink-0 text-muted rtl:rotate-180"
          />
        ) : null}
      </span>
      {detail ? <span className="mt-1 block text-muted text-sm">{detail}</span> : null}
    </>
  );
  const frame = cn("block min-w-0 rounded-md border border-line bg-surface p-4 text-ink", className);
  if (!href) return <div className={frame}>{body}</div>;
  return (
    <Link
      href={href}
      className={cn(frame, "no-underline transition-colors hover:border-line-strong hover:bg-sunken/50")}
    >
      {body}
    </Link>
  );
}

/** Numbers side by side: two on a phone, as many as fit on a laptop. */
export function StatRow({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div
      className={cn("grid grid-cols-2 gap-3 sm:grid-cols-[repeat(auto-fit,minmax(11rem,1fr))]", className)}
    >
      {children}
    </div>
  );
}
