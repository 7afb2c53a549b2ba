const defaultLocale = "en-IN";

export type DateStyle = "day" | "day-time" | "time" | "full" | "short";

const styles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  day: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  "day-time": { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" },
  time: { hour: "numeric", minute: "2-digit" },
  full: {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
  },
  short: { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" },
};

export function formatInZone(
  iso: string,
  zone: string,
  style: DateStyle = "day-time",
  locale = defaultLocale,
): string {
  return new Intl.DateTimeFormat(locale, { ...styles[style], timeZone: zone }).format(new Date(iso));
}

function zonePart(iso: string, zone: string, locale: string, kind: "short" | "long"): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: kind }).formatToParts(
    new Date(iso),
  );
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}

/** "IST" in India, where everyone says so; elsewhere the whole name, since "GST" is a tax and "GMT+4" a sum. */
export function zoneName(iso: string, zone: string, locale = defaultLocale): string {
  const inIndia = zone === "Asia/Kolkata" || zone === "Asia/Calcutta";
  return zonePart(iso, zone, locale, inIndia ? "short" : "long");
}

export function zoneLongName(iso: string, zone: string, locale = defaultLocale): string {
  return zonePart(iso, zone, locale, "long");
}

/** The moment with the name of its clock: "22 Nov, 1:25 am IST". */
export const namedMoment = (
  iso: string,
  zone: string,
  style: DateStyle = "short",
  locale = defaultLocale,
): string => `${formatInZone(iso, zone, style, locale)} ${zoneName(iso, zone, locale)}`;

/** "3 minutes ago", in the reader's language, rounded down: never fresher than it is. */
export function relativeTime(iso: string, now: number, justNow: string, locale = defaultLocale): string {
  const seconds = Math.max(0, Math.floor((now - new Date(iso).getTime()) / 1000));
  if (seconds < 10) return justNow;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  if (seconds < 60) return words.format(-Math.floor(seconds / 10) * 10, "second");
  if (seconds < 3600) return words.format(-Math.floor(seconds / 60), "minute");
  if (seconds < 86_400) return words.format(-Math.floor(seconds / 3600), "hour");
  return words.format(-Math.floor(seconds / 86_400), "day");
}

/** The day it is now in a zone, as YYYY-MM-DD. */
export const dayIn = (zone: string, now = new Date()): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(now);

/** "4 Nov" of YYYY-MM-DD. */
export const shortDay = (day: string, locale = defaultLocale): string =>
  new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
