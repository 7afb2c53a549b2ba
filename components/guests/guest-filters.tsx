"use client";

import type { ReactNode } from "react";
import { answerFilterWords, sideWords } from "@/components/guests/words";
import { type FilterChip, FilterChips } from "@/components/shared/filter-chips";
import { FilterMenu } from "@/components/shared/filter-menu";

export type GuestFiltersProps = {
  audience: { side?: string; tag?: string; event?: string; answer?: string };
  events: readonly { id: string; name: string; invited: number }[];
  tags: readonly { tag: string; households: number }[];
  /** "212 of 357 families" */
  count: string;
  /** More beside the filters: the order, saved views. */
  children?: ReactNode;
};

export function GuestFilters({ audience, events, tags, count, children }: GuestFiltersProps) {
  const options = (words: Record<string, string>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }));
  const eventName = events.find((event) => event.id === audience.event)?.name;
  const chips: FilterChip[] = [];
  if (audience.side) chips.push({ param: "side", label: sideWords[audience.side] ?? audience.side });
  if (audience.answer)
    chips.push({
      param: "answer",
      label: `Answer: ${answerFilterWords[audience.answer] ?? audience.answer}`,
    });
  if (audience.event) chips.push({ param: "event", label: `Invited to ${eventName ?? "a function"}` });
  if (audience.tag) chips.push({ param: "tag", label: `Tag: ${audience.tag}` });
  return (
    <FilterChips chips={chips} count={count}>
      <FilterMenu
        groups={[
          { param: "side", label: "Side", options: options(sideWords) },
          { param: "answer", label: "Answer", options: options(answerFilterWords) },
          {
            param: "event",
            label: "Invited to",
            options: events.map(({ id, name, invited }) => ({ value: id, label: name, count: invited })),
          },
          ...(tags.length > 0
            ? [
                {
                  param: "tag",
                  label: "Tag",
                  options: tags.map(({ tag, households }) => ({ value: tag, label: tag, count: households })),
                },
              ]
            : []),
        ]}
      />
      {children}
    </FilterChips>
  );
}
