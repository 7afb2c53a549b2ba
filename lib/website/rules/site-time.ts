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
  const named = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    timeZoneName: inIndia(zone) ? "short" : "long",
  }).formatToParts(date);
  return {
    weekday: one({ weekday: "long" }),
    day: one({ day: "numeric" }),
    month: one({ month: "long" }),
    year: one({ year: "numeric" }),
    time: one({ hour: "numeric", minute: "2-digit", hour12: true }).replace(/\s+/g, " "),
    zone: named.find((part) => part.type === "timeZoneName")?.value ?? zone,
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
  new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    hour12: true,
    timeZone: zone,
  })
    .format(new Date(at))
    .replace(/\s+/g, " ");
