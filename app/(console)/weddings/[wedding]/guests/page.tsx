import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { GuestFilters } from "@/components/guests/guest-filters";
import { GuestTable } from "@/components/guests/guest-table";
import { SavedViews } from "@/components/guests/saved-views";
import { SortMenu } from "@/components/guests/sort-menu";
import { familiesWords, peopleCount } from "@/components/guests/words";
import { AsOf } from "@/components/shared/as-of";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { Pagination } from "@/components/shared/pagination";
import { SearchBox } from "@/components/shared/search-box";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { addressOfAudience } from "@/lib/audience/rules/address";
import { loadGuests, PAGE_SIZE } from "@/lib/guests/loaders";

export const metadata: Metadata = { title: "Guests" };

type Props = {
  params: Promise<{ wedding: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function GuestsPage({ params, searchParams }: Props) {
  const { wedding } = await params;
  const found = await loadGuests(wedding, await searchParams);
  const base = `/weddings/${wedding}/guests`;
  const address = addressOfAudience(found.audience);
  if (found.all.units === 0) return <NoGuests base={base} mayImport={found.may.import} />;
  const view = [address, found.sort === "name" ? "" : `sort=${found.sort}`].filter(Boolean).join("&");
  // Families were taken off, or the list is narrower than when this page of it was opened.
  if (found.rows.length === 0 && found.page > 1) redirect(`${base}?${view}`);
  const narrowed = address !== "";
  return (
    <>
      <PageHeader
        title="Guests"
        sentence={`${peopleCount(found.all.people)} in ${familiesWords(found.all.units)}.`}
        asOf={<AsOf at={found.readAt} />}
        actions={
          <>
            {found.may.edit ? (
              <LinkButton href={`${base}/suggestions`}>Who belongs together</LinkButton>
            ) : null}
            {found.may.import ? (
              <LinkButton href={`${base}/import`} variant="primary">
                Bring a list
              </LinkButton>
            ) : null}
          </>
        }
      />
      <SearchBox
        label={found.may.phones ? "Search families by name or number" : "Search families by name"}
        className="mb-3 max-w-xl"
      />
      <div className="mb-4">
        <GuestFilters
          audience={found.audience}
          events={found.events}
          tags={found.tags}
          lists={found.lists}
          count={
            narrowed
              ? `${found.total.toLocaleString("en-IN")} of ${familiesWords(found.all.units)}`
              : familiesWords(found.total)
          }
        >
          <SortMenu sort={found.sort} />
          <SavedViews
            weddingId={wedding}
            base={base}
            views={found.views}
            address={view}
            mayEdit={found.may.edit}
          />
        </GuestFilters>
      </div>
      {found.rows.length === 0 ? (
        <EmptyState
          title="No family matches"
          sentence="Take a filter away, or search by another part of the name. Whoever was taken off the list is not found here."
          action={<LinkButton href={base}>Show all families</LinkButton>}
        />
      ) : (
        <GuestTable
          key={address}
          weddingId={wedding}
          rows={found.rows}
          total={found.total}
          events={found.events}
          audience={found.audience}
          address={address}
          tags={found.tags.map(({ tag }) => tag)}
          mayInvite={found.may.invite}
          mayEdit={found.may.edit}
          mayPhones={found.may.phones}
        />
      )}
      <Pagination page={found.page} pageSize={PAGE_SIZE} total={found.total} />
      {found.may.edit ? (
        <p data-print="hide" className="mt-6 text-muted text-sm">
          <Link href={`${base}/off`} prefetch={false} className="hit-area underline underline-offset-4">
            Taken off the list
          </Link>
        </p>
      ) : null}
    </>
  );
}

function NoGuests({ base, mayImport }: { base: string; mayImport: boolean }) {
  return (
    <>
      <PageHeader title="Guests" />
      <EmptyState
        title="No guests yet"
        sentence={
          mayImport
            ? "Bring the list you have: a sheet, or the contacts of a phone. You look at every row before anything is added."
            : "Whoever brings the guests has not done so yet. They will be here."
        }
        {...(mayImport
          ? {
              action: (
                <LinkButton href={`${base}/import`} variant="primary">
                  Bring a list
                </LinkButton>
              ),
            }
          : {})}
        sample={
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
            <dt className="text-muted">Family</dt>
            <dd className="font-medium">Sharma, Jaipur</dd>
            <dt className="text-muted">People</dt>
            <dd>2 adults, 1 child</dd>
            <dt className="text-muted">Side</dt>
            <dd>Bride's side</dd>
          </dl>
        }
      />
    </>
  );
}
