"use client";

import { ArrowDownUp, Check } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { hrefWith } from "@/components/shared/url-params";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { Popover } from "@/components/ui/popover";
import type { Sort } from "@/lib/audience/rules/address";
import { cn } from "@/lib/kernel/class-names";

const WORDS: Record<Sort, string> = {
  name: "By name",
  newest: "Latest added first",
  people: "Largest family first",
  side: "By side",
};

/** The order of the list; each is a link, so that it can be copied and gone back from. */
export function SortMenu({ sort }: { sort: Sort }) {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  return (
    <Popover
      className="w-60 p-0 py-2"
      trigger={
        <button type="button" className={cn(buttonLook({ size: "sm" }), "rounded-full")}>
          <ArrowDownUp aria-hidden="true" />
          {WORDS[sort]}
        </button>
      }
    >
      <ul>
        {(Object.keys(WORDS) as Sort[]).map((one) => (
          <li key={one}>
            <Link
              href={hrefWith(pathname, search, { sort: one === "name" ? null : one })}
              scroll={false}
              prefetch={false}
              aria-current={one === sort ? "true" : undefined}
              className="flex min-h-11 items-center gap-3 px-4 no-underline hover:bg-sunken focus-visible:-outline-offset-2"
            >
              <Check
                aria-hidden="true"
                className={cn("size-4 text-accent-text", one !== sort && "invisible")}
              />
              {WORDS[one]}
            </Link>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
