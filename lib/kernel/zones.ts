const COMMON = new Set(Intl.supportedValuesOf("timeZone"));

/** Whether a clock of this IANA name is known, by whichever of its names; offsets ("+05:30") are no places. */
export function isZone(name: string): boolean {
  if (COMMON.has(name)) return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
