import type { NavItem } from "@/components/shared/nav";
import type { Permission } from "@/lib/access/types";

/** The map of one wedding, for what a role may do. What it may not do is not in it. */
export function consoleNav(
  weddingId: string,
  permissions: ReadonlySet<Permission>,
  toRead: number,
): readonly NavItem[] {
  const base = `/weddings/${weddingId}`;
  const may = (permission: Permission) => permissions.has(permission);
  const mayInvite = may("runs.prepare");
  // Whoever prepares invites finds the calls among them.
  const callsOnly = !mayInvite && may("guests.edit");
  return [
    { href: base, label: "Today", icon: "today", key: "t", exact: true, tab: true },
    { href: `${base}/guests`, label: "Guests", icon: "guests", key: "g", tab: true },
    {
      href: `${base}/functions`,
      label: "Functions",
      icon: "functions",
      key: "f",
      tab: !mayInvite && !callsOnly,
    },
    ...(mayInvite
      ? [{ href: `${base}/runs`, label: "Invites", icon: "invites", key: "i", tab: true } as const]
      : []),
    ...(callsOnly
      ? [{ href: `${base}/runs/calls`, label: "Call list", icon: "calls", key: "c", tab: true } as const]
      : []),
    {
      href: `${base}/answers`,
      label: "Answers",
      icon: "answers",
      key: "a",
      tab: true,
      ...(may("inbox.read") ? { count: toRead, countLabel: "messages to read" } : {}),
    },
    { href: `${base}/website`, label: "Website", icon: "website", key: "w" },
    ...(may("exports.create")
      ? [{ href: `${base}/exports`, label: "Vendors", icon: "vendors", key: "v" } as const]
      : []),
    ...(may("gifts.read")
      ? [{ href: `${base}/gifts`, label: "Gifts", icon: "gifts", key: "b" } as const]
      : []),
    ...(may("wedding.edit")
      ? [
          { href: `${base}/team`, label: "Team", icon: "team", key: "m", startsGroup: true } as const,
          { href: `${base}/history`, label: "History", icon: "history", key: "h" } as const,
          { href: `${base}/settings`, label: "Settings", icon: "settings", key: "s" } as const,
        ]
      : []),
  ];
}
