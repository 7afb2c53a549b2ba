const COUNTRIES = new Intl.DisplayNames("en", { type: "region" });

export const countryWords = (country: string | null): string =>
  country === null ? "A country we cannot tell" : (COUNTRIES.of(country) ?? country);

/** From ten-thousandths: "₹1,004.10"; a price of less than a paisa keeps its four places. */
export function moneyWords(total: number, currency: string, exact = false): string {
  return new Intl.NumberFormat("en-IN", {
    style: "currency",
    currency,
    minimumFractionDigits: exact ? 4 : 2,
    maximumFractionDigits: exact ? 4 : 2,
  }).format(total / 10_000);
}

/** "24 seconds", "3 minutes", "2 hours". */
export function durationWords(seconds: number): string {
  const [value, unit] =
    seconds < 90
      ? [seconds, "second"]
      : seconds < 5_400
        ? [seconds / 60, "minute"]
        : [seconds / 3_600, "hour"];
  const whole = Math.max(1, Math.ceil(value as number));
  return `${whole.toLocaleString("en-IN")} ${unit}${whole === 1 ? "" : "s"}`;
}
