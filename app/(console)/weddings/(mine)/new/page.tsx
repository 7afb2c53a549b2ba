import type { Metadata } from "next";
import { ConsoleLinks } from "@/components/cards/console-links";
import { zoneOptions } from "@/components/events/zones";
import { PageHeader } from "@/components/shared/page-header";
import { NewWeddingForm } from "@/components/weddings/new-wedding-form";
import { PlainFrame } from "@/components/weddings/plain-frame";
import { loadWeddings } from "@/lib/weddings/loaders";

export const metadata: Metadata = { title: "A new wedding" };

export default async function NewWeddingPage() {
  const { weddings } = await loadWeddings();
  return (
    <PlainFrame actions={<ConsoleLinks />}>
      <PageHeader
        title="A new wedding"
        sentence="Four answers, and you are in. The functions and the guests come next."
        {...(weddings.length > 0 ? { back: { href: "/weddings", label: "Your weddings" } } : {})}
      />
      <NewWeddingForm zones={zoneOptions()} />
    </PlainFrame>
  );
}
