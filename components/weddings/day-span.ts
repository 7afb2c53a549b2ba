import type { ConsoleFacts } from "@/lib/weddings/queries";

/** "26 December 2026 to 1 January 2027": from the first function to the last, each on its venue's calendar. */
export function daySpan(facts: ConsoleFacts): string | null {
  const { firstAt, firstZone, lastAt, lastZone } = facts;
  if (!firstAt || !lastAt) return null;
  const parts = (iso: string, zone: string | null) => {
    const all = new Intl.DateTimeFormat("en-IN", {
      day: "numeric",
      month: "short",
      year: "numeric",
      timeZone: zone ?? "Asia/Kolkata",
    }).formatToParts(new Date(iso));
    const pick = (type: string) => all.find((part) => part.type === type)?.value ?? "";
    return { day: pick("day"), month: pick("month"), year: pick("year") };
  };
  const first = parts(firstAt, firstZone);
  const last = parts(lastAt, lastZone);
  const end = `${last.day} ${last.month} ${last.year}`;
  if (first.year !== last.year) return `${first.day} ${first.month} ${first.year} to ${end}`;
  if (first.month !== last.month) return `${first.day} ${first.month} to ${end}`;
  return first.day === last.day ? end : `${first.day} to ${end}`;
}
