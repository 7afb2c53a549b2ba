/**
 * How long an answer asks us to wait, in whole seconds: `Retry-After` as a number or as a date (RFC 9110, 10.2.3).
 * Undefined where it says nothing, or a moment that has passed.
 */
export function secondsToWait(response: Response, now = Date.now()): number | undefined {
  const said = response.headers.get("retry-after")?.trim() ?? "";
  const seconds = /^\d+(\.\d+)?$/.test(said) ? Number(said) : (Date.parse(said) - now) / 1000;
  return seconds > 0 ? Math.ceil(seconds) : undefined;
}
