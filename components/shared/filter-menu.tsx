"use client";

import { Check, ListFilter } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { hrefWith, hrefWithout } from "@/components/shared/url-params";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { Popover } from "@/components/ui/popover";
import { cn } from "@/lib/kernel/class-names";

export type FilterGroup = {
  param: string;
  label: string;
  /** Several values at once, as repeated parameters. */
  many?: boolean;
  options: readonly { value: string; label: string; count?: number }[];
};

export type FilterMenuProps = { groups: readonly FilterGroup[]; label?: string; locale?: string };

/** Every choice is a link, so that a filtered view can be copied, opened beside, and gone back from. */
export function FilterMenu({ groups, label = "Filter", locale = "en-IN" }: FilterMenuProps) {
  const pathname = usePathname();
  const search = new URLSearchParams(useSearchParams());
  const hrefOf = (group: FilterGroup, value: string) => {
    const chosen = search.getAll(group.param);
    if (chosen.includes(value)) return hrefWithout(pathname, search, group.param, value);
    return hrefWith(pathname, search, { [group.param]: group.many ? [...chosen, value] : value });
  };
  return (
    <Popover
      className="max-h-(--available-height) w-72 overflow-y-auto p-0 pb-2"
      trigger={
        <button type="button" className={cn(buttonLook({ size: "sm" }), "rounded-full")}>
          <ListFilter aria-hidden="true" />
          {label}
        </button>
      }
    >
      {groups.map((group) => (
        <fieldset key={group.param} className="min-w-0">
          <legend className="px-4 pt-3 pb-1 text-muted text-sm">{group.label}</legend>
          {group.options.map((option) => {
            const on = search.getAll(group.param).includes(option.value);
            return (
              <Link
                key={option.value}
                href={hrefOf(group, option.value)}
                scroll={false}
                prefetch={false}
                aria-current={on ? "true" : undefined}
                className="flex min-h-11 items-center gap-3 px-4 no-underline hover:bg-sunken focus-visible:-outline-offset-2"
              >
                <Check aria-hidden="true" className={cn("size-4 text-accent-text", !on && "invisible")} />
                <span className={cn("min-w-0 flex-1", on && "font-medium")}>{option.label}</span>
                {option.count === undefined ? null : (
                  <span className="tabular text-muted text-sm">{option.count.toLocaleString(locale)}</span>
                )}
              </Link>
            );
          })}
        </fieldset>
      ))}
    </Popover>
  );
}
