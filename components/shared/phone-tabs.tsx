"use client";

import { Ellipsis } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { currentHref, type NavItem, navIcons, phoneTabs } from "@/components/shared/nav";
import { NavCount, NavLink } from "@/components/shared/nav-link";
import { Dialog } from "@/components/ui/dialog";
import { Link } from "@/components/ui/link";
import { cn } from "@/lib/kernel/class-names";

type PhoneTabsProps = {
  items: readonly NavItem[];
  label: string;
  moreLabel: string;
  /** Under the list of the rest: who I am, light or dark. */
  children: ReactNode;
};

const tabLook =
  "relative flex h-15 min-w-0 flex-col items-center justify-center gap-0.5 text-sm leading-tight no-underline focus-visible:-outline-offset-2";

export function PhoneTabs({ items, label, moreLabel, children }: PhoneTabsProps) {
  const pathname = usePathname();
  const [open, setOpen] = useState(false);
  const tabs = phoneTabs(items);
  const rest = items.filter((item) => !tabs.includes(item));
  const current = currentHref(items, pathname);
  const inRest = rest.some((item) => item.href === current);
  return (
    <nav
      aria-label={label}
      data-bottom-bar=""
      data-print="hide"
      className="fixed inset-x-0 bottom-0 z-30 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <ul className="mx-auto grid max-w-xl auto-cols-fr grid-flow-col">
        {tabs.map((item) => (
          <li key={item.href}>
            <Tab item={item} current={item.href === current} />
          </li>
        ))}
        <li>
          <button
            type="button"
            aria-haspopup="dialog"
            aria-expanded={open}
            onClick={() => setOpen(true)}
            className={cn(tabLook, "w-full", inRest ? "font-semibold text-accent-text" : "text-muted")}
          >
            <Marker shown={inRest} />
            <Ellipsis aria-hidden="true" className="size-6" />
            {moreLabel}
          </button>
        </li>
      </ul>
      <Dialog open={open} onOpenChange={setOpen} title={moreLabel} className="pt-2">
        <ul className="-mx-3 grid grid-cols-2 gap-1">
          {rest.map((item) => (
            <li key={item.href}>
              <NavLink item={item} current={item.href === current} onGo={() => setOpen(false)} />
            </li>
          ))}
        </ul>
        <div className="mt-4 border-line border-t pt-4">{children}</div>
      </Dialog>
    </nav>
  );
}

function Marker({ shown }: { shown: boolean }) {
  return shown ? <span className="absolute inset-x-4 top-0 h-0.5 rounded-full bg-accent" /> : null;
}

function Tab({ item, current }: { item: NavItem; current: boolean }) {
  const Icon = navIcons[item.icon];
  return (
    <Link
      href={item.href}
      aria-current={current ? "page" : undefined}
      className={cn(tabLook, current ? "font-semibold text-accent-text" : "text-muted")}
    >
      <Marker shown={current} />
      <Icon aria-hidden="true" className="size-6" />
      <span className="max-w-full truncate">{item.label}</span>
      <NavCount item={item} className="absolute start-1/2 top-1 ms-1.5 h-5 min-w-5" />
    </Link>
  );
}
