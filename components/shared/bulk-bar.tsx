"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { counted, families, fill, type Noun } from "@/components/shared/fill-words";
import { Button } from "@/components/ui/button";

export type BulkBarProps = {
  /** How many the act will touch. Zero hides the bar. */
  selected: number;
  /** How many match the filters, on all pages. */
  total: number;
  noun?: Noun;
  /** Whether all that match are selected, not only those on this page. */
  all?: boolean;
  onSelectAll?: () => void;
  onClear: () => void;
  /** Says exactly what will be done to how many: "The tag Outstation goes on 42 families." */
  sentence?: ReactNode;
  /** The buttons; each label names its act. */
  children: ReactNode;
  words?: Partial<BulkWords>;
  locale?: string;
};

export type BulkWords = {
  selected: string;
  allSelected: string;
  selectAll: string;
  clear: string;
  region: string;
};

const english: BulkWords = {
  selected: "{what} selected",
  allSelected: "All {what} that match are selected",
  selectAll: "Select all {what} that match",
  clear: "Clear the selection",
  region: "What to do with the selection",
};

export function BulkBar(props: BulkBarProps) {
  const {
    selected,
    total,
    noun = families,
    all = false,
    onSelectAll,
    onClear,
    sentence,
    children,
    locale,
  } = props;
  const say = { ...english, ...props.words };
  if (selected === 0) return <div aria-live="polite" className="sr-only" />;
  return (
    <section
      aria-label={say.region}
      data-print="hide"
      className="sticky bottom-[calc(var(--bottom-bar)+0.75rem)] z-20 mt-4 rounded-md border border-line-strong bg-surface p-3 sm:px-4"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-1 basis-64 items-start gap-2">
          <Button
            variant="quiet"
            size="icon"
            className="-my-1 -ms-1"
            aria-label={say.clear}
            onClick={onClear}
          >
            <X aria-hidden="true" />
          </Button>
          <div className="min-w-0 py-1.5">
            <p aria-live="polite" className="tabular">
              <span className="font-semibold">
                {fill(all ? say.allSelected : say.selected, { what: counted(selected, noun, locale) })}
              </span>
              {!all && onSelectAll && total > selected ? (
                <>
                  {" "}
                  <button
                    type="button"
                    onClick={onSelectAll}
                    className="hit-area text-start text-accent-text underline underline-offset-4"
                  >
                    {fill(say.selectAll, { what: counted(total, noun, locale) })}
                  </button>
                </>
              ) : null}
            </p>
            {sentence ? <p className="text-muted text-sm max-sm:hidden">{sentence}</p> : null}
          </div>
        </div>
        <div className="flex flex-wrap gap-2">{children}</div>
      </div>
    </section>
  );
}
