import { ChevronRight, Plus } from "lucide-react";
import type { Metadata } from "next";
import { roleWords } from "@/components/access/role-words";
import { SignOutButton } from "@/components/access/sign-out-button";
import { ConsoleLinks } from "@/components/cards/console-links";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { AvatarInitials } from "@/components/ui/avatar-initials";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { PlainFrame } from "@/components/weddings/plain-frame";
import { loadWeddings } from "@/lib/weddings/loaders";

export const metadata: Metadata = { title: "Weddings" };

export default async function WeddingsPage() {
  const { user, weddings } = await loadWeddings();
  return (
    <PlainFrame actions={<ConsoleLinks />}>
      {weddings.length === 0 ? (
        <EmptyState
          title={user.name ? `Welcome, ${user.name}` : "Welcome"}
          sentence="Begin with the wedding itself: two names, and who invites. It takes a minute, and everything can be changed later. If your family has one here already, ask its owner to add you to the team."
          action={
            <LinkButton href="/weddings/new" variant="primary" size="lg">
              Begin a wedding
            </LinkButton>
          }
        />
      ) : (
        <>
          <PageHeader
            title="Your weddings"
            actions={
              <LinkButton href="/weddings/new">
                <Plus aria-hidden="true" />
                Another wedding
              </LinkButton>
            }
          />
          <ul className="grid gap-3">
            {weddings.map((one) => (
              <li key={one.weddingId}>
                <Link
                  href={`/weddings/${one.weddingId}`}
                  className="flex min-h-18 items-center gap-4 rounded-md border border-line bg-surface p-4 text-ink no-underline transition-colors hover:border-line-strong hover:bg-sunken/50"
                >
                  <AvatarInitials name={one.weddingName} />
                  <span className="min-w-0 flex-1">
                    <span className="block break-words font-semibold">{one.weddingName}</span>
                    <span className="block text-muted text-sm">{roleWords(one.role, one.side)}</span>
                  </span>
                  <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted" />
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="mt-8">
        <Link href="/cards">Invite cards</Link>{" "}
        <span className="text-muted">for a dinner or a small party that needs no guest list.</span>
      </p>
      <p className="mt-4 text-muted text-sm">Signed in as {user.email}.</p>
      <SignOutButton className="-ms-4 sm:hidden" />
    </PlainFrame>
  );
}
