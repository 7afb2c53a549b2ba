import type { Metadata } from "next";
import { ConsoleLinks } from "@/components/cards/console-links";
import { HostCard } from "@/components/cards/host-card";
import { PlainFrame } from "@/components/weddings/plain-frame";
import { loadCard } from "@/lib/cards/loaders";

type Props = { params: Promise<{ card: string }> };

export const metadata: Metadata = { title: "Invite card" };

export default async function CardPage({ params }: Props) {
  return (
    <PlainFrame actions={<ConsoleLinks />}>
      <HostCard view={await loadCard((await params).card)} />
    </PlainFrame>
  );
}
