import type { Metadata } from "next";
import { ExportGifts } from "@/components/gifts/export-gifts";
import { GiftFilters } from "@/components/gifts/gift-filters";
import { GiftSums } from "@/components/gifts/gift-sums";
import { GiftTable } from "@/components/gifts/gift-table";
import { QuickGift } from "@/components/gifts/quick-gift";
import { giftsWords } from "@/components/gifts/words";
import { familiesWords } from "@/components/guests/words";
import { AsOf } from "@/components/shared/as-of";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { Pagination } from "@/components/shared/pagination";
import { SearchBox } from "@/components/shared/search-box";
import { LinkButton } from "@/components/ui/link-button";
import { GIFTS_PER_PAGE, type GiftBook, loadGifts } from "@/lib/gifts/loaders";

export const metadata: Metadata = { title: "Gifts" };

type Props = {
  params: Promise<{ wedding: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function GiftsPage({ params, searchParams }: Props) {
  const { wedding } = await params;
  const book = await loadGifts(wedding, await searchParams);
  const { totals, all, may } = book;
  const base = `/weddings/${wedding}/gifts`;
  const narrowed = all !== null;
  const empty = (all ?? totals.gifts) === 0;
  return (
    <>
      <PageHeader
        title="Gifts"
        sentence={empty ? "Who gave what, and whether they were thanked." : sentenceOf(book)}
        {...(empty ? {} : { asOf: <AsOf at={book.readAt} zone={book.zone} /> })}
        actions={
          <>
            {may.thankAll && totals.notThanked > 0 && !narrowed ? (
              <LinkButton href={`${base}/thanks`}>Thank all of them</LinkButton>
            ) : null}
            {may.edit ? <LinkButton href={`${base}/list`}>Lists</LinkButton> : null}
            {may.export && may.amounts && !empty ? (
              <ExportGifts weddingId={wedding} kind="gifts" label="Download the book" />
            ) : null}
          </>
        }
      />
      {may.edit ? (
        <div className="mb-6">
          <QuickGift
            weddingId={wedding}
            events={book.events}
            eventId={book.now}
            me={book.me}
            sides={may.sides}
          />
        </div>
      ) : null}
      {empty ? (
        <NoGifts mayEdit={may.edit} />
      ) : (
        <>
          <SearchBox label="Search gifts by family or name" className="mb-3 max-w-xl" />
          <div className="mb-4">
            <GiftFilters
              filter={book.filter}
              events={book.events}
              count={
                narrowed
                  ? `${totals.gifts.toLocaleString("en-IN")} of ${giftsWords(all)}`
                  : giftsWords(totals.gifts)
              }
            />
          </div>
          <GiftSums totals={totals} narrowed={narrowed} />
          {book.gifts.length === 0 ? (
            <EmptyState
              title="No gift matches"
              sentence="Take a filter away, or search by another part of the name."
              action={<LinkButton href={base}>Show all gifts</LinkButton>}
            />
          ) : (
            <GiftTable
              weddingId={wedding}
              gifts={book.gifts}
              events={book.events}
              zone={book.zone}
              mayEdit={may.edit}
              seesAmounts={may.amounts}
            />
          )}
          <Pagination page={book.page} pageSize={GIFTS_PER_PAGE} total={totals.gifts} />
        </>
      )}
    </>
  );
}

function sentenceOf({ totals, all }: GiftBook): string {
  const what = `${giftsWords(totals.gifts)} from ${familiesWords(totals.families)}${all === null ? "" : " match"}.`;
  const { notThanked } = totals;
  return `${what} ${notThanked === 0 ? "Everybody is thanked." : `${giftsWords(notThanked)} ${notThanked === 1 ? "is" : "are"} not thanked for yet.`}`;
}

function NoGifts({ mayEdit }: { mayEdit: boolean }) {
  return (
    <EmptyState
      title="No gifts yet"
      sentence={
        mayEdit
          ? "At the counting table, write each one down above: it takes a few seconds, also on a phone."
          : "Whoever keeps the book of gifts has not written one down yet. They will be here."
      }
      sample={
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          <dt className="text-muted">From</dt>
          <dd className="font-medium">Sharma, Jaipur</dd>
          <dt className="text-muted">Gift</dt>
          <dd>Envelope, Sangeet</dd>
          <dt className="text-muted">Thanks</dt>
          <dd>Not thanked yet</dd>
        </dl>
      }
    />
  );
}
