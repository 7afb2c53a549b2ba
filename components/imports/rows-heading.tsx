import type { ReactNode } from "react";

export type RowsHeadingProps = { title: string; sentence: string; children?: ReactNode };

/** What stands over rows of a list, with what can be done with them at its side. */
export function RowsHeading({ title, sentence, children }: RowsHeadingProps) {
  return (
    <div className="mb-3 flex flex-wrap items-start justify-between gap-3">
      <div className="min-w-0">
        <h2 className="mb-1 font-semibold text-lg">{title}</h2>
        <p className="text-muted">{sentence}</p>
      </div>
      {children}
    </div>
  );
}
