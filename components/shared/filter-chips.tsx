"use client";

import { X } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { fill } from "@/components/shared/fill-words";
import { hrefWith, hrefWithout } from "@/components/shared/url-params";
import { Link } from "@/components/ui/link";
import { cn } from "@/lib/kernel/class-names";

export type FilterChip = {
  /** The parameter of the address, and the value of it when it holds several. */
  param: string;
  value?: string;
  /** "Side: bride's" */
  label: string;
};

export type FilterChipsProps = {
  chips: readonly FilterChip[];
  /** "312 of 1,240 families" */
  count?: ReactNode;
  /** Adds filters: a FilterMenu, for instance. */
  children?: ReactNode;
  clearLabel?: string;
  /** `{label}` stands for the chip. */
  removeLabel?: string;
  className?: string;
};

export function FilterChips(props: FilterChipsProps) {
  const { chips, count, children, clearLabel = "Clear all", removeLabel = "Remove filter: {label}" } = props;
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const cleared = Object.fromEntries(chips.map((chip) => [chip.param, null]));
  return (
    <div data-print="hide" className={cn("flex flex-wrap items-center gap-2", props.className)}>
      {children}
      {chips.map((chip) => (
        <Link
          key={`${chip.param}=${chip.value ?? ""}`}
          href={hrefWithout(pathname, search, chip.param, chip.value)}
          scroll={false}
          prefetch={false}
          aria-label={fill(removeLabel, { label: chip.label })}
          className="hit-area inline-flex min-h-9 items-center gap-1.5 rounded-full border border-line-strong bg-surface ps-3 pe-2 text-sm no-underline transition-colors hover:bg-sunken"
        >
          {chip.label}
          <X aria-hidden="true" className="size-4 text-muted" />
        </Link>
      ))}
      {chips.length > 1 ? (
        <Link
          href={hrefWith(pathname, search, cleared)}
          scroll={false}
          prefetch={false}
          className="hit-area inline-flex min-h-9 items-center px-2 text-accent-text text-sm underline underline-offset-4"
        >
          {clearLabel}
        </Link>
      ) : null}
      {count ? <span className="tabular ms-auto text-muted text-sm">{count}</span> : null}
    </div>
  );
}
