const DAY_MS = 86_400_000;

/** Why these days between reminders are not a plan, in words, or null. Each gap is at least as wide as the one before. */
export function problemOfGaps(gaps: readonly number[]): string | null {
  if (gaps.length > 5) return "Six reminders are the most: whoever has not answered by then wants a call.";
  for (const [place, gap] of gaps.entries())
    if (place > 0 && gap < gaps[place - 1]!) return "The time between reminders grows; it never shrinks.";
  return gaps.some((gap) => gap < 1) ? "At least one day lies between two reminders." : null;
}

/** When each reminder goes out, first to last; none at or after the end. `gaps` are the days between them. */
export function reminderTimes(startsAt: Date, gaps: readonly number[], endsAt: Date): Date[] {
  const times = [startsAt];
  for (const gap of gaps) times.push(new Date(times.at(-1)!.getTime() + gap * DAY_MS));
  return times.filter((time) => time < endsAt);
}
