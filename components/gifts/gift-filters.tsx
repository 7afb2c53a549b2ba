import { kindWords } from "@/components/gifts/words";
import { sideWords } from "@/components/guests/words";
import { type FilterChip, FilterChips } from "@/components/shared/filter-chips";
import { FilterMenu } from "@/components/shared/filter-menu";
import { GIFT_PARAMS, type GiftFilter } from "@/lib/gifts/rules/address";

export type GiftFiltersProps = {
  filter: GiftFilter;
  events: readonly { id: string; name: string }[];
  count: string;
};

const THANKED = { no: "Not thanked yet", yes: "Thanked" };

/** Function, side, kind and thanks, each as a chip that can be taken away. */
export function GiftFilters({ filter, events, count }: GiftFiltersProps) {
  const at = (id: string) =>
    id === "none" ? "No function" : (events.find((one) => one.id === id)?.name ?? "A function");
  const chips: FilterChip[] = [
    ...(filter.event ? [{ param: GIFT_PARAMS.event, label: at(filter.event) }] : []),
    ...(filter.side ? [{ param: GIFT_PARAMS.side, label: sideWords[filter.side]! }] : []),
    ...(filter.kind ? [{ param: GIFT_PARAMS.kind, label: kindWords[filter.kind] }] : []),
    ...(filter.thanked ? [{ param: GIFT_PARAMS.thanked, label: THANKED[filter.thanked] }] : []),
    ...(filter.search ? [{ param: GIFT_PARAMS.search, label: `“${filter.search}”` }] : []),
    ...(filter.unit ? [{ param: GIFT_PARAMS.unit, label: "One family" }] : []),
  ];
  const options = (words: Record<string, string>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }));
  return (
    <FilterChips chips={chips} count={count}>
      <FilterMenu
        groups={[
          { param: GIFT_PARAMS.thanked, label: "Thanks", options: options(THANKED) },
          {
            param: GIFT_PARAMS.event,
            label: "At",
            options: [
              ...events.map((one) => ({ value: one.id, label: one.name })),
              { value: "none", label: "No function" },
            ],
          },
          { param: GIFT_PARAMS.side, label: "Side", options: options(sideWords) },
          { param: GIFT_PARAMS.kind, label: "What", options: options(kindWords) },
        ]}
      />
    </FilterChips>
  );
}
