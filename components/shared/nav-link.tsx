import { type NavItem, navIcons } from "@/components/shared/nav";
import { Link } from "@/components/ui/link";
import { cn } from "@/lib/kernel/class-names";

type NavLinkProps = { item: NavItem; current: boolean; onGo?: () => void };

export function NavLink({ item, current, onGo }: NavLinkProps) {
  const Icon = navIcons[item.icon];
  const frame = "flex min-h-11 items-center gap-3 rounded-md px-3";
  return (
    <Link
      href={item.href}
      onClick={onGo}
      aria-current={current ? "page" : undefined}
      className={cn(
        frame,
        "text-ink no-underline transition-colors hover:bg-sunken",
        current && "bg-accent-soft font-semibold text-accent-text hover:bg-accent-soft",
      )}
    >
      <Icon aria-hidden="true" className={cn("size-5 shrink-0", !current && "text-muted")} />
      <span className="min-w-0 truncate">{item.label}</span>
      <NavCount item={item} className="ms-auto" />
    </Link>
  );
}

export function NavCount({ item, className }: { item: NavItem; className?: string }) {
  if (!item.count) return null;
  return (
    <span
      className={cn(
        "tabular flex h-6 min-w-6 items-center justify-center rounded-full bg-amber-soft px-1.5 font-semibold text-amber-ink text-sm",
        className,
      )}
    >
      {item.count > 99 ? "99+" : item.count}
      {item.countLabel ? <span className="sr-only"> {item.countLabel}</span> : null}
    </span>
  );
}
