import type { Metadata } from "next";
import { TakenOffList } from "@/components/guests/taken-off-list";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { Pagination } from "@/components/shared/pagination";
import { LinkButton } from "@/components/ui/link-button";
import { loadTakenOff, PAGE_SIZE } from "@/lib/guests/loaders";

export const metadata: Metadata = { title: "Taken off the list" };

type Props = {
  params: Promise<{ wedding: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function TakenOffPage({ params, searchParams }: Props) {
  const { wedding } = await params;
  const { entries, total, page, zone, mayEdit } = await loadTakenOff(wedding, await searchParams);
  const guests = `/weddings/${wedding}/guests`;
  return (
    <>
      <PageHeader
        back={{ href: guests, label: "Guests" }}
        title="Taken off the list"
        sentence="They are not counted, not invited and not written to, whatever lists bring their numbers again."
      />
      {total === 0 ? (
        <EmptyState
          title="Nobody was taken off"
          sentence="Somebody a list brought who is no guest can be taken off on the page of their family."
          action={<LinkButton href={guests}>Back to the guests</LinkButton>}
        />
      ) : (
        <div className="max-w-2xl">
          <TakenOffList weddingId={wedding} entries={entries} zone={zone} mayEdit={mayEdit} />
          <Pagination page={page} pageSize={PAGE_SIZE} total={total} />
        </div>
      )}
    </>
  );
}
