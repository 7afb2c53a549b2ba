import { spokenIn } from "@/lib/events/rules/function-words";
import type { WordsByLanguage } from "@/lib/events/types";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { isPlainUtc, zoneLines, zoneTime } from "./calendar-zone";

/** A function as a calendar takes it. */
export interface CalendarFunction {
  id: string;
  name: string;
  startsAt: string | null;
  zone: string;
  venue: string | null;
  address: string | null;
  mapUrl: string | null;
  dress: string | null;
  note: string | null;
  cancelled: boolean;
  /** Rises with every change of the function, and with every time it was taken from this household and given again. */
  sequence: number;
  /** ISO 8601: when a guest last read something else. */
  changedAt: string;
  words?: WordsByLanguage;
}

/** A function that was taken from a household which knew of it: nothing of it is written but when the household knew it to be. */
export interface WithdrawnFunction {
  id: string;
  startsAt: string;
  zone: string;
  sequence: number;
  withdrawnAt: string;
}

export interface CalendarAbout {
  wedding: string;
  hosts: string;
  /** In which days are written; English where none is given. */
  language?: GuestLanguage;
  now: Date;
}

const HOUR_MS = 3_600_000;
/** Nobody writes down when a function ends; three hours keep the evening free. */
const LASTS_HOURS = 3;
/** RFC 5545: a line has 75 octets at most, the line break apart. */
const LINE_OCTETS = 75;

/** A function as a reader of `language` reads it, changed when its words in that language were. */
export function calendarWords(one: CalendarFunction, language: GuestLanguage | null): CalendarFunction {
  const wordedAt = language ? one.words?.[language]?.shownAt : undefined;
  const { words, ...written } = one;
  if (language === null) return written;
  const changedAt = [one.changedAt, ...(wordedAt ? [wordedAt] : [])].reduce((a, b) =>
    Date.parse(a) < Date.parse(b) ? b : a,
  );
  return { ...spokenIn(one, language), changedAt };
}

/**
 * Functions as an iCalendar file (RFC 5545). An entry keeps its UID for ever and its SEQUENCE rises with each change, so
 * that a file opened again moves what is in the calendar instead of adding a second one. Times are the venue's own clock,
 * with the zone's rules beside them. Nobody is ORGANIZER, so nobody is asked to answer by mail. A function without a day is
 * left out; one that does not take place, or is not this household's any more, is there to be taken out.
 */
export function calendarFile(
  functions: readonly CalendarFunction[],
  about: CalendarAbout,
  withdrawn: readonly WithdrawnFunction[] = [],
): string {
  const dated = functions.filter(
    (one): one is CalendarFunction & { startsAt: string } => one.startsAt !== null,
  );
  const gone = dated.every((one) => one.cancelled) && dated.length + withdrawn.length > 0;
  const title = escaped(about.wedding);
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//ParinayaOS//Invitation//EN",
    "CALSCALE:GREGORIAN",
    `METHOD:${gone ? "CANCEL" : "PUBLISH"}`,
    `NAME:${title}`,
    `X-WR-CALNAME:${title}`,
    // A calendar that follows the address looks again this often.
    "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    "X-PUBLISHED-TTL:PT6H",
    ...zonesOf([...dated, ...withdrawn]),
    ...dated.flatMap((one) => entry(one, about)),
    ...withdrawn.flatMap((one) => farewell(one, about)),
    "END:VCALENDAR",
  ]
    .map(folded)
    .join("");
}

function zonesOf(dated: readonly { startsAt: string; zone: string }[]): string[] {
  const instants = new Map<string, number[]>();
  for (const { startsAt, zone } of dated)
    if (!isPlainUtc(zone)) instants.set(zone, [...(instants.get(zone) ?? []), Date.parse(startsAt)]);
  return [...instants].flatMap(([zone, all]) => zoneLines(zone, all));
}

/** What every entry has: which one it is, in which edition, and when. */
const identity = (
  one: { id: string; sequence: number; startsAt: string; zone: string },
  changedAt: string,
  now: Date,
): string[] => [
  `UID:${one.id}@parinaya`,
  `SEQUENCE:${one.sequence}`,
  `DTSTAMP:${instant(now)}`,
  `LAST-MODIFIED:${instant(new Date(changedAt))}`,
  startOf(one),
  `DURATION:PT${LASTS_HOURS}H`,
];

function entry(one: CalendarFunction & { startsAt: string }, about: CalendarAbout): string[] {
  const place = placeOf(one);
  return [
    "BEGIN:VEVENT",
    ...identity(one, one.changedAt, about.now),
    `SUMMARY:${escaped(titleOf(one, about.wedding))}`,
    `DESCRIPTION:${escaped(descriptionOf(one, about))}`,
    ...(place ? [`LOCATION:${escaped(place)}`] : []),
    ...(one.mapUrl && URL.canParse(one.mapUrl) ? [`URL:${new URL(one.mapUrl).href}`] : []),
    `STATUS:${one.cancelled ? "CANCELLED" : "CONFIRMED"}`,
    "TRANSP:OPAQUE",
    "END:VEVENT",
  ];
}

const farewell = (one: WithdrawnFunction, { wedding, now }: CalendarAbout): string[] => [
  "BEGIN:VEVENT",
  ...identity(one, one.withdrawnAt, now),
  `SUMMARY:${escaped(`Cancelled: ${wedding}`)}`,
  "STATUS:CANCELLED",
  "TRANSP:TRANSPARENT",
  "END:VEVENT",
];

function startOf({ startsAt, zone }: { startsAt: string; zone: string }): string {
  const wall = isPlainUtc(zone) ? null : zoneTime(zone, Date.parse(startsAt));
  return wall === null ? `DTSTART:${instant(new Date(startsAt))}` : `DTSTART;TZID=${zone}:${wall}`;
}

/** Opens Google's calendar with the function filled in; null where it has no day or does not take place. */
export function googleCalendarLink(one: CalendarFunction, about: Omit<CalendarAbout, "now">): string | null {
  if (!one.startsAt || one.cancelled) return null;
  const starts = new Date(one.startsAt);
  const ends = new Date(starts.getTime() + LASTS_HOURS * HOUR_MS);
  const place = placeOf(one);
  const params = new URLSearchParams({
    action: "TEMPLATE",
    text: titleOf(one, about.wedding),
    dates: `${instant(starts)}/${instant(ends)}`,
    ctz: one.zone,
    details: descriptionOf(one, about),
    ...(place ? { location: place } : {}),
  });
  return `https://calendar.google.com/calendar/render?${params}`;
}

const titleOf = ({ name, cancelled }: CalendarFunction, wedding: string): string =>
  `${cancelled ? "Cancelled: " : ""}${name}, ${wedding}`;

/** Who invites, when it is by the clock at the venue, what to wear, what else to know, and where the map opens. */
const descriptionOf = (
  { startsAt, zone, dress, note, mapUrl, cancelled }: CalendarFunction,
  { hosts, language = "en" }: Omit<CalendarAbout, "now">,
): string =>
  [
    hosts,
    new Intl.DateTimeFormat(GUEST_LANGUAGES[language].locale, {
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
      hour: "numeric",
      minute: "2-digit",
      timeZone: zone,
      timeZoneName: "long",
    }).format(new Date(startsAt!)),
    ...(cancelled ? [] : [dress, note, mapUrl]),
  ]
    .filter(Boolean)
    .join("\n");

const placeOf = ({ venue, address }: CalendarFunction): string => [venue, address].filter(Boolean).join(", ");

const instant = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, "");

/** A TEXT value: its own signs escaped, every line break as \n, other control characters gone. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 5545 allows none of them in a TEXT but the tab
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll("\n", "\\n");

/** A content line of any length, cut into lines of 75 octets without cutting through a character; each goes on after a space. */
function folded(line: string): string {
  let out = "";
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE_OCTETS) {
      out += "\r\n ";
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return `${out}\r\n`;
}
