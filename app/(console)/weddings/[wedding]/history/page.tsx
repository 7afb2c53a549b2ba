import type { Metadata } from "next";
import { Suspense } from "react";
import { ChainChecking, ChainState } from "@/components/access/chain-state";
import { HistoryList } from "@/components/access/history-list";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { loadChain, loadHistory } from "@/lib/audit/loaders";

export const metadata: Metadata = { title: "History" };

type Props = { params: Promise<{ wedding: string }>; searchParams: Promise<{ before?: string }> };

export default async function HistoryPage({ params, searchParams }: Props) {
  const { wedding } = await params;
  const before = Number((await searchParams).before);
  const { entries, next, zone } = await loadHistory(
    wedding,
    Number.isSafeInteger(before) && before > 0 ? before : null,
  );
  const base = `/weddings/${wedding}/history`;
  return (
    <>
      <PageHeader title="History" sentence="What each person of the team did, the newest first." />
      <Suspense fallback={<ChainChecking />}>
        <Chain wedding={wedding} />
      </Suspense>
      {entries.length === 0 ? (
        <EmptyState title="Nothing more" sentence="The record begins here." />
      ) : (
        <HistoryList weddingId={wedding} entries={entries} zone={zone} />
      )}
      <nav aria-label="Pages of the history" className="mt-6 flex flex-wrap gap-3">
        {before > 0 ? <LinkButton href={base}>The newest</LinkButton> : null}
        {next === null ? null : (
          <LinkButton href={`${base}?before=${next}`} prefetch={false}>
            Earlier
          </LinkButton>
        )}
      </nav>
    </>
  );
}

async function Chain({ wedding }: { wedding: string }) {
  return <ChainState report={await loadChain(wedding)} />;
}
