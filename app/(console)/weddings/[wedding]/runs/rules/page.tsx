import { Download } from "lucide-react";
import type { Metadata } from "next";
import { NoRight } from "@/components/imports/no-right";
import { countryWords, moneyWords } from "@/components/messaging/cost-words";
import { InvitesTabs } from "@/components/messaging/invites-tabs";
import { PricesForm } from "@/components/messaging/prices-form";
import { SendingRulesForm } from "@/components/messaging/sending-rules-form";
import { PageHeader } from "@/components/shared/page-header";
import { buttonLook } from "@/components/ui/button-look";
import { cn } from "@/lib/kernel/class-names";
import { loadRulesPage } from "@/lib/messaging/loaders";

export const metadata: Metadata = { title: "When we write, and what it costs" };

export default async function RulesPage({ params }: { params: Promise<{ wedding: string }> }) {
  const { wedding } = await params;
  const found = await loadRulesPage(wedding);
  const runs = `/weddings/${wedding}/runs`;
  if (!found.may)
    return (
      <NoRight
        title="These rules are not part of your role"
        sentence="The owner or an admin of this wedding decides when guests are written to."
        back={runs}
      />
    );
  return (
    <>
      <PageHeader
        title="When we write, and what it costs"
        actions={
          <a
            href={`/api/weddings/${wedding}/consents`}
            download
            className={cn(buttonLook({}), "no-underline")}
          >
            <Download aria-hidden="true" />
            Who may be written to, and why
          </a>
        }
        sentence="The rules are asked before every message, besides WhatsApp's own. What has to wait goes out by itself when it may."
      />
      <InvitesTabs weddingId={wedding} />
      <SendingRulesForm key={JSON.stringify(found.rules)} weddingId={wedding} rules={found.rules} />
      <PricesForm
        weddingId={wedding}
        prices={found.prices.map(({ country, category, price, currency, own }) => ({
          country,
          countryName: countryWords(country),
          category,
          words: moneyWords(price, currency, true),
          own,
        }))}
        countries={found.countries.map((country) => ({ value: country, label: countryWords(country) }))}
      />
    </>
  );
}
