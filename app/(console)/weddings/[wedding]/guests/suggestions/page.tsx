import type { Metadata } from "next";
import { DuplicateList } from "@/components/guests/duplicate-list";
import { SuggestionList } from "@/components/guests/suggestion-list";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { loadSuggestions } from "@/lib/guests/loaders";

export const metadata: Metadata = { title: "Who belongs together" };

const SHOWN = 60;

export default async function SuggestionsPage({ params }: { params: Promise<{ wedding: string }> }) {
  const { wedding } = await params;
  const { duplicates, suggestions, mayDecide } = await loadSuggestions(wedding);
  const guests = `/weddings/${wedding}/guests`;
  const n = suggestions.length;
  const pairs = duplicates?.pairs.length ?? 0;
  return (
    <>
      <PageHeader
        back={{ href: guests, label: "Guests" }}
        title="Who belongs together"
        sentence="Guests who may stand in the lists twice, and people who may be one family. Nothing changes until you say so."
      />
      {duplicates?.all && pairs === 0 && n === 0 ? (
        <EmptyState
          title="Nothing to decide"
          sentence="No two guests look like one person, and nobody who came alone shares a surname and an address with somebody else."
          action={<LinkButton href={guests}>Back to the guests</LinkButton>}
        />
      ) : (
        <>
          <section aria-labelledby="one-person" className="mb-10">
            <h2 id="one-person" className="mb-1 font-semibold text-lg">
              May be the same person
            </h2>
            <p className="mb-4 text-muted">{pairsWords(duplicates && pairs, duplicates?.all)}</p>
            <DuplicateList
              weddingId={wedding}
              duplicates={duplicates?.pairs.slice(0, SHOWN) ?? []}
              mayDecide={mayDecide}
            />
            <Rest count={pairs - SHOWN} />
          </section>
          <section aria-labelledby="one-family">
            <h2 id="one-family" className="mb-1 font-semibold text-lg">
              May be one family
            </h2>
            <p className="mb-4 text-muted">{groupsWords(n)}</p>
            <SuggestionList
              weddingId={wedding}
              suggestions={suggestions.slice(0, SHOWN)}
              mayDecide={mayDecide}
            />
            <Rest count={n - SHOWN} />
          </section>
        </>
      )}
    </>
  );
}

function Rest({ count }: { count: number }) {
  if (count <= 0) return null;
  return (
    <p className="mt-4 text-muted">The next {count.toLocaleString("en-IN")} come when these are decided.</p>
  );
}

function pairsWords(pairs: number | null, all = true): string {
  if (pairs === null)
    return "Comparing all guests took too long just now. Please open this page again later.";
  if (!all && pairs === 0)
    return "No two of the guests we compared look like one person. There are more than we can compare at once.";
  if (!all)
    return `${pairsWords(pairs)} There are more guests than we can compare at once; decide these, then look again.`;
  if (pairs === 0) return "No two guests look like one person.";
  return `${pairs.toLocaleString("en-IN")} ${pairs === 1 ? "pair of guests looks" : "pairs of guests look"} alike. Say who is one person.`;
}

function groupsWords(n: number): string {
  if (n === 0) return "Nobody who came alone shares a surname and an address with somebody else.";
  return `${n.toLocaleString("en-IN")} ${n === 1 ? "group of people has" : "groups of people have"} the same surname and address. Say which are one family.`;
}
