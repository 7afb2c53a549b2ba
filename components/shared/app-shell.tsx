import { ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { Marigold } from "@/components/shared/marigold";
import type { NavItem } from "@/components/shared/nav";
import { PhoneTabs } from "@/components/shared/phone-tabs";
import { SearchBox } from "@/components/shared/search-box";
import { Shortcuts } from "@/components/shared/shortcuts";
import { SideNav } from "@/components/shared/side-nav";
import { ThemeSwitch } from "@/components/shared/theme-switch";
import { AvatarInitials } from "@/components/ui/avatar-initials";
import { Link } from "@/components/ui/link";
import { cn } from "@/lib/kernel/class-names";

const IN_LISTS = [
  {
    title: "In the list of guests",
    shortcuts: [
      { keys: ["j"], does: "Next family" },
      { keys: ["k"], does: "Family before" },
      { keys: ["x"], does: "Select it" },
      { keys: ["Enter"], does: "Open it" },
    ],
  },
];

export type AppShellProps = {
  wedding: {
    name: string;
    /** "12 to 15 December, Udaipur" */
    detail?: string;
    /** To the list of weddings, for whoever has several. */
    href?: string;
  };
  me: { name: string; role: string; href?: string };
  nav: readonly NavItem[];
  /** The guests' list: what `/` searches from anywhere. Left out: no search in the shell. */
  searchHref?: string;
  /** A lasting state above every page: "Sending is paused." */
  notice?: ReactNode;
  /** Beside the search: a run under way, for instance. */
  status?: ReactNode;
  /** Sign out and the like. */
  meActions?: ReactNode;
  words?: Partial<ShellWords>;
  children: ReactNode;
};

export type ShellWords = {
  skip: string;
  map: string;
  more: string;
  search: string;
  searchHint: string;
  theme: string;
};

const english: ShellWords = {
  skip: "Go to the page",
  map: "Map",
  more: "More",
  search: "Search guests by name or number",
  searchHint: "Search guests",
  theme: "Light or dark",
};

export function AppShell(props: AppShellProps) {
  const { wedding, me, nav, searchHref, notice, status, meActions, children } = props;
  const say = { ...english, ...props.words };
  const go = nav.flatMap(({ key, href, label }) => (key ? [{ key, href, label }] : []));
  return (
    <div className="lg:grid lg:grid-cols-[16rem_minmax(0,1fr)]">
      <a href="#main" className="skip-link rounded-md bg-ink px-4 py-2.5 text-ground no-underline">
        {say.skip}
      </a>
      <aside data-print="hide" className="sticky top-0 hidden h-dvh flex-col border-line border-e lg:flex">
        <WeddingName wedding={wedding} className="mx-2 mt-2 px-2 py-2" />
        <SideNav items={nav} label={say.map} />
        <div className="grid gap-3 border-line border-t p-3">
          <Me me={me} />
          <div className="flex items-center gap-2">
            <ThemeSwitch label={say.theme} className="flex-1" />
            {meActions}
          </div>
        </div>
      </aside>
      <div className="flex min-h-dvh min-w-0 flex-col">
        <header
          data-print="hide"
          className="sticky top-0 z-30 flex min-h-14 items-center gap-3 border-line border-b bg-ground lg:min-h-16 px-4 py-1.5 lg:px-8"
        >
          <WeddingName wedding={wedding} me={me} className="min-w-0 flex-1 lg:hidden" />
          {searchHref ? (
            <SearchBox
              label={say.search}
              placeholder={say.searchHint}
              target={searchHref}
              className="hidden w-full max-w-md lg:block"
            />
          ) : null}
          <div className="flex items-center gap-2 lg:ms-auto">
            {status}
            <span className="hidden lg:block">
              <Shortcuts go={go} groups={IN_LISTS} />
            </span>
          </div>
        </header>
        {notice}
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-6xl flex-1 px-4 pt-6 pb-[calc(var(--bottom-bar)+3rem)] outline-none lg:px-8 lg:pt-8"
        >
          {children}
        </main>
      </div>
      <PhoneTabs items={nav} label={say.map} moreLabel={say.more}>
        <div className="grid gap-4">
          {searchHref ? <SearchBox label={say.search} target={searchHref} /> : null}
          <div className="flex flex-wrap items-center justify-between gap-3">
            <Me me={me} />
            {meActions}
          </div>
          <ThemeSwitch label={say.theme} className="flex" />
        </div>
      </PhoneTabs>
    </div>
  );
}

type WeddingNameProps = { wedding: AppShellProps["wedding"]; me?: AppShellProps["me"]; className?: string };

function WeddingName({ wedding, me, className }: WeddingNameProps) {
  const detail = me ? `${me.name}, ${me.role}` : wedding.detail;
  const body = (
    <>
      <Marigold className="size-9 shrink-0" />
      <span className="min-w-0 flex-1 leading-tight">
        <span className="line-clamp-2 text-balance font-semibold">{wedding.name}</span>
        {detail ? (
          <span className="mt-0.5 line-clamp-2 text-muted text-sm leading-tight">{detail}</span>
        ) : null}
      </span>
    </>
  );
  const frame = cn("flex items-center gap-2.5 rounded-md", className);
  if (!wedding.href) return <div className={frame}>{body}</div>;
  return (
    <Link href={wedding.href} className={cn(frame, "min-h-11 text-ink no-underline hover:bg-sunken")}>
      {body}
      <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted" />
    </Link>
  );
}

function Me({ me }: { me: AppShellProps["me"] }) {
  const body = (
    <>
      <AvatarInitials name={me.name} />
      <span className="min-w-0 leading-tight">
        <span className="block truncate font-medium">{me.name}</span>
        <span className="block truncate text-muted text-sm leading-tight">{me.role}</span>
      </span>
    </>
  );
  const frame = "flex min-w-0 items-center gap-3 rounded-md p-1";
  if (!me.href) return <div className={frame}>{body}</div>;
  return (
    <Link href={me.href} className={cn(frame, "text-ink no-underline hover:bg-sunken")}>
      {body}
    </Link>
  );
}
