import type { TravelPlan } from "@/lib/rsvp/rules/more-form";

const MEANS = { flight: "by flight", train: "by train", road: "by road", local: "lives in the city" };

/** "14 Dec, 09:30, by flight 6E 2031"; null where nothing was said. */
export function journeyWords(plan: TravelPlan, way: "arrives" | "departs"): string | null {
  const [on, at, by, ref] = [plan[`${way}On`], plan[`${way}At`], plan[`${way}By`], plan[`${way}Ref`]];
  const day = on
    ? new Intl.DateTimeFormat("en-IN", {
        weekday: "short",
        day: "numeric",
        month: "short",
        timeZone: "UTC",
      }).format(new Date(`${on}T00:00:00Z`))
    : null;
  const how = [by ? MEANS[by] : null, ref].filter(Boolean).join(" ");
  return [day, at, how].filter(Boolean).join(", ") || null;
}
