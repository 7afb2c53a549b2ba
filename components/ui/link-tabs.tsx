"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "@/components/ui/link";
import { tabListLook, tabLook } from "@/components/ui/tabs-look";
import { cn } from "@/lib/kernel/class-names";

export type LinkTab = {
  /** A path, or a path with a query ("/w/1/answers?view=quiet"). */
  href: string;
  label: ReactNode;
  count?: number;
  /** Also current on the pages below it. */
  deep?: boolean;
};

export type LinkTabsProps = { items: readonly LinkTab[]; label: string; className?: string };

function fits(href: string, deep: boolean | undefined, pathname: string, search: URLSearchParams): number {
  const [path = "", query = ""] = href.split("?");
  const samePath = path === "" || path === pathname;
  if (!samePath && !(deep && pathname.startsWith(`${path}/`))) return -1;
  const wanted = [...new URLSearchParams(query)];
  return wanted.every(([key, value]) => search.get(key) === value) ? wanted.length + path.length : -1;
}

/** Tabs with addresses: links, because that is what they are. The closest match is the current one. */
export function LinkTabs({ items, label, className }: LinkTabsProps) {
  const pathname = usePathname();
  const search = new URLSearchParams(useSearchParams());
  const scores = items.map((item) => fits(item.href, item.deep, pathname, search));
  const best = Math.max(...scores);
  const current = best < 0 ? -1 : scores.indexOf(best);
  const frame = useRef<HTMLElement>(null);
  // On a phone the tabs are wider than the screen: the current one is brought into sight, and nothing else moves.
  useEffect(() => {
    const list = frame.current;
    const tab = list?.children[current] as HTMLElement | undefined;
    if (list && tab) list.scrollLeft = tab.offsetLeft - (list.clientWidth - tab.offsetWidth) / 2;
  }, [current]);
  return (
    <nav ref={frame} aria-label={label} className={cn(tabListLook, className)}>
      {items.map((item, index) => (
        <Link
          key={item.href}
          href={item.href}
          scroll={false}
          aria-current={index === current ? "page" : undefined}
          className={cn(tabLook, index === current && "border-accent text-ink")}
        >
          {item.label}
          {item.count === undefined ? null : (
            <span className="tabular text-muted">{item.count.toLocaleString("en-IN")}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}
