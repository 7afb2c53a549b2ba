import type { Metadata } from "next";
import { ThankAll } from "@/components/gifts/thank-all";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { loadThanks } from "@/lib/gifts/loaders";

export const metadata: Metadata = { title: "Thank all of them" };

export default async function ThanksPage({ params }: { params: Promise<{ wedding: string }> }) {
  const { wedding } = await params;
  const { families, hosts, senders, templates } = await loadThanks(wedding);
  const base = `/weddings/${wedding}`;
  return (
    <>
      <PageHeader
        back={{ href: `${base}/gifts`, label: "Gifts" }}
        title="Thank all of them"
        sentence="One message to every family whose gift nobody has thanked them for yet."
      />
      {families === 0 ? (
        <EmptyState
          title="Everybody is thanked"
          sentence="When a gift is written down, its family waits here for thanks."
          action={<LinkButton href={`${base}/gifts`}>Go to the gifts</LinkButton>}
        />
      ) : senders.length === 0 || templates.length === 0 ? (
        <EmptyState
          title="No message to send yet"
          sentence="Connect a WhatsApp number and have a text of thanks approved first. Until then, thank each family from its row in the book."
          action={<LinkButton href={`${base}/runs/senders`}>Go to the senders</LinkButton>}
        />
      ) : (
        <ThankAll
          weddingId={wedding}
          families={families}
          hosts={hosts}
          senders={senders}
          templates={templates}
        />
      )}
    </>
  );
}
