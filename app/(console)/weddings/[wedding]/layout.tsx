import type { Metadata } from "next";
import type { ReactNode } from "react";
import { roleWords } from "@/components/access/role-words";
import { SignOutButton } from "@/components/access/sign-out-button";
import { TroubleBanner } from "@/components/messaging/trouble-banner";
import { AppShell } from "@/components/shared/app-shell";
import { LinkButton } from "@/components/ui/link-button";
import { consoleNav } from "@/components/weddings/console-nav";
import { daySpan } from "@/components/weddings/day-span";
import { loadConsole } from "@/lib/weddings/loaders";

type Props = { children: ReactNode; params: Promise<{ wedding: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { wedding } = await loadConsole((await params).wedding);
  return { title: { default: wedding.name, template: `%s · ${wedding.name}` } };
}

export default async function WeddingLayout({ children, params }: Props) {
  const { wedding, me, facts, troubles, permissions } = await loadConsole((await params).wedding);
  const detail = daySpan(facts);
  return (
    <AppShell
      wedding={{ name: wedding.name, href: "/weddings", ...(detail ? { detail } : {}) }}
      me={{ name: me.name, role: roleWords(me.role, me.side) }}
      nav={consoleNav(wedding.id, permissions, facts.toRead)}
      searchHref={`/weddings/${wedding.id}/guests`}
      // The side bar has no room beside the switch of light and dark; on a laptop it is in the top bar.
      meActions={
        <span className="flex flex-wrap items-center gap-2 lg:hidden">
          <LinkButton href="/cards" variant="quiet">
            Invite cards
          </LinkButton>
          <SignOutButton />
        </span>
      }
      status={
        <span className="hidden items-center gap-2 lg:flex">
          <LinkButton href="/cards" variant="quiet">
            Invite cards
          </LinkButton>
          <SignOutButton />
        </span>
      }
    >
      <TroubleBanner weddingId={wedding.id} troubles={troubles} />
      {children}
    </AppShell>
  );
}
