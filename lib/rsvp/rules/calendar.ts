/** A function as a calendar takes it. */
export interface CalendarFunction {
  id: string;
  name: string;
  startsAt: string | null;
  zone: string;
  venue: string | null;
  address: string | null;
  cancelled: boolean;
  /** Rises with every change of the function. */
  version: number;
}

const HOUR_MS = 3_600_000;
/** Nobody writes down when a function ends; three hours keep the evening free. */
const LASTS_HOURS = 3;
/** RFC 5545: a line has 75 octets at most, the line break apart. */
const LINE_OCTETS = 75;

/**
 * Functions as an iCalendar file (RFC 5545). An entry keeps its UID for ever and its SEQUENCE rises with the function's
 * version, so that a file opened again moves what is in the calendar instead of adding a second one. Times are instants in
 * UTC, which need no zone rules of ours; the words say the venue's own clock. Nobody is ORGANIZER, so nobody is asked to
 * answer by mail. A function without a day is left out.
 */
export function calendarFile(
  functions: readonly CalendarFunction[],
  about: { wedding: string; hosts: string; now: Date },
): string {
  const dated = functions.filter((one) => one.startsAt !== null);
  const gone = dated.length > 0 && dated.every((one) => one.cancelled);
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//ParinayaOS//Invitation//EN",
    "CALSCALE:GREGORIAN",
    `METHOD:${gone ? "CANCEL" : "PUBLISH"}`,
    `NAME:${escaped(about.wedding)}`,
    `X-WR-CALNAME:${escaped(about.wedding)}`,
    // A calendar that follows the address looks again this often.
    "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    "X-PUBLISHED-TTL:PT6H",
    ...dated.flatMap((one) => entry(one, about)),
    "END:VCALENDAR",
  ]
    .map(folded)
    .join("");
}

function entry(one: CalendarFunction, about: { wedding: string; hosts: string; now: Date }): string[] {
  const place = placeOf(one);
  return [
    "BEGIN:VEVENT",
    `UID:${one.id}@parinaya`,
    `SEQUENCE:${one.version - 1}`,
    `DTSTAMP:${instant(about.now)}`,
    `DTSTART:${instant(new Date(one.startsAt!))}`,
    `DURATION:PT${LASTS_HOURS}H`,
    `SUMMARY:${escaped(titleOf(one, about.wedding))}`,
    `DESCRIPTION:${escaped(descriptionOf(one, about.hosts))}`,
    ...(place ? [`LOCATION:${escaped(place)}`] : []),
    `STATUS:${one.cancelled ? "CANCELLED" : "CONFIRMED"}`,
    "TRANSP:OPAQUE",
    "END:VEVENT",
  ];
}

/** Opens Google's calendar with the function filled in; null where it has no day or does not take place. */
export function googleCalendarLink(
  one: CalendarFunction,
  about: { wedding: string; hosts: string },
): string | null {
  if (!one.startsAt || one.cancelled) return null;
  const starts = new Date(one.startsAt);
  const ends = new Date(starts.getTime() + LASTS_HOURS * HOUR_MS);
  const place = placeOf(one);
  const params = new URLSearchParams({
    action: "TEMPLATE",
    text: titleOf(one, about.wedding),
    dates: `${instant(starts)}/${instant(ends)}`,
    ctz: one.zone,
    details: descriptionOf(one, about.hosts),
    ...(place ? { location: place } : {}),
  });
  return `https://calendar.google.com/calendar/render?${params}`;
}

const titleOf = ({ name, cancelled }: CalendarFunction, wedding: string): string =>
  `${cancelled ? "Cancelled: " : ""}${name}, ${wedding}`;

/** Who invites, and when it is by the clock at the venue, which a guest in another country would have to work out. */
const descriptionOf = ({ startsAt, zone }: CalendarFunction, hosts: string): string =>
  `${hosts}\n${new Intl.DateTimeFormat("en-IN", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZone: zone,
    timeZoneName: "long",
  }).format(new Date(startsAt!))}`;

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
