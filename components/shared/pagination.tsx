"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { fill } from "@/components/shared/fill-words";
import { hrefWith } from "@/components/shared/url-params";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { cn } from "@/lib/kernel/class-names";

export type PaginationProps = {
  page: number;
  pageSize: number;
  total: number;
  param?: string;
  words?: Partial<PaginationWords>;
  locale?: string;
  className?: string;
};

export type PaginationWords = { range: string; previous: string; next: string; label: string };

const english: PaginationWords = {
  range: "{from} to {to} of {total}",
  previous: "Previous",
  next: "Next",
  label: "Pages",
};

export function Pagination(props: PaginationProps) {
  const { page, pageSize, total, param = "page", words, locale = "en-IN" } = props;
  const pathname = usePathname();
  const search = useSearchParams().toString();
  if (total <= pageSize && page === 1) return null;
  const say = { ...english, ...words };
  const last = Math.max(1, Math.ceil(total / pageSize));
  const hrefOf = (to: number) => hrefWith(pathname, search, { [param]: to === 1 ? null : to });
  const number = (n: number) => n.toLocaleString(locale);
  const from = total === 0 ? 0 : (page - 1) * pageSize + 1;
  const range = { from: number(from), to: number(Math.min(total, page * pageSize)), total: number(total) };
  return (
    <CursorPagination
      sentence={fill(say.range, range)}
      previousHref={page > 1 ? hrefOf(page - 1) : undefined}
      nextHref={page < last ? hrefOf(page + 1) : undefined}
      words={say}
      className={props.className}
    />
  );
}

export type CursorPaginationProps = {
  /** "51 to 100 of 1,240" */
  sentence: string;
  previousHref?: string;
  nextHref?: string;
  words?: Partial<Omit<PaginationWords, "range">>;
  className?: string;
};

/** For lists read by a key and not by an offset: the page gives the two addresses. */
export function CursorPagination({
  sentence,
  previousHref,
  nextHref,
  words,
  className,
}: CursorPaginationProps) {
  const say = { ...english, ...words };
  return (
    <nav
      aria-label={say.label}
      data-print="hide"
      className={cn("mt-4 flex flex-wrap items-center justify-between gap-3", className)}
    >
      <span className="tabular text-muted text-sm">{sentence}</span>
      <span className="flex gap-2">
        <Step href={previousHref} rel="prev">
          <ChevronLeft aria-hidden="true" className="rtl:rotate-180" />
          {say.previous}
        </Step>
        <Step href={nextHref} rel="next">
          {say.next}
          <ChevronRight aria-hidden="true" className="rtl:rotate-180" />
        </Step>
      </span>
    </nav>
  );
}

function Step({ href, rel, children }: { href?: string; rel: string; children: React.ReactNode }) {
  const look = cn(buttonLook(), "no-underline");
  if (!href) {
    return (
      <span aria-hidden="true" className={cn(look, "pointer-events-none border-line text-muted opacity-60")}>
        {children}
      </span>
    );
  }
  return (
    <Link href={href} rel={rel} prefetch={false} className={look}>
      {children}
    </Link>
  );
}
