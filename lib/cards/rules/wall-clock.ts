import { TZDateMini } from "@date-fns/tz";

const two = (n: number): string => String(n).padStart(2, "0");

/** What the clock at the venue shows at an instant. */
export function wallClock(instant: Date, zone: string): { date: string; time: string } {
  const at = new TZDateMini(instant.getTime(), zone);
  return {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
  };
}

/** The instant at which the clock at the venue shows this; null for a day or an hour that is not there. */
export function instantAt(date: string, time: string, zone: string): Date | null {
  const [year, month, day] = date.split("-").map(Number);
  const [hour, minute] = time.split(":").map(Number);
  const instant = new Date(new TZDateMini(year!, month! - 1, day!, hour!, minute!, zone).getTime());
  if (Number.isNaN(instant.getTime())) return null;
  const shown = wallClock(instant, zone);
  return shown.date === date && shown.time === time ? instant : null;
}
