import { MailCheck } from "lucide-react";
import type { Metadata } from "next";
import { SentTo } from "@/components/access/sent-to";
import { EmptyState } from "@/components/shared/empty-state";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { loadEmbedded } from "@/lib/access/loaders";

export const metadata: Metadata = { title: "Look into your mail" };

export default function SentPage() {
  const embedded = loadEmbedded();
  return (
    <>
      <EmptyState
        icon={<MailCheck aria-hidden="true" strokeWidth={1.5} />}
        title="Look into your mail"
        sentence={
          <>
            A link is on its way
            <SentTo />. It signs you in once, within 30 minutes. If it is not there, look into the folder for
            spam.
          </>
        }
        action={<LinkButton href="/sign-in">Use another address</LinkButton>}
      />
      {embedded ? (
        <p className="mt-6 text-center text-muted text-sm">
          No mail leaves this machine:{" "}
          <Link href="/dev/mail" className="hit-area text-accent-text underline underline-offset-4">
            read it here
          </Link>
          .
        </p>
      ) : null}
    </>
  );
}
