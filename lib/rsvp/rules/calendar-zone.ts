const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A clock that stands for longer than this is found again by halving. */
const STEP_MS = 20 * DAY_MS;

const clocks = new Map<string, Intl.DateTimeFormat>();
function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    const digits = {
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    } as const;
    clock = new Intl.DateTimeFormat("en-US", {
      ...digits,
      hourCycle: "h23",
      timeZone: zone,
      calendar: "gregory",
      numberingSystem: "latn",
    });
    clocks.set(zone, clock);
  }
  return clock;
}

/** What the clock of a zone shows at an instant, as if it were UTC. */
function wallOf(zone: string, at: number): number {
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return Date.UTC(parts.year!, parts.month! - 1, parts.day, parts.hour, parts.minute, parts.second);
}

/** How far a zone's clock is before UTC at an instant, in minutes. */
const offsetOf = (zone: string, at: number): number =>
  Math.round((wallOf(zone, at) - Math.floor(at / 1000) * 1000) / MINUTE_MS);

const two = (n: number): string => String(n).padStart(2, "0");
const wallText = (wall: number): string => new Date(wall).toISOString().slice(0, 19).replace(/[-:]/g, "");
const offsetText = (minutes: number): string =>
  `${minutes < 0 ? "-" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}${two(Math.abs(minutes) % 60)}`;

interface Turn {
  at: number;
  before: number;
  after: number;
}

/** Each moment between two at which the clock of a zone is put forward or back. */
function turnsOf(zone: string, from: number, to: number): Turn[] {
  const turns: Turn[] = [];
  for (let start = from; start < to; start += STEP_MS) {
    let [low, high] = [start, Math.min(start + STEP_MS, to)];
    const before = offsetOf(zone, low);
    const after = offsetOf(zone, high);
    if (before === after) continue;
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (offsetOf(zone, middle) === before) low = middle;
      else high = middle;
    }
    turns.push({ at: high, before, after });
  }
  return turns;
}

/**
 * A zone as calendars need it (RFC 5545 VTIMEZONE): every change of its clock around the given instants, each with its own
 * day. What Intl knows is what stands here; no rule is invented for years nobody asked about.
 */
export function zoneLines(zone: string, instants: readonly number[]): string[] {
  const from = Math.floor((Math.min(...instants) - 400 * DAY_MS) / 1000) * 1000;
  const turns = turnsOf(zone, from, Math.max(...instants) + 400 * DAY_MS);
  const standard = Math.min(offsetOf(zone, from), ...turns.map(({ after }) => after));
  const part = (wall: number, before: number, after: number): string[] => {
    const kind = after > standard ? "DAYLIGHT" : "STANDARD";
    return [
      `BEGIN:${kind}`,
      `DTSTART:${wallText(wall)}`,
      `TZOFFSETFROM:${offsetText(before)}`,
      `TZOFFSETTO:${offsetText(after)}`,
      `END:${kind}`,
    ];
  };
  const first = offsetOf(zone, from);
  return [
    "BEGIN:VTIMEZONE",
    `TZID:${zone}`,
    ...part(from + first * MINUTE_MS, first, first),
    ...turns.flatMap(({ at, before, after }) => part(at + before * MINUTE_MS, before, after)),
    "END:VTIMEZONE",
  ];
}

/**
 * The clock's time at an instant, for a value with a TZID; null in the hour that a clock shows twice, which calendars read
 * now as the first and now as the second: such an instant is written in UTC.
 */
export function zoneTime(zone: string, at: number): string | null {
  const wall = wallOf(zone, at);
  const whole = Math.floor(at / 1000) * 1000;
  for (let apart = 30; apart <= 180; apart += 30)
    for (const other of [whole - apart * MINUTE_MS, whole + apart * MINUTE_MS])
      if (wallOf(zone, other) === wall) return null;
  return wallText(wall);
}

/** A name calendars and we read alike. UTC needs no rules, and a value of it is written with a Z. */
export const isPlainUtc = (zone: string): boolean =>
  /^(etc\/)?(utc|gmt|uct|zulu|universal|greenwich)$/i.test(zone);
