import type { Metadata } from "next";
import { ThankAll } from "@/components/gifts/thank-all";
import { ThankByName } from "@/components/gifts/thank-by-name";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { loadThanks } from "@/lib/gifts/loaders";

export const metadata: Metadata = { title: "Thank all of them" };

export default async function ThanksPage({ params }: { params: Promise<{ wedding: string }> }) {
  const { wedding } = await params;
  const { hosts, senders, templates, ...found } = await loadThanks(wedding);
  const { families, uninvited, byNameCount } = found;
  const base = `/weddings/${wedding}`;
  return (
    <>
      <PageHeader
        back={{ href: `${base}/gifts`, label: "Gifts" }}
        title="Thank all of them"
        sentence={
          families === 0 && byNameCount > 0
            ? "Every family of the guest list is thanked."
            : "One message to every family whose gift nobody has thanked them for yet."
        }
      />
      <div className="grid gap-6">
        {families === 0 && byNameCount === 0 ? (
          <EmptyState
            title="Everybody is thanked"
            sentence="When a gift is written down, its family waits here for thanks."
            action={<LinkButton href={`${base}/gifts`}>Go to the gifts</LinkButton>}
          />
        ) : families === 0 ? null : senders.length === 0 || templates.length === 0 ? (
          <EmptyState
            title="No message of thanks yet"
            sentence="Hand a short text of thanks in to WhatsApp first, without answer buttons. Until it is approved, thank each family from its row in the book."
            action={<LinkButton href={`${base}/runs/senders`}>Go to the senders</LinkButton>}
          />
        ) : (
          <ThankAll
            weddingId={wedding}
            families={families}
            uninvited={uninvited}
            hosts={hosts}
            senders={senders}
            templates={templates}
          />
        )}
        <ThankByName weddingId={wedding} found={found} />
      </div>
    </>
  );
}
