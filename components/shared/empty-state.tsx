import type { ReactNode } from "react";
import { Marigold } from "@/components/shared/marigold";
import { cn } from "@/lib/kernel/class-names";

export type EmptyStateProps = {
  title: ReactNode;
  /** What will be here, and what to do for it. */
  sentence: ReactNode;
  /** The one button. */
  action?: ReactNode;
  /** What it will look like: a faded example. */
  sample?: ReactNode;
  sampleLabel?: string;
  icon?: ReactNode;
  className?: string;
};

export function EmptyState(props: EmptyStateProps) {
  const { title, sentence, action, sample, sampleLabel = "For example", icon, className } = props;
  return (
    <div
      className={cn(
        "rounded-md border border-line bg-surface px-4 py-10 text-center sm:px-8 sm:py-12",
        className,
      )}
    >
      <span className="mx-auto mb-4 flex size-14 items-center justify-center text-accent-text [&_svg]:size-full">
        {icon ?? <Marigold />}
      </span>
      <h2 className="font-semibold text-lg">{title}</h2>
      <p className="mx-auto mt-2 max-w-md text-pretty text-muted">{sentence}</p>
      {action ? <div className="mt-6 flex flex-wrap justify-center gap-3">{action}</div> : null}
      {sample ? (
        <figure className="mx-auto mt-8 max-w-lg text-start">
          <figcaption className="mb-2 text-muted text-sm">{sampleLabel}</figcaption>
          <div inert className="rounded-md border border-line border-dashed p-4">
            {sample}
          </div>
        </figure>
      ) : null}
    </div>
  );
}
