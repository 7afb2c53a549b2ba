import type { Token } from "./reading-senses";

const DAY_MS = 86_400_000;
/** A day farther off than this was meant of the past. */
const FARTHEST_DAYS = 200;

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);
const plus = (day: string, days: number): string => iso(at(day) + days * DAY_MS);

/** The day of this month and year if there is one. */
function dayOf(year: number, month: number, day: number): string | null {
  const time = Date.UTC(year, month - 1, day);
  const read = new Date(time);
  return read.getUTCMonth() === month - 1 && read.getUTCDate() === day ? iso(time) : null;
}

function nextDate(month: number, day: number, today: string): string | null {
  const year = Number(today.slice(0, 4));
  const next = [year, year + 1]
    .map((one) => dayOf(one, month, day))
    .find((one) => one !== null && one >= today);
  return next != null && at(next) - at(today) <= FARTHEST_DAYS * DAY_MS ? next : null;
}

/** "12" as the twelfth of this month, while it is still to come. */
function dayOfMonth(day: number, today: string): string | null {
  const date = dayOf(Number(today.slice(0, 4)), Number(today.slice(5, 7)), day);
  return date !== null && date > today ? date : null;
}

function weekday(day: number, today: string): string | null {
  const ahead = (day - new Date(at(today)).getUTCDay() + 7) % 7;
  return ahead === 0 ? null : plus(today, ahead);
}

/** "5/12/2026" as it is written in India; "5/12" may be May as well and names no day. */
function numeric(text: string, today: string): string | null {
  const match = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?$/.exec(text);
  if (!match) return null;
  const [day, month] = [Number(match[1]), Number(match[2])];
  if (day <= 12 && day !== month) return null;
  if (!match[3]) return month >= 1 && month <= 12 ? nextDate(month, day, today) : null;
  const date = dayOf(Number(match[3].length === 2 ? `20${match[3]}` : match[3]), month, day);
  return date !== null && date >= today ? date : null;
}

/** Which day the parts of a date name, counted from `today`; null where they name none or leave a doubt. */
export function dayNamed(parts: readonly Token[], today: string): string | null {
  const named = parts.filter((part) => part.sense !== "date" || part.events[0] !== "vague");
  const vague = parts.some((part) => /^(next|agle|अगले|before)/.test(part.word) && part.events[0] === "vague");
  const shape = named.map((part) =>
    part.sense === "number" ? "#" : part.sense === "date" ? (part.events[0] ?? "?") : "?",
  );
  const value = named.find((part) => part.sense === "number")?.value ?? 0;
  const unit = Number(named.find((part) => part.sense === "date" && part.events.length > 1)?.events[1] ?? 0);
  if (vague) return null;
  switch (shape.join(" ")) {
    case "in":
      return plus(today, unit);
    case "weekday":
      return weekday(unit, today);
    case "# days":
      return value >= 1 ? plus(today, value) : null;
    case "# weeks":
      return value >= 1 && value <= 20 ? plus(today, value * 7) : null;
    case "#":
    case "# ordinal":
      return dayOfMonth(value, today);
    case "# month":
    case "# ordinal month":
    case "month #":
    case "month # ordinal":
      return nextDate(unit, value, today);
    case "?":
      return numeric(named[0]?.word ?? "", today);
    default:
      return null;
  }
}
