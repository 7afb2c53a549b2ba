import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/kernel/class-names";

export type ErrorStateProps = {
  /** What happened. */
  title: ReactNode;
  /** What was kept: "Everything you typed is saved." */
  kept?: ReactNode;
  /** What to do now. */
  todo?: ReactNode;
  action?: ReactNode;
  /** For whoever helps: a short code to read out. */
  code?: string;
  codeLabel?: string;
  className?: string;
};

export function ErrorState(props: ErrorStateProps) {
  const { title, kept, todo, action, code, codeLabel = "Code for support", className } = props;
  return (
    <div
      role="alert"
      className={cn(
        "rounded-md border border-rose bg-surface p-4 sm:flex sm:items-start sm:gap-4 sm:p-6",
        className,
      )}
    >
      <span className="mb-3 flex size-10 shrink-0 items-center justify-center rounded-full bg-rose-soft text-rose-ink sm:mb-0">
        <CircleAlert aria-hidden="true" className="size-5" />
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="font-semibold text-lg">{title}</h2>
        {kept ? <p className="mt-1">{kept}</p> : null}
        {todo ? <p className="mt-1 text-muted">{todo}</p> : null}
        {action ? <div className="mt-4 flex flex-wrap gap-3">{action}</div> : null}
        {code ? (
          <p className="mt-4 text-muted text-sm">
            {codeLabel}: <span className="tabular select-all font-medium text-ink">{code}</span>
          </p>
        ) : null}
      </div>
    </div>
  );
}
