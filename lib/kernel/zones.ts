/** Whether this is the name of a time zone, for example "Asia/Kolkata"; a bare distance such as "+05:30" is none. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
