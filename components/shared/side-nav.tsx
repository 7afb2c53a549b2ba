"use client";

import { usePathname } from "next/navigation";
import { currentHref, type NavItem } from "@/components/shared/nav";
import { NavLink } from "@/components/shared/nav-link";

export function SideNav({ items, label }: { items: readonly NavItem[]; label: string }) {
  const current = currentHref(items, usePathname());
  return (
    <nav aria-label={label} className="min-h-0 flex-1 overflow-y-auto px-3 py-2">
      <ul className="grid gap-0.5">
        {items.map((item) => (
          <li key={item.href} className={item.startsGroup ? "mt-2 border-line border-t pt-2" : undefined}>
            <NavLink item={item} current={item.href === current} />
          </li>
        ))}
      </ul>
    </nav>
  );
}
