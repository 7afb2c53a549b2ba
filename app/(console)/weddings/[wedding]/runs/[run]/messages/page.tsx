import type { Metadata } from "next";
import { familiesWords } from "@/components/guests/words";
import { TracedList } from "@/components/messaging/traced-list";
import { messageStateWords } from "@/components/messaging/words";
import { EmptyState } from "@/components/shared/empty-state";
import { FilterChips } from "@/components/shared/filter-chips";
import { PageHeader } from "@/components/shared/page-header";
import { Pagination } from "@/components/shared/pagination";
import { SearchBox } from "@/components/shared/search-box";
import { loadTraced, TRACED_PAGE } from "@/lib/messaging/loaders/timeline";

export const metadata: Metadata = { title: "Every message" };

type Props = {
  params: Promise<{ wedding: string; run: string }>;
  searchParams: Promise<{ state?: string; q?: string; page?: string }>;
};

export default async function TracedPage({ params, searchParams }: Props) {
  const { wedding, run } = await params;
  const found = await loadTraced(wedding, run, await searchParams);
  return (
    <>
      <PageHeader
        back={{ href: `/weddings/${wedding}/runs/${run}`, label: found.name }}
        title="Every message"
        sentence="Open a family to see what happened to its message, step by step."
      />
      <div className="mb-4 grid gap-3">
        <SearchBox label="Search the families of this invite" />
        <FilterChips
          chips={
            found.state
              ? [{ param: "state", label: `State: ${messageStateWords(found.state, null).label}` }]
              : []
          }
          count={familiesWords(found.total)}
        />
      </div>
      {found.messages.length === 0 ? (
        <EmptyState title="No family here" sentence="Nothing in this invite fits what you look for." />
      ) : (
        <TracedList weddingId={wedding} messages={found.messages} zone={found.zone} />
      )}
      <Pagination className="mt-4" page={found.page} pageSize={TRACED_PAGE} total={found.total} />
    </>
  );
}
