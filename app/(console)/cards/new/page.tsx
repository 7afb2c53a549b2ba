import type { Metadata } from "next";
import { ConsoleLinks } from "@/components/cards/console-links";
import { NewCard } from "@/components/cards/new-card";
import { zoneOptions } from "@/components/events/zones";
import { PageHeader } from "@/components/shared/page-header";
import { PlainFrame } from "@/components/weddings/plain-frame";
import { loadHostName } from "@/lib/cards/loaders";

export const metadata: Metadata = { title: "A new card" };

export default async function NewCardPage() {
  return (
    <PlainFrame actions={<ConsoleLinks />}>
      <PageHeader title="A new card" back={{ href: "/cards", label: "Invite cards" }} />
      <NewCard hostName={await loadHostName()} zones={zoneOptions()} />
    </PlainFrame>
  );
}
