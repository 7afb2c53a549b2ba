import { clockTime } from "@/lib/kernel/clock";

/** When a function is, by the clock of its place, in the parts a page sets apart. */
export interface Moment {
  weekday: string;
  day: string;
  month: string;
  year: string;
  time: string;
  /** "IST" in India, where everyone says so; elsewhere the zone's whole name. */
  zone: string;
}

const inIndia = (zone: string): boolean => zone === "Asia/Kolkata" || zone === "Asia/Calcutta";

export function momentOf(at: string, zone: string, locale: string): Moment {
  const date = new Date(at);
  const one = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(date);
  const named = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "long" }).formatToParts(date);
  return {
    weekday: one({ weekday: "long" }),
    day: one({ day: "numeric" }),
    month: one({ month: "long" }),
    year: one({ year: "numeric" }),
    time: clockTime(at, zone, locale),
    zone: inIndia(zone) ? "IST" : (named.find((part) => part.type === "timeZoneName")?.value ?? zone),
  };
}

/** "Fri, 11 Dec", for a list. */
export const shortDay = (at: string, zone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: zone,
  }).format(new Date(at));

/** "21 November 2026, 4:50 pm", of what a reader of the page can see. */
export const changedAt = (at: string, zone: string, locale: string): string =>
  `${daySpan(at, at, zone, locale)}, ${clockTime(at, zone, locale)}`;

/** "11–14 December 2026", from the first day to the last. */
export const daySpan = (first: string, last: string, zone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: zone })
    .formatRange(new Date(first), new Date(last))
    // Kannada's pattern has no space before the year.
    .replace(/,(?=\d)/, ", ");
