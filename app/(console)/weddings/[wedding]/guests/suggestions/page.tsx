import type { Metadata } from "next";
import { SuggestionList } from "@/components/guests/suggestion-list";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { loadSuggestions } from "@/lib/guests/loaders";

export const metadata: Metadata = { title: "Who belongs together" };

const SHOWN = 60;

export default async function SuggestionsPage({ params }: { params: Promise<{ wedding: string }> }) {
  const { wedding } = await params;
  const { suggestions, mayDecide } = await loadSuggestions(wedding);
  const guests = `/weddings/${wedding}/guests`;
  const n = suggestions.length;
  return (
    <>
      <PageHeader
        back={{ href: guests, label: "Guests" }}
        title="Who belongs together"
        sentence={
          n === 0
            ? "People with the same surname and address, who may be one family."
            : `${n.toLocaleString("en-IN")} ${n === 1 ? "group of people has" : "groups of people have"} the same surname and address. Say which are one family.`
        }
      />
      {n === 0 ? (
        <EmptyState
          title="Nothing to decide"
          sentence="Nobody who came alone shares a surname and an address with somebody else."
          action={<LinkButton href={guests}>Back to the guests</LinkButton>}
        />
      ) : (
        <>
          <SuggestionList
            weddingId={wedding}
            suggestions={suggestions.slice(0, SHOWN)}
            mayDecide={mayDecide}
          />
          {n > SHOWN ? (
            <p className="mt-4 text-muted">
              The next {(n - SHOWN).toLocaleString("en-IN")} come when these are decided.
            </p>
          ) : null}
        </>
      )}
    </>
  );
}
