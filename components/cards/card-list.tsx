import { ChevronRight } from "lucide-react";
import { STATE_WORDS } from "@/components/cards/words";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import type { HostCard } from "@/lib/cards/types";

/** A host's cards, the newest first, each with what came back. */
export function CardList({ cards }: { cards: readonly HostCard[] }) {
  return (
    <ul className="grid gap-3">
      {cards.map((card) => (
        <li key={card.id}>
          <Link
            href={`/cards/${card.id}`}
            className="flex min-h-18 items-center gap-4 rounded-md border border-line bg-surface p-4 text-ink no-underline transition-colors hover:border-line-strong hover:bg-sunken/50"
          >
            <span className="min-w-0 flex-1">
              <span className="block break-words font-semibold">{card.title}</span>
              <span className="block text-muted text-sm">
                <TimeInZone at={card.startsAt} zone={card.zone} />, {card.placeName}
              </span>
              <span className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                <span className="tabular">
                  {card.in} in, {card.maybe} maybe, {card.out} out
                </span>
                {card.state === "open" ? null : (
                  <Badge tone={STATE_WORDS[card.state].tone}>{STATE_WORDS[card.state].word}</Badge>
                )}
              </span>
            </span>
            <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
