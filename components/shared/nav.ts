import {
  CalendarHeart,
  ChartNoAxesColumn,
  Ellipsis,
  Gift,
  Globe,
  HeartPulse,
  History,
  House,
  IdCard,
  type LucideIcon,
  MessageSquareText,
  Phone,
  Send,
  Settings,
  Truck,
  Upload,
  UserCog,
  Users,
} from "lucide-react";

/** Names and not components: a layout on the server can pass a name. */
export const navIcons = {
  today: House,
  guests: Users,
  functions: CalendarHeart,
  invites: Send,
  calls: Phone,
  answers: ChartNoAxesColumn,
  website: Globe,
  vendors: Truck,
  gifts: Gift,
  team: UserCog,
  history: History,
  settings: Settings,
  import: Upload,
  messages: MessageSquareText,
  health: HeartPulse,
  cards: IdCard,
  more: Ellipsis,
} satisfies Record<string, LucideIcon>;

export type NavIconName = keyof typeof navIcons;

export type NavItem = {
  href: string;
  label: string;
  icon: NavIconName;
  /** What waits there for a decision. */
  count?: number;
  /** Read out after the number: "to decide". */
  countLabel?: string;
  /** One of the four tabs on a phone. Without any, the first four are. */
  tab?: boolean;
  /** `g` and then this key goes there. */
  key?: string;
  /** Current only on this very address, not on those below it. */
  exact?: boolean;
  /** A line before it in the side bar. */
  startsGroup?: boolean;
};

/** The longest address that fits is the current one. */
export function currentHref(items: readonly NavItem[], pathname: string): string | undefined {
  return items
    .filter((item) => item.href === pathname || (!item.exact && pathname.startsWith(`${item.href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0]?.href;
}

export function phoneTabs(items: readonly NavItem[]): readonly NavItem[] {
  const chosen = items.filter((item) => item.tab);
  return (chosen.length > 0 ? chosen : items).slice(0, 4);
}
