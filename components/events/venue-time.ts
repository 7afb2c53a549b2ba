import { TZDateMini } from "@date-fns/tz";

export type Wall = { date: string; time: string };

const two = (n: number) => String(n).padStart(2, "0");

/** What the clock at the venue shows at an instant, as the fields of a form want it. */
export function wallTime(instant: string | null, zone: string): Wall {
  if (!instant) return { date: "", time: "" };
  const at = new TZDateMini(new Date(instant).getTime(), zone);
  return {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
  };
}

export type Instant =
  | { ok: true; instant: string | null }
  | { ok: false; field: "date" | "time"; message: string };

/** The instant at which the venue's clock shows this. An hour that is skipped when clocks go forward has none. */
export function instantOf({ date, time }: Wall, zone: string): Instant {
  if (!date && !time) return { ok: true, instant: null };
  if (!date) return { ok: false, field: "date", message: "Which day? A time alone is not enough." };
  if (!time) return { ok: false, field: "time", message: "At what time?" };
  const [year, month, day] = date.split("-").map(Number);
  const [hour, minute] = time.split(":").map(Number);
  const at = new TZDateMini(year!, month! - 1, day!, hour!, minute!, zone);
  if (Number.isNaN(at.getTime())) return { ok: false, field: "date", message: "This day does not exist." };
  const instant = new Date(at.getTime()).toISOString();
  const shown = wallTime(instant, zone);
  if (shown.date !== date) return { ok: false, field: "date", message: "This day does not exist." };
  if (shown.time !== time.slice(0, 5))
    return {
      ok: false,
      field: "date",
      message: `The clocks there go forward that night: ${time} is skipped.`,
    };
  return { ok: true, instant };
}
