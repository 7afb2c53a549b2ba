/** A round number at or above `most` for the top of an axis: 1, 2 or 5 times a power of ten. */
export function topOf(most: number): number {
  if (most <= 5) return 5;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 2.5, 5, 10].find((one) => one * power >= most) ?? 10;
  return step * power;
}

export interface Point {
  x: number;
  y: number;
}

const DAY_MS = 86_400_000;

/**
 * Where the ends of the days of a series lie in a frame, from the evening before the first to this evening: the line
 * climbs over a day with answers and is level over days without. Days are YYYY-MM-DD.
 */
export function dayPoints(
  days: readonly { day: string; n: number }[],
  today: string,
  frame: { width: number; height: number; top: number },
): Point[] {
  if (days.length === 0) return [];
  const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
  const from = at(days[0]!.day) - DAY_MS;
  const to = Math.max(at(today), at(days.at(-1)!.day));
  const x = (day: string) => ((at(day) - from) / (to - from)) * frame.width;
  const y = (n: number) => frame.height - (n / frame.top) * frame.height;
  const points: Point[] = [{ x: 0, y: y(0) }];
  const day = (DAY_MS / (to - from)) * frame.width;
  for (const one of days) {
    const last = points.at(-1)!;
    const at = x(one.day);
    if (at - day - last.x > 0.01) points.push({ x: at - day, y: last.y });
    points.push({ x: at, y: y(one.n) });
  }
  const last = points.at(-1)!;
  if (frame.width - last.x > 0.01) points.push({ x: frame.width, y: last.y });
  return points;
}

/** The day before, where a line of days begins. */
export const eveOf = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);

export const pathOf = (points: readonly Point[]): string =>
  points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
