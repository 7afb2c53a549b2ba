import type { Audience } from "@/lib/audience/types";

const SIDES = { bride: "the bride's side", groom: "the groom's side", both: "both sides" } as const;
const ANSWERS = {
  yes: "who said yes",
  no: "who said no",
  maybe: "who said maybe",
  none: "who have not replied",
  open: "who have not replied, or are to be asked again",
} as const;

const LANGUAGES = new Intl.DisplayNames("en", { type: "language" });

/** An audience as a family would say it: "families of the bride's side, invited to Sangeet, who have not replied". */
export function audienceWords(
  audience: Audience,
  events: readonly { id: string; name: string }[],
  runs: readonly { id: string; name: string }[] = [],
): string {
  if (audience.units)
    return audience.units.length === 1 ? "1 chosen family" : `${audience.units.length} chosen families`;
  const parts = [
    audience.side ? `of ${SIDES[audience.side]}` : "",
    audience.tag ? `tagged ${audience.tag}` : "",
    audience.event
      ? `invited to ${events.find((event) => event.id === audience.event)?.name ?? "a function that is gone"}`
      : "",
    audience.answer ? ANSWERS[audience.answer] : "",
    audience.language ? `written to in ${LANGUAGES.of(audience.language) ?? audience.language}` : "",
    audience.list ? "of one list" : "",
    audience.reachedFewer
      ? `reached fewer than ${audience.reachedFewer === 1 ? "once" : `${audience.reachedFewer} times`}`
      : "",
    audience.silentDays === undefined
      ? ""
      : `who read a message and have not replied for ${audience.silentDays === 1 ? "a day" : `${audience.silentDays} days`}`,
    audience.change ? "who said yes or maybe before a change of plan" : "",
    audience.lacks === "invitation" ? "not invited yet" : "",
    audience.lacks === "number" ? "without a phone number" : "",
    audience.gift === "given" ? "who gave something" : "",
    audience.gift === "not_thanked" ? "who gave something and are not thanked yet" : "",
    audience.notInRun
      ? `not in ${runs.find((run) => run.id === audience.notInRun)?.name ?? "another invite"}`
      : "",
    audience.search ? `matching “${audience.search}”` : "",
  ].filter(Boolean);
  return parts.length === 0 ? "all families" : `families ${parts.join(", ")}`;
}
