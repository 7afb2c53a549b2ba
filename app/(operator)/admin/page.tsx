import type { Metadata } from "next";
import { HealthBoard } from "@/components/reports/health-board";
import { AsOf } from "@/components/shared/as-of";
import { PageHeader } from "@/components/shared/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { PlainFrame } from "@/components/weddings/plain-frame";
import { loadHealth } from "@/lib/access/loaders";

export const metadata: Metadata = { title: "Health", robots: { index: false } };

export default async function AdminPage() {
  const { health, readAt } = await loadHealth();
  return (
    <PlainFrame width="wide">
      <PageHeader
        title="Health"
        sentence="Counts and ages of what waits, over all weddings. No names, no numbers of guests."
        asOf={<AsOf at={readAt} />}
        actions={<LinkButton href="/admin">Look again</LinkButton>}
      />
      <HealthBoard health={health} />
    </PlainFrame>
  );
}
