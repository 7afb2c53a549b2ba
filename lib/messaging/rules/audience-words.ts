import type { Audience } from "@/lib/audience/types";

const SIDES = { bride: "the bride's side", groom: "the groom's side", both: "both sides" } as const;
const ANSWERS = {
  yes: "who said yes",
  no: "who said no",
  maybe: "who said maybe",
  none: "who have not replied",
} as const;

/** An audience as a family would say it: "families of the bride's side, invited to Sangeet, who have not replied". */
export function audienceWords(audience: Audience, events: readonly { id: string; name: string }[]): string {
  if (audience.units)
    return audience.units.length === 1 ? "1 chosen family" : `${audience.units.length} chosen families`;
  const parts = [
    audience.side ? `of ${SIDES[audience.side]}` : "",
    audience.tag ? `tagged ${audience.tag}` : "",
    audience.event
      ? `invited to ${events.find((event) => event.id === audience.event)?.name ?? "a function that is gone"}`
      : "",
    audience.answer ? ANSWERS[audience.answer] : "",
    audience.search ? `matching “${audience.search}”` : "",
  ].filter(Boolean);
  return parts.length === 0 ? "all families" : `families ${parts.join(", ")}`;
}
