import type { Metadata } from "next";
import { peopleWords } from "@/components/guests/words";
import { FamiliesTable } from "@/components/reports/families-table";
import { readWhich, WHICH, type Which } from "@/components/reports/which";
import { AsOf } from "@/components/shared/as-of";
import { EmptyState } from "@/components/shared/empty-state";
import { counted, families as familyNoun } from "@/components/shared/fill-words";
import { PageHeader } from "@/components/shared/page-header";
import { Pagination } from "@/components/shared/pagination";
import { SearchBox } from "@/components/shared/search-box";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { FAMILIES_PER_PAGE, loadBehind } from "@/lib/reports/loaders";

export const metadata: Metadata = { title: "Families" };

type Props = {
  params: Promise<{ wedding: string; event: string }>;
  searchParams: Promise<{ which?: string; diet?: string; q?: string; page?: string }>;
};

export default async function BehindPage({ params, searchParams }: Props) {
  const { wedding, event: eventId } = await params;
  const { which: asked, diet: eaten = "", q = "", page: pageText } = await searchParams;
  const which = readWhich(asked);
  const diet = eaten.slice(0, 40);
  const search = q.trim().slice(0, 80);
  const page = Math.min(10_000, Math.max(1, Math.floor(Number(pageText)) || 1));
  const { event, numbers, confirm, asOf, arriving, families, total, may } = await loadBehind(
    wedding,
    eventId,
    {
      which,
      diet,
      search,
      page,
    },
  );
  const base = `/weddings/${wedding}/answers`;
  const counts: Partial<Record<Which, number | undefined>> = {
    invited: numbers?.invited,
    yes: numbers?.yes,
    no: numbers?.no,
    maybe: numbers?.maybe,
    pending: numbers?.pending,
    confirm,
    unreached: numbers ? numbers.invited - numbers.asked : undefined,
    silent: numbers?.silent,
    read: numbers?.silentRead,
  };
  const shown: Partial<Record<Which, boolean>> = {
    unreached: Boolean(counts.unreached),
    silent: Boolean(numbers?.silent),
    read: Boolean(numbers?.silentRead),
    waiting: Boolean(numbers?.waiting),
    infants: Boolean(numbers?.infants),
    confirm: Boolean(confirm),
    diet: false,
    differ: false,
  };
  const tabs = WHICH.filter((one) => one.which === which || (shown[one.which] ?? true));
  return (
    <>
      <PageHeader
        title={event.name}
        {...(event.cancelledAt ? { badge: <Badge tone="no">Cancelled</Badge> } : {})}
        back={{ href: base, label: "Answers" }}
        sentence={
          !numbers
            ? null
            : event.cancelledAt
              ? "It does not take place. What was answered is kept."
              : numbers.yes === 0
                ? "Nobody is coming yet."
                : `${peopleWords(numbers.adults, numbers.children)} are coming, from ${counted(numbers.yes, familyNoun)}.`
        }
        asOf={asOf ? <AsOf at={asOf} zone={event.zone} arriving={arriving} /> : null}
        actions={<LinkButton href={`${base}/${eventId}/sheet`}>Sheet for the caterer</LinkButton>}
      />
      <LinkTabs
        label="Which families"
        className="mb-4"
        items={tabs.map((one) => {
          const count = counts[one.which];
          return {
            href: `${base}/${eventId}?which=${one.which}${one.which === "diet" ? `&diet=${encodeURIComponent(diet)}` : ""}`,
            label: one.which === "diet" ? `Eats: ${diet}` : one.label,
            ...(count === undefined ? {} : { count }),
          };
        })}
      />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <SearchBox
          label="Search these families by name"
          placeholder="Search by name"
          className="w-full sm:w-80"
        />
        <p className="tabular text-muted text-sm">{counted(total, familyNoun)}</p>
      </div>
      {families.length > 0 ? (
        <>
          <FamiliesTable
            weddingId={wedding}
            event={event}
            families={families}
            mayRecord={may.record && !event.cancelledAt}
          />
          <Pagination page={page} pageSize={FAMILIES_PER_PAGE} total={total} />
        </>
      ) : search ? (
        <EmptyState
          title="No family of that name here"
          sentence="Look under “Invited”, or search all guests."
        />
      ) : which === "invited" ? (
        <EmptyState
          title="Nobody is invited yet"
          sentence={`Choose the families for ${event.name} from the guest list.`}
          action={
            may.invite ? (
              <LinkButton href={`/weddings/${wedding}/guests`} variant="primary">
                Go to the guests
              </LinkButton>
            ) : null
          }
        />
      ) : (
        <EmptyState
          title="No family here"
          sentence="That changes as answers arrive."
          action={<LinkButton href={`${base}/${eventId}?which=invited`}>See all who are invited</LinkButton>}
        />
      )}
    </>
  );
}
