import type { Metadata } from "next";
import { DifferenceBulk } from "@/components/imports/difference-bulk";
import { DifferenceList } from "@/components/imports/difference-list";
import { fieldWords } from "@/components/imports/difference-words";
import { NoRight } from "@/components/imports/no-right";
import { EmptyState } from "@/components/shared/empty-state";
import { FilterChips } from "@/components/shared/filter-chips";
import { PageHeader } from "@/components/shared/page-header";
import { Pagination } from "@/components/shared/pagination";
import { hrefWith } from "@/components/shared/url-params";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { loadDifferences } from "@/lib/imports/loaders/differences";

export const metadata: Metadata = { title: "Differences" };

type Props = {
  params: Promise<{ wedding: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function DifferencesPage({ params, searchParams }: Props) {
  const { wedding } = await params;
  const found = await loadDifferences(wedding, await searchParams);
  const guests = `/weddings/${wedding}/guests`;
  if (!found.may)
    return (
      <NoRight
        title="Deciding differences is not part of your role"
        sentence="The owner of this wedding can give you that right under Team."
        back={guests}
      />
    );
  const { total, field, batchId } = found;
  const here = `${guests}/differences`;
  const list = batchId ? (found.list ?? "a list that is not there") : null;
  const all = found.counts.reduce((sum, one) => sum + one.count, 0);
  const hrefOf = (one: string | null) => hrefWith(here, "", { list: batchId, field: one });
  return (
    <>
      <PageHeader
        back={
          found.mayImport
            ? { href: `${guests}/import`, label: "Bring a list" }
            : { href: guests, label: "Guests" }
        }
        title="Differences"
        {...(total > 0
          ? {
              sentence: `${total.toLocaleString("en-IN")} to decide: what the lists say in two ways. Until then the guest shows what suits either best.`,
            }
          : {})}
      />
      {list ? <FilterChips chips={[{ param: "list", label: `List: ${list}` }]} className="mb-4" /> : null}
      {found.counts.length > 1 || field ? (
        <LinkTabs
          label="What differs"
          className="mb-6"
          items={[
            { href: hrefOf(null), label: "All", count: all },
            ...found.counts.map((one) => ({
              href: hrefOf(one.field),
              label: fieldWords[one.field] ?? one.field,
              count: one.count,
            })),
          ]}
        />
      ) : null}
      {total === 0 ? (
        <EmptyState
          title="Nothing to decide"
          sentence={
            list || field
              ? "Nothing of this kind is open. What was decided is not asked again."
              : "No list says anything else about a guest than the others. When one does, it is asked here."
          }
          action={
            list || field ? (
              <LinkButton href={here}>All differences</LinkButton>
            ) : (
              <LinkButton href={guests}>Back to the guests</LinkButton>
            )
          }
        />
      ) : (
        <>
          <DifferenceBulk weddingId={wedding} bulk={found.bulk} />
          <DifferenceList weddingId={wedding} differences={found.differences} mayImport={found.mayImport} />
          <Pagination page={found.page} pageSize={found.pageSize} total={total} />
        </>
      )}
    </>
  );
}
