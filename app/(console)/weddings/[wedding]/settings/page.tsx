import type { Metadata } from "next";
import { zoneOptions } from "@/components/events/zones";
import { PageHeader } from "@/components/shared/page-header";
import { Elsewhere } from "@/components/weddings/elsewhere";
import { WeddingForm } from "@/components/weddings/wedding-form";
import { loadSettings } from "@/lib/weddings/loaders";

export const metadata: Metadata = { title: "Settings" };

type Props = { params: Promise<{ wedding: string }> };

export default async function SettingsPage({ params }: Props) {
  const { wedding } = await params;
  const { version, ...saved } = await loadSettings(wedding);
  const base = `/weddings/${wedding}`;
  return (
    <>
      <PageHeader
        title="Settings"
        sentence="What was said when the wedding began, and where the rest is set."
      />
      <div className="max-w-2xl">
        <WeddingForm weddingId={wedding} saved={saved} version={version} zones={zoneOptions()} />
        <Elsewhere
          places={[
            {
              href: `${base}/runs/rules`,
              title: "When we write, and what it costs",
              sentence: "The night, how often a family may be written to, a second pair of eyes, prices.",
            },
            {
              href: `${base}/runs/senders`,
              title: "Numbers and messages",
              sentence:
                "The WhatsApp number we write from, relatives’ phones, the messages WhatsApp approved.",
            },
            {
              href: `${base}/website`,
              title: "Website",
              sentence: "Its address, its look, its languages, and whom guests can call.",
            },
            {
              href: `${base}/team`,
              title: "Team",
              sentence: "Who works on this wedding, and who may do what.",
            },
            {
              href: `${base}/functions`,
              title: "Functions",
              sentence: "Day, place, clock and last day to answer of each.",
            },
          ]}
        />
      </div>
    </>
  );
}
