import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { CardList } from "@/components/cards/card-list";
import { ConsoleLinks } from "@/components/cards/console-links";
import { StepCounts } from "@/components/cards/step-counts";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { PlainFrame } from "@/components/weddings/plain-frame";
import { loadCards } from "@/lib/cards/loaders";

export const metadata: Metadata = { title: "Invite cards" };

export default async function CardsPage() {
  const { cards, counts } = await loadCards();
  return (
    <PlainFrame actions={<ConsoleLinks />}>
      <PageHeader
        title="Invite cards"
        sentence="For the small gathering that needs no guest list: one link, and everybody says in, maybe or out."
        {...(cards.length > 0
          ? {
              actions: (
                <LinkButton href="/cards/new" variant="primary">
                  <Plus aria-hidden="true" />A new card
                </LinkButton>
              ),
            }
          : {})}
      />
      {cards.length === 0 ? (
        <EmptyState
          title="Your first card"
          sentence="Paste the message of your table booking, look it over, and send one link by WhatsApp. It takes a minute."
          action={
            <LinkButton href="/cards/new" variant="primary" size="lg">
              Make a card
            </LinkButton>
          }
        />
      ) : (
        <CardList cards={cards} />
      )}
      <StepCounts counts={counts} />
    </PlainFrame>
  );
}
