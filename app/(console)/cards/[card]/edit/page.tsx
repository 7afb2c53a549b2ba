import type { Metadata } from "next";
import { ConsoleLinks } from "@/components/cards/console-links";
import { EditCard } from "@/components/cards/edit-card";
import { zoneOptions } from "@/components/events/zones";
import { PageHeader } from "@/components/shared/page-header";
import { PlainFrame } from "@/components/weddings/plain-frame";
import { loadCard } from "@/lib/cards/loaders";

type Props = { params: Promise<{ card: string }> };

export const metadata: Metadata = { title: "Change a card" };

export default async function EditCardPage({ params }: Props) {
  const { card } = await loadCard((await params).card);
  return (
    <PlainFrame actions={<ConsoleLinks />}>
      <PageHeader title="Change the card" back={{ href: `/cards/${card.id}`, label: card.title }} />
      <EditCard card={card} zones={zoneOptions()} />
    </PlainFrame>
  );
}
