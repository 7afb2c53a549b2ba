"use client";

import type { ReactNode } from "react";
import { languageWords } from "@/components/guests/person-words";
import { answerFilterWords, sideWords } from "@/components/guests/words";
import { type FilterChip, FilterChips } from "@/components/shared/filter-chips";
import { FilterMenu } from "@/components/shared/filter-menu";
import { AUDIENCE_PARAMS } from "@/lib/audience/rules/address";
import type { Audience } from "@/lib/audience/types";

export type GuestFiltersProps = {
  audience: Audience;
  events: readonly { id: string; name: string; invited: number }[];
  tags: readonly { tag: string; households: number }[];
  /** Lists whose people are guests, newest first. */
  lists: readonly { id: string; name: string }[];
  /** "212 of 357 families" */
  count: string;
  /** More beside the filters: the order, saved views. */
  children?: ReactNode;
};

export function GuestFilters({ audience, events, tags, lists, count, children }: GuestFiltersProps) {
  const options = (words: Record<string, string>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }));
  const eventName = events.find((event) => event.id === audience.event)?.name;
  const chips: FilterChip[] = [];
  if (audience.side) chips.push({ param: "side", label: sideWords[audience.side] ?? audience.side });
  if (audience.answer)
    chips.push({
      param: "answer",
      label: `Answer: ${audience.answer === "open" ? "Open, to be asked now" : (answerFilterWords[audience.answer] ?? audience.answer)}`,
    });
  if (audience.event) chips.push({ param: "event", label: `Invited to ${eventName ?? "a function"}` });
  if (audience.tag) chips.push({ param: "tag", label: `Tag: ${audience.tag}` });
  if (audience.language)
    chips.push({ param: "language", label: languageWords[audience.language] ?? audience.language });
  if (audience.list)
    chips.push({
      param: "list",
      label: `From ${lists.find((list) => list.id === audience.list)?.name ?? "a list"}`,
    });
  if (audience.lacks) chips.push({ param: AUDIENCE_PARAMS.lacks, label: LACKS[audience.lacks] });
  if (audience.change) chips.push({ param: "change", label: "Said yes before a change of plan" });
  chips.push(...contactChips(audience));
  return (
    <FilterChips chips={chips} count={count}>
      <FilterMenu
        groups={[
          { param: "side", label: "Side", options: options(sideWords) },
          { param: "answer", label: "Answer", options: options(answerFilterWords) },
          { param: AUDIENCE_PARAMS.lacks, label: "Still missing", options: options(LACKS) },
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
          { param: "language", label: "Language", options: options(languageWords) },
          ...(lists.length > 0
            ? [
                {
                  param: "list",
                  label: "From the list",
                  options: lists.map(({ id, name }) => ({ value: id, label: name })),
                },
              ]
            : []),
        ]}
      />
      {children}
    </FilterChips>
  );
}

const LACKS = { invitation: "Not invited yet", number: "No phone number" };

/** What was sent to them before, as it comes with an address or a saved view. */
function contactChips({ reachedFewer, silentDays, notInRun, gift }: Audience): FilterChip[] {
  const { reachedFewer: reached, silentDays: silent, notInRun: notIn, gift: gave } = AUDIENCE_PARAMS;
  return [
    ...(reachedFewer
      ? [
          {
            param: reached,
            label: reachedFewer === 1 ? "Never reached" : `Reached fewer than ${reachedFewer} times`,
          },
        ]
      : []),
    ...(silentDays === undefined
      ? []
      : [{ param: silent, label: `Read, no answer for ${silentDays} ${silentDays === 1 ? "day" : "days"}` }]),
    ...(notInRun ? [{ param: notIn, label: "Not in an invite" }] : []),
    ...(gift
      ? [{ param: gave, label: gift === "given" ? "Gave something" : "Gave something, not thanked yet" }]
      : []),
  ];
}
